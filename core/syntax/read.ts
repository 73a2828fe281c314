import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Problem } from "../base/problem.ts";
import { nowhere, type Span } from "../base/span.ts";
import { aliasOf, fromMerge, withMerged } from "./anchors.ts";
import type { Entry, MapNode, ScalarNode, SourceNode } from "./nodes.ts";
import { readPlain } from "./plain.ts";
import { type Choice, keepsLayout, masked, type Template, templateIn } from "./template.ts";
import { yaml11 } from "./yaml11.ts";

/** One document of a file, read. It depends on nothing but its text, so it can be kept and shared by text. */
export interface Chunk {
  readonly text: string;
  /** Undefined for a document without content. */
  readonly root: SourceNode | undefined;
  readonly problems: readonly Problem[];
  /** Set where the text is a Helm template: `root` is then what is plain in it, and what an action makes is shown as it is written. */
  readonly template?: Template & {
    /** Nothing is known of a template that is no YAML without its actions. */
    readonly readable: boolean;
  };
}

/**
 * Reads one document. Never throws: what cannot be read is a problem with a place, and what could be read around it is there.
 * Values are those of YAML 1.1 as the API server's own reader takes them (`yes` is true), without its times and base-60 numbers.
 */
export function readChunk(text: string): Chunk {
  if (text.length > most) return tooLarge(text);
  const template = templateIn(text);
  return template ? readTemplate(template) : readAs(text, text);
}

// An API server takes requests of 3 MiB, and etcd objects of 1.5 MiB: what is this large in YAML can be no object, comments and all.
const most = 4 * 1024 * 1024;

function tooLarge(text: string): Chunk {
  const size = (text.length / 1024 / 1024).toFixed(1);
  const message = `No API server takes this: an object has 1.5 MiB at most, and this document ${size}. Nothing more is said of it. Split it.`;
  const [line = ""] = text.split("\n", 1);
  return { text, root: undefined, problems: [{ code: "yaml/too-large", severity: "error", at: { start: 0, end: line.length }, message }] };
}

/**
 * Reads a rendering of a template: the branches that are chosen, with places and written characters of the template. What actions
 * make of it is not known here (`openingsOf`).
 */
export function readRendering(template: Template, choice: Choice): Chunk {
  return readAs(masked(template, choice), template.text);
}

/** With every branch, so that each can be asked about; the first ones where branches do not fit together. */
function readTemplate(template: Template): Chunk {
  const whole = readRendering(template, "all");
  const chunk = whole.problems.length > 0 ? readRendering(template, () => 0) : whole;
  const readable = chunk.problems.length === 0 && keepsLayout(template);
  return { ...chunk, root: chunk.root && unmasked(chunk.root, template), problems: [], template: { ...template, readable } };
}

/** Values that have an action in them as they are written: no name and no number that anybody means. */
function unmasked(node: SourceNode, template: Template): SourceNode {
  if (node.kind === "list") return { ...node, items: node.items.map(item => unmasked(item, template)) };
  if (node.kind === "map")
    return {
      ...node,
      entries: node.entries.map(entry => ({
        ...entry,
        key: unmasked(entry.key, template) as ScalarNode,
        value: unmasked(entry.value, template),
      })),
    };
  return node.raw.includes("{{") ? { ...node, value: node.raw } : node;
}

/** Reads `yaml`, and takes what is written from `text`, which has the same places. Never throws. */
export function readAs(yaml: string, text: string): Chunk {
  try {
    const plain = yaml === text ? readPlain(yaml) : undefined;
    return plain ? { text, root: plain, problems: none } : readByLibrary(yaml, text);
  } catch (crash) {
    return {
      text,
      root: undefined,
      problems: [{ code: "yaml/unreadable", severity: "error", at: nowhere, message: `This document cannot be read: ${String(crash)}.` }],
    };
  }
}

const none: readonly Problem[] = [];

/** The same, by the library alone. */
export function readByLibrary(yaml: string, text = yaml): Chunk {
  const document = parseDocument(yaml, yaml11);
  const problems = [...document.errors, ...document.warnings].map(error => problemOf(error, text));
  return { text, root: rootOf(document, text), problems };
}

function problemOf(
  error: { readonly code: string; readonly pos: readonly [number, number]; readonly message: string },
  text: string,
): Problem {
  const start = Math.min(error.pos[0], text.length);
  const end = Math.min(Math.max(error.pos[1], start), text.length);
  return {
    code: `yaml/${error.code.toLowerCase().replaceAll("_", "-")}`,
    severity: "error",
    at: { start, end },
    message: wordsFor(error.code, error.message),
  };
}

function wordsFor(code: string, message: string): string {
  const words = {
    TAB_AS_INDENT: "A tab cannot indent YAML, so the file is refused. Use spaces.",
    BAD_INDENT: "This line's indentation fits no level above it, so the file is refused.",
    MISSING_CHAR: "Something is missing here: a quote, a bracket or a colon.",
    UNRESOLVED_ALIAS: "This alias points to an anchor that is not there.",
    MULTIPLE_ANCHORS: "A value can have one anchor only.",
    BLOCK_AS_IMPLICIT_KEY: "A key and its value do not fit on this line. Put the nested map on the next line, indented.",
  } as const;
  return code in words ? words[code as keyof typeof words] : `This is not YAML that can be read: ${message.split("\n")[0] ?? message}.`;
}

function rootOf(document: Document.Parsed, text: string): SourceNode | undefined {
  if (!document.contents) return undefined;
  const anchors = new Map<string, SourceNode>();
  return convert(document.contents, text, anchors, 0);
}

// Deeper than any manifest, shallower than the stack.
const deepest = 400;

function convert(node: unknown, text: string, anchors: Map<string, SourceNode>, depth: number): SourceNode {
  if (depth > deepest) return missing(nowhere);
  if (isAlias(node)) return aliased(node, anchors);
  if (isMap(node)) return remember(node, anchors, convertMap(node, text, anchors, depth));
  if (isSeq(node))
    return remember(node, anchors, {
      kind: "list",
      items: node.items.map(item => convert(isPair(item) ? item.value : item, text, anchors, depth + 1)),
      at: spanOf(node),
      flow: node.flow === true,
    });
  if (isScalar(node)) return remember(node, anchors, scalar(node, text));
  return missing(nowhere);
}

function remember<T extends SourceNode>(from: { anchor?: string }, anchors: Map<string, SourceNode>, node: T): T {
  if (from.anchor) anchors.set(from.anchor, node);
  return node;
}

function aliased(alias: Alias, anchors: Map<string, SourceNode>): SourceNode {
  const target = anchors.get(alias.source);
  return target ? aliasOf(target, spanOf(alias)) : missing(spanOf(alias));
}

function convertMap(map: YAMLMap, text: string, anchors: Map<string, SourceNode>, depth: number): MapNode {
  const own: Entry[] = [];
  const merged: Entry[] = [];
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? scalar(pair.key, text) : missing(spanOf(pair.key));
    const value = pair.value ? convert(pair.value, text, anchors, depth + 1) : missing({ start: key.at.end, end: key.at.end });
    if (key.raw === "<<") merged.push(...fromMerge(value));
    else own.push({ key, value, at: { start: key.at.start, end: Math.max(key.at.end, value.at.end) } });
  }
  return {
    kind: "map",
    entries: withMerged(own, merged),
    at: spanOf(map),
    flow: map.flow === true,
  };
}

function scalar(node: Scalar, text: string): ScalarNode {
  const { start, end } = spanOf(node);
  const at = start === end && text[start] === "#" ? beforeSpace(text, start) : { start, end };
  const raw = text.slice(at.start, at.end);
  // The library takes a lone `.` for a number that is none; Istio's `exportTo: [.]` is text to the API server's reader.
  const value = Number.isNaN(node.value) && !/nan$/i.test(raw) ? raw : node.value;
  const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
  return { kind: "scalar", value: plain ? value : String(value), raw, at };
}

/** An empty value before a comment stands where the parser begins the comment: that is too late to write something there. */
function beforeSpace(text: string, offset: number): Span {
  const start = text.slice(0, offset).trimEnd().length;
  return { start, end: start };
}

function missing(at: Span): ScalarNode {
  return { kind: "scalar", value: null, raw: "", at };
}

function spanOf(node: unknown): Span {
  const range = (node as YAMLSeq | null)?.range;
  return range ? { start: range[0], end: range[1] } : nowhere;
}
