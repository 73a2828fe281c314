import type { Span } from "../base/span.ts";
import { checkCondition } from "../conditions/checker.ts";
import type { Fault } from "../conditions/lexer.ts";
import { parseCondition } from "../conditions/parser.ts";
import type { Node } from "../conditions/syntax.ts";
import { type Nature, nature, unknownNature } from "../conditions/types.ts";
import { metricProvider } from "../providers/metrics/index.ts";
import { lettersOf } from "../syntax/letters.ts";
import { nodeAt, type ScalarNode, type SourceNode, textOf } from "../syntax/nodes.ts";

/** A condition of a metric, as rules look at it. */
export interface MetricCondition {
  readonly field: "successCondition" | "failureCondition";
  readonly place: ScalarNode;
  readonly text: string;
  readonly tree: Node;
  /** Its parts may still change: arguments are filled in later. */
  readonly templated: boolean;
  /** What is wrong with the expression as such. */
  readonly syntaxFault: Fault | undefined;
  /** The key of the provider; empty where there is not exactly one. */
  readonly provider: string;
  /** What `result` can be; empty where nobody knows. */
  readonly results: readonly Nature[];
  /** Where a part of the condition stands in the document; the whole value where that cannot be told. */
  spanOf(part: Span): Span;
}

/** The conditions of a metric that are written as texts. */
export function conditionsOf(metric: SourceNode): readonly MetricCondition[] {
  const provider = nodeAt(metric, "provider");
  const key = provider?.kind === "map" && provider.entries.length === 1 ? String(provider.entries[0]?.key.value) : "";
  const types = isScalarQuery(provider, key) ? [] : (metricProvider(key)?.types ?? []);
  return (["successCondition", "failureCondition"] as const).flatMap((field): readonly MetricCondition[] => {
    const place = nodeAt(metric, field);
    if (place?.kind !== "scalar" || typeof place.value !== "string" || place.value.trim() === "") return [];
    const text = place.value;
    const { tree, fault, tooMuch } = parseCondition(text);
    if (tooMuch) return [];
    const { start, letters } = lettersOf(place);
    return [
      {
        field,
        place,
        text,
        tree,
        templated: text.includes("{{"),
        syntaxFault: fault,
        provider: key,
        results: types.map(nature),
        spanOf: part => (letters === text && part.start < part.end ? { start: start + part.start, end: start + part.end } : place.at),
      },
    ];
  });
}

/** What is wrong with the types of a condition whatever `result` is, the tree being whole. */
export function faultOfAny(condition: MetricCondition): Fault | undefined {
  return condition.syntaxFault ? undefined : checkCondition(condition.tree, unknownNature).fault;
}

/** What is wrong with it for every answer that its provider can give. */
export function faultOfResults({ tree, syntaxFault, results }: MetricCondition): Fault | undefined {
  if (syntaxFault || results.length === 0) return undefined;
  const faults = results.map(result => checkCondition(tree, result).fault);
  return faults.every(fault => fault !== undefined) ? faults[0] : undefined;
}

/** Can the query answer with one number, as `scalar(…)`, `time()` and plain numbers do? Of one that an argument decides nobody knows. */
function isScalarQuery(provider: SourceNode | undefined, key: string): boolean {
  const query = textOf(provider, key, "query")?.trim() ?? "";
  return key === "prometheus" && (/\b(scalar|time)\s*\(/.test(query) || /^[\d.]+$/.test(query) || /^\{\{[^}]*\}\}$/.test(query));
}

const typeWords: readonly (readonly [RegExp, string])[] = [
  [/^float64$/, "a number"],
  [/^u?int\d*$/, "a whole number"],
  [/^(string|\*string|types\.StatusCode)$/, "a text"],
  [/^bool$/, "a yes or no"],
  [/^\[\](float64|int)$/, "a list of numbers"],
  [/^\[/, "a list"],
  [/^(map\[|types\.)/, "an object"],
  [/^func\(/, "a function"],
  [/^time\.Duration$/, "a duration"],
  [/^time\.Time$/, "an instant"],
];

/** A Go type in plain words. */
export function typeInWords(type: string): string {
  return typeWords.find(([pattern]) => pattern.test(type))?.[1] ?? "something that nobody knows yet";
}

const sentences: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [
    /^invalid operation: (\S+) \(mismatched types (.+) and (.+)\)$/,
    (sign = "", a = "", b = "") => `\`${sign}\` cannot stand between ${typeInWords(a)} and ${typeInWords(b)}`,
  ],
  [/^invalid operation: (\S+) \(mismatched type (.+)\)$/, (sign = "", a = "") => `\`${sign}\` cannot stand before ${typeInWords(a)}`],
  [
    /^cannot use (.+) as argument \(type (.+)\) to call (\w+) $/,
    (given = "", wanted = "", name = "") => `\`${name}\` takes ${typeInWords(wanted)}, and gets ${typeInWords(given)}`,
  ],
  [/^array elements can only be selected using an integer/, () => "an item of a list is taken by its number, as in `result[0]`"],
  [/^type (.+)\[.+\] is undefined$/, (of = "") => `${typeInWords(of)} has no items`],
  [/^type (.+) has no (?:field|method) (.+)$/, (of = "", name = "") => `${typeInWords(of)} has no \`${name}\``],
  [
    /^builtin (\w+) takes only array \(got (.+)\)$/,
    (name = "", got = "") => `\`${name}\` goes through a list, and gets ${typeInWords(got)}`,
  ],
  [
    /^cannot use (.+) to get an element from map/,
    (key = "") => `a field of an object is taken by its name, and not by ${typeInWords(key)}`,
  ],
  [
    /^cannot use (.+) as type (.+) in array$/,
    (a = "", b = "") => `${typeInWords(a)} is never in a list of which each item is ${typeInWords(b)}`,
  ],
  [/^(too many|not enough) arguments to call (\w+)$/, (how = "", name = "") => `\`${name}\` gets ${how} arguments`],
  [/^non-bool expression \(type (.+)\) used as condition$/, (type = "") => `\`?\` asks for a yes or no, and gets ${typeInWords(type)}`],
  [
    /^predicate should return boolean \(got (.+)\)$/,
    (type = "") => `what is asked of each item must be a yes or no, and is ${typeInWords(type)}`,
  ],
];

/** A type error in plain words; the controller's own where there are no others. */
export function inWords({ message }: Fault): string {
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(message);
    if (found) return words(...found.slice(1));
  }
  return `the controller says \`${message.trim()}\``;
}
