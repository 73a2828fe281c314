import type { Span } from "../../core/base/span.ts";
import type { Token } from "../../core/base/token.ts";
import { conditionTokens } from "../../core/conditions/tokens.ts";
import { patternOf } from "../../core/kinds/words/index.ts";
import { promqlTokens } from "../../core/promql/tokens.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { lettersOf } from "../../core/syntax/letters.ts";
import { nodeAt, type Path, type ScalarNode, type SourceNode, textOf } from "../../core/syntax/nodes.ts";
import { isMade, isReadable, type OurDocument, ourDocuments } from "./documents.ts";

/** The words of queries and conditions that stand in the values of a file, in order; those of a part of it where one is given. */
export function tokensIn(file: SourceFile, range?: Span): readonly Token[] {
  return ourDocuments(file).flatMap(ours => {
    const { start, chunk } = ours.document;
    if (range && (range.end < start || range.start > start + chunk.text.length)) return [];
    const tokens = tokensOf(ours).map(token => ({ ...token, start: token.start + start, end: token.end + start }));
    return range ? tokens.filter(token => token.end >= range.start && token.start <= range.end) : tokens;
  });
}

interface Language {
  /** By kind and field. */
  readonly at: RegExp;
  readonly tokens: (text: string) => readonly Token[];
  /** Is it this language, though another could stand here? */
  readonly when?: (root: SourceNode) => boolean;
}

const languages: readonly Language[] = [
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.provider\.prometheus\.query$/, tokens: promqlTokens },
  { at: /^MetricTemplate\.spec\.query$/, tokens: promqlTokens, when: root => textOf(root, "spec", "provider", "type") === "prometheus" },
  { at: /^Canary\.spec\.analysis\.metrics\[\]\.query$/, tokens: promqlTokens },
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.(success|failure)Condition$/, tokens: conditionTokens },
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.provider\.prometheus\.rangeQuery\.(start|end)$/, tokens: conditionTokens },
];

const withLanguages = new Set<string>(["AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun", "MetricTemplate", "Canary"]);

const remembered = new WeakMap<SourceNode, readonly Token[]>();

function tokensOf(ours: OurDocument): readonly Token[] {
  const { document, kind } = ours;
  const { root, text } = document.chunk;
  if (!root || !isReadable(ours)) return [];
  const known = remembered.get(root);
  if (known) return known;
  const found: Token[] = [];
  const walk = (node: SourceNode, path: Path): void => {
    // What an alias shows is coloured where it is written.
    if (node.original) return;
    if (node.kind === "list") for (const [i, item] of node.items.entries()) walk(item, [...path, i]);
    else if (node.kind === "map") {
      for (const { key, value, merged } of node.entries) if (!merged) walk(value, [...path, String(key.value)]);
    } else if (typeof node.value === "string" && !isMade(ours, node.at)) {
      const place = `${kind}.${patternOf(path)}`;
      const language = languages.find(({ at, when }) => at.test(place) && (when?.(root) ?? true));
      if (language) found.push(...tokensOfScalar(text, node, language));
    }
  };
  const spec = nodeAt(root, "spec");
  // A Rollout has none, and a pod template can be long.
  if (spec && withLanguages.has(kind)) walk(spec, ["spec"]);
  const sorted = found.toSorted((a, b) => a.start - b.start);
  remembered.set(root, sorted);
  return sorted;
}

function tokensOfScalar(text: string, node: ScalarNode, { tokens }: Language): readonly Token[] {
  const { start, letters } = lettersOf(node);
  return tokens(letters).flatMap(token => lines(text, { ...token, start: token.start + start, end: token.end + start }));
}

/** A token on each of its lines: editors colour no further than one. */
function lines(text: string, token: Token): readonly Token[] {
  const written = text.slice(token.start, token.end);
  if (!written.includes("\n")) return [token];
  return [...written.matchAll(/[^\s][^\r\n]*/g)].map(({ 0: line, index }) => ({
    sort: token.sort,
    start: token.start + index,
    end: token.start + index + line.trimEnd().length,
  }));
}
