import fc from "fast-check";
import { type Atoms, expressions } from "./grammar.ts";

/** What a provider answered, as the judge reads it: floats are texts, since JSON has no `NaN`. */
export type DrawnResult = { readonly float: string } | { readonly floats: readonly string[] } | { readonly json: unknown };

export interface Drawn {
  readonly condition: string;
  readonly result: DrawnResult;
}

const floatTexts = fc.oneof(
  fc.constantFrom("0", "1", "0.5", "0.95", "2", "-1", "NaN", "+Inf", "-Inf", "100", "1e+300"),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const leaf = fc.constantFrom<unknown>("a", "b", "ok", "200", "x,y", "é", 0, 1, 2, 0.5, 0.95, -3, 200, 1e21, true, false, null);
const object = fc.record(
  {
    a: leaf,
    b: leaf,
    c: fc.boolean(),
    rate: fc.constantFrom(0.5, 0.99, 3),
    name: fc.constantFrom("ok", "a", "200"),
    list: fc.array(leaf, { maxLength: 4 }),
  },
  { requiredKeys: ["rate", "name", "list"] },
);
const numbers = fc.array(fc.constantFrom(0, 1, 2, 0.5, 3, 7), { maxLength: 15 });

/** Each shape of a result, and the simplest expressions about it. */
const shapes: readonly (readonly [fc.Arbitrary<DrawnResult>, Atoms])[] = [
  [floatTexts.map(float => ({ float })), { number: ["result"], any: ["result"] }],
  [
    fc.array(floatTexts, { minLength: 1, maxLength: 4 }).map(floats => ({ floats })),
    { number: ["result[0]", "result[-1]", "result[1]"], list: ["result", "result"], any: ["result", "result[0]"] },
  ],
  [fc.constant({ floats: [] }), { number: ["result[0]"], list: ["result", "result"], any: ["result"] }],
  [
    object.map(json => ({ json })),
    {
      number: ["result.rate", "result.a", "result.list[0]"],
      text: ["result.name", "result.b"],
      truth: ["result.c"],
      list: ["result.list"],
      map: ["result"],
      any: ["result.a", "result.b", "result.missing", 'result["name"]', "result.list"],
    },
  ],
  [
    fc.array(object, { maxLength: 3 }).map(json => ({ json })),
    { number: ["result[0].rate", "len(result)"], list: ["result", "map(result, .rate)"], map: ["result[0]"], any: ["result[0]"] },
  ],
  [numbers.map(json => ({ json })), { number: ["result[0]", "result[1]"], list: ["result", "result"], any: ["result", "result[0]"] }],
  [fc.array(leaf, { maxLength: 4 }).map(json => ({ json })), { list: ["result", "result"], any: ["result", "result[0]"] }],
  [fc.constantFrom("a", "ok", "200", "é", "").map(json => ({ json })), { text: ["result", "result"], any: ["result"] }],
  [fc.constantFrom<unknown>(0, 0.5, true, false, null).map(json => ({ json })), { number: ["result"], truth: ["result"], any: ["result"] }],
];

/** A slip of the pen: a letter is gone or replaced. */
const slips = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  put: fc.constantFrom(
    "",
    "",
    "(",
    ")",
    "[",
    "]",
    '"',
    "#",
    ".",
    "..",
    "|",
    "?",
    ":",
    "not ",
    " in ",
    "==",
    "=",
    ";",
    ",",
    "@",
    "1",
    "x",
    "{",
    "}",
    "let ",
    "\\",
    "é",
    " ",
    "?.",
    "::",
    "//",
    "/*",
    "0x",
    "1e",
    "\n",
    "%%",
    "nil",
  ),
});

const pairs: fc.Arbitrary<Drawn> = fc.oneof(
  ...shapes.map(([results, atoms]) => {
    const truth = fc.oneof(expressions("truth", atoms, 1), expressions("truth", atoms, 2), expressions("truth", atoms, 3));
    const condition = fc.oneof(
      { weight: 7, arbitrary: truth },
      // What is no condition is judged by its value.
      {
        weight: 4,
        arbitrary: fc
          .constantFrom("number", "integer", "text", "list", "map", "any")
          .chain(sort => fc.constantFrom(1, 2).chain(depth => expressions(sort as "any", atoms, depth))),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(truth, slips).map(([written, { at, put }]) => {
          const place = Math.floor(at * written.length);
          return written.slice(0, place) + put + written.slice(place + 1);
        }),
      },
    );
    return fc.record({ condition, result: results });
  }),
);

/** So many pairs of a condition and a result, always the same for one seed. */
export function drawPairs(seed: number, count: number): readonly Drawn[] {
  return fc.sample(fc.noBias(pairs), { seed, numRuns: count });
}
