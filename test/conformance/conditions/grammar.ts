import fc from "fast-check";

/** Expressions of a condition by what they give; drawn so that most of them can be evaluated, and some cannot. */
export type Sort = "number" | "integer" | "text" | "truth" | "list" | "map" | "any";

/** The simplest expressions of each sort, by what the provider answered. */
export type Atoms = { readonly [sort in Sort]?: readonly string[] };

const literals: { readonly [sort in Sort]: readonly string[] } = {
  integer: ["0", "1", "2", "3", "7", "-1", "-2", "100", "0x1F", "0b101", "0o17", "1_000", "02", "9223372036854775807", "5000000"],
  number: ["0.0", "0.5", "0.95", "1.5", "2.0", "-0.5", ".25", "1e3", "1.", "1e300", "1e-9", "100.0", "3.3333333333333335", "1", "2"],
  text: ['"a"', '"b"', "'ok'", '"200"', '"1.5"', '""', "`a b`", '"é"', '"a,b,c"', '"-3"', '"\\u{1F600}"', '"Abc"', '"[1,2]"', '" x "'],
  truth: ["true", "false"],
  list: ["[]", "[1, 2, 3]", "[3, 0.5, 1]", '["a", "b"]', "[true]", "[nil]", "[[1], [2, 3]]", "[{a: 1}, {a: 2}]", "1..3", "[2, 2, 1]"],
  map: ["{}", "{a: 1}", '{"a": 1, b: "x"}', "$env"],
  any: ["nil", "1", '"a"', "0.5", "true"],
};
const patterns = [
  '"^a"',
  '"[0-9]+"',
  '"o|k"',
  '"\\\\d{3}"',
  '".*"',
  '"b$"',
  '"[^a-c]"',
  '"(a|b)+c?"',
  '"\\\\s"',
  '"^$"',
  '"(?i)A"',
  '"["',
  '"(a"',
  '"a)"',
  '"*a"',
  '"a+?b"',
  '"[[:digit:]]+"',
  '"\\\\w\\\\.\\\\w"',
];
const compared = ["<", "<=", ">", ">=", "==", "!="];
const calculated = ["+", "-", "*", "/", "%", "**", "^"];

// N number, I integer, S text, B truth, L list, M map, A any, P what is done with an item, C comparison, O calculation, R pattern, F field.
const productions: { readonly [sort in Sort]: readonly string[] } = {
  integer: [
    ..."len(L) count(L, P) int(N) int(S) len(S) asInt(N) asInt(S) -I findIndex(L, P) findLastIndex(L, P) count(L)".split(/ (?=\w+\(|-)/),
    "(I + I)",
    "(I - I)",
    "(I * I)",
    "(I % I)",
    "indexOf(S, S)",
    "lastIndexOf(S, S)",
    "len(M)",
    "len(filter(L, P))",
    "bitnot(I)",
    "+I",
    ...["bitand", "bitor", "bitxor", "bitnand", "bitshl", "bitshr", "bitushr"].map(name => `${name}(I, I)`),
  ],
  number: [
    "I",
    "(N O N)",
    "(N O N)",
    "L[I]",
    "sum(L)",
    "sum(L, P)",
    "sum(map(L, #))",
    "sum([N, N, N])",
    "reduce(L, #acc + #)",
    "reduce(L, #acc + #, N)",
    "reduce(L, # + #index)",
    "(A ?? N)",
    "default(A, N)",
    "(B ? N : N)",
    "(B ?: N)",
    "-N",
    "first(L)",
    "last(L)",
    "find(L, P)",
    "findLast(L, P)",
    "filter(L, P)[0]",
    "filter(L, P)[-1]",
    "(let x = N; x + x * N)",
    "get(L, I)",
    "max(N, N)",
    "min(N, N)",
    "mean(N, N)",
    "first(filter(L, P))",
    "last(filter(L, P))",
    "(N; N)",
    ...["abs", "ceil", "floor", "round", "float", "asFloat"].map(name => `${name}(N)`),
    "float(S)",
    "asFloat(S)",
    ...["max", "min", "mean", "median"].map(name => `${name}(L)`),
  ],
  text: [
    "(S + S)",
    ...["upper", "lower", "trim", "toBase64", "fromBase64"].map(name => `${name}(S)`),
    "string(A)",
    "type(A)",
    "S[I:I]",
    "S[I:]",
    "S[:I]",
    "join(L, S)",
    "join(split(S, S))",
    "replace(S, S, S)",
    "replace(S, S, S, I)",
    "repeat(S, I)",
    "trim(S, S)",
    "trimPrefix(S, S)",
    "trimSuffix(S, S)",
    "trimPrefix(S)",
    "toJSON(A)",
    "toJSON(L)",
    "(S | upper())",
    "first(split(S, S))",
  ],
  truth: [
    "N C N",
    "N C N",
    "N C N",
    "(N C N)",
    "(S C S)",
    "(A == A)",
    "(A != A)",
    "(A in L)",
    "(S in M)",
    "(N in L)",
    "(I in 1..5)",
    '(S in ["a", "b", ""])',
    "(N in [1, 2, 3])",
    '(A in ["a", "b"])',
    "(N not in L)",
    "(B && B)",
    "(B || B)",
    "(B and B)",
    "(B or B)",
    "(A && false)",
    "(true || A)",
    "(B && true)",
    "!B",
    "not B",
    "(A ?? B)",
    ...["all", "any", "none", "one"].map(name => `${name}(L, P)`),
    "(S contains S)",
    "(S startsWith S)",
    "(S endsWith S)",
    "(S not contains S)",
    "(S matches R)",
    "(A matches R)",
    "(A contains S)",
    "(S matches S)",
    "isNaN(N)",
    "isInf(N)",
    "isNaN(I + 1)",
    "isNil(A)",
    "(N < N <= N)",
    "(B ? B : B)",
    "hasPrefix(S, S)",
    "hasSuffix(S, S)",
    "if B { B } else { B }",
    "all(L, P) && all(L, P)",
    "all(result, P) && all(result, P)",
    "none(result, P) and none(result, P)",
    "any(result, P) || any(result, P)",
    "(L == L)",
    "(M == M)",
    "(B == B)",
    "(let y = A; y == A)",
    "now() > now() - duration(S)",
    'duration("90s") > duration("1m")',
    "(type(A) == type(A))",
    "(I == I)",
    "(max(I, N) == I)",
    "(B ?? B)",
  ],
  list: [
    "[A, A]",
    "[N, N, N]",
    "(I..I)",
    "filter(L, P)",
    "map(L, P)",
    "map(L, # + N)",
    "map(L, #index)",
    "L[I:I]",
    "L[:I]",
    "L[I:]",
    ...["sort", "reverse", "uniq", "flatten", "keys", "values"].map(name => `${name}(L)`),
    "keys(M)",
    "values(M)",
    "concat(L, L)",
    "take(L, I)",
    "split(S, S)",
    "split(S, S, I)",
    "splitAfter(S, S)",
    "sortBy(L, #)",
    "sortBy(L, -#)",
    'sort(L, "desc")',
    'sortBy(L, P, "desc")',
    "(L | filter(P) | map(#))",
    "map(filter(L, P), P)",
    "filter(filter(L, P), P)",
    "toPairs(M)",
    "(A ?? L)",
    "map(L, [#, 1])",
    "fromJSON(toJSON(L))",
  ],
  map: ["{a: A, b: A}", "groupBy(L, P)", "fromPairs([[S, A]])", "fromPairs(L)", "{(S): A}", "(A ?? M)"],
  any: [
    "N",
    "S",
    "B",
    "L",
    "M",
    "M.F",
    "M?.F",
    "A?.F",
    "A?.F.F",
    "A.F",
    "A[A]",
    "M[S]",
    "get(M, S)",
    "get(L, I)",
    "get(A, A)",
    "(A ?? A)",
    "A?.[I]",
    "L?.[I]",
    "(B ? A : A)",
    "find(L, P)",
    "$env.result",
    "fromJSON(S)",
    "min(A)",
  ],
};
const simplePredicates = [
  "# > 1",
  "# >= 0.5",
  "true",
  "# == 1",
  "#.a > 1",
  ".a == 2",
  "# != nil",
  "#",
  '# == "a"',
  "#index > 0",
  "{# < 2}",
  "# in [1, 2]",
  "len(#) > 1",
  "# % 2 == 0",
  "not (# > 1)",
  "{let z = #; z > 1}",
  "#acc",
];
const fields = ["a", "b", "c", "rate", "name", "list", "missing"];

const slots: { readonly [letter: string]: Sort } = { N: "number", I: "integer", S: "text", B: "truth", L: "list", M: "map", A: "any" };
const words: { readonly [letter: string]: readonly string[] } = { C: compared, O: calculated, R: patterns, F: fields };
// One slot in so many is filled with something of any sort.
const carelessness = 30;

/** Expressions of a sort, so deep at most. */
export function expressions(sort: Sort, atoms: Atoms, depth: number): fc.Arbitrary<string> {
  const made = new Map<string, fc.Arbitrary<string>>();
  const of = (wanted: Sort, left: number): fc.Arbitrary<string> => {
    const key = `${wanted} ${left}`;
    let found = made.get(key);
    if (!found) {
      const own = atoms[wanted] ?? [];
      const simple =
        own.length > 0
          ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...own) }, { weight: 2, arbitrary: fc.constantFrom(...literals[wanted]) })
          : fc.constantFrom(...literals[wanted]);
      found =
        left === 0
          ? simple
          : fc.oneof(
              { weight: 1, arbitrary: simple },
              {
                weight: left === depth ? 12 : 3,
                arbitrary: fc.constantFrom(...productions[wanted]).chain(template => filled(template, left - 1)),
              },
            );
      made.set(key, found);
    }
    return found;
  };
  const slot = (letter: string, left: number): fc.Arbitrary<string> => {
    const choice = words[letter];
    if (choice) return fc.constantFrom(...choice);
    if (letter === "P")
      return fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...simplePredicates) },
        { weight: 1, arbitrary: of("truth", left) },
        { weight: 2, arbitrary: of("number", left).map(number => `# > ${number}`) },
        { weight: 1, arbitrary: of("any", left).map(any => `# == ${any}`) },
      );
    return fc.nat(carelessness).chain(at => of(at === 0 ? "any" : (slots[letter] ?? "any"), left));
  };
  const filled = (template: string, left: number): fc.Arbitrary<string> => {
    const parts = template.split(/\b([NISBLMAPCORF])\b/);
    return fc.tuple(...parts.map((part, i) => (i % 2 === 0 ? fc.constant(part) : slot(part, left)))).map(texts => texts.join(""));
  };
  return of(sort, depth);
}
