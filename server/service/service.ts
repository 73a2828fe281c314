import type { Problem } from "../../core/base/problem.ts";
import type { Place, Span } from "../../core/base/span.ts";
import type { Token } from "../../core/base/token.ts";
import { checkWorkspace } from "../../core/rules/engine.ts";
import { type RuleSettings, withSettings } from "../../core/rules/settings.ts";
import { withoutSilenced, withoutSilencedInFile } from "../../core/rules/suppression.ts";
import { course, forecast } from "../../core/simulation/forecast.ts";
import { chunkCache, editFile, readFile, type SourceFile } from "../../core/syntax/file.ts";
import type { MapNode } from "../../core/syntax/nodes.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import type { Resource } from "../../core/workspace/resource.ts";
import { resourceAt, type Workspace, workspaceOf } from "../../core/workspace/workspace.ts";
import type { ForecastAnswer, ForecastParams } from "../../protocol/server.ts";
import { type Action, actionsFor } from "./code-actions.ts";
import { type Lens, lensesIn } from "./code-lenses.ts";
import { completionAt, type Proposal } from "./completion/index.ts";
import { type Definition, definitionAt } from "./definition.ts";
import { type Link, linksIn } from "./document-links.ts";
import { type OurDocument, ourDocuments } from "./documents.ts";
import { tokensIn } from "./embedded-languages.ts";
import { inFile, ownFindings, speaksOfAbsence } from "./findings.ts";
import { type Fold, foldsIn } from "./folding.ts";
import { type Hover, hoverAt } from "./hover.ts";
import { type CourseOf, type Hint, type HintParts, hintsIn } from "./inlay-hints.ts";
import { misspeltKind } from "./misspelt-kind.ts";
import { isPatch } from "./patches.ts";
import { highlightsAt, referencesAt } from "./references.ts";
import { renameAt, renameableAt } from "./rename.ts";
import type { PlacedEdit, Refusal, Renameable } from "./rename-answers.ts";
import { selectionsAt } from "./selection.ts";
import { type SymbolInFile, symbolsIn } from "./symbols.ts";
import { type SymbolInWorkspace, symbolsMatching } from "./workspace-symbols.ts";

/**
 * How much of the checking is wanted: `own` looks into no other file (before all have been read nobody knows what is missing),
 * `fast` is what a keystroke can pay for, `all` is everything.
 */
export type Scope = "own" | "fast" | "all";

/** The language service: what an editor asks about files, in offsets. One instance serves one editor, or one run of a command. */
export interface Service {
  /** Gives a file its text, whether it is open in an editor or lies on a disk. */
  setFile(uri: string, text: string): void;
  /** The same for many at once. */
  setFiles(files: readonly { readonly uri: string; readonly text: string }[]): void;
  /** Replaces the characters of a span of a file: what `setFile` does with the whole new text, for the work of a document or two. */
  editFile(uri: string, span: Span, text: string): void;
  removeFile(uri: string): void;
  configure(settings: Settings): void;
  fileOf(uri: string): SourceFile | undefined;
  /** What is known at this moment; it never changes. */
  workspace(): Workspace;
  diagnostics(uri: string, scope: Scope): readonly Problem[];
  /**
   * Does a slice of what `diagnostics` of everything needs, and answers whether nothing is left: between slices there is time for
   * requests that somebody waits for.
   */
  settle(uri: string): boolean;
  completion(uri: string, offset: number): readonly Proposal[];
  hover(uri: string, offset: number): Hover | undefined;
  inlayHints(uri: string, range: Span): readonly Hint[];
  /** Words of queries and conditions, in order: of the whole file, or of a part of it. */
  tokens(uri: string, range?: Span): readonly Token[];
  symbols(uri: string): readonly SymbolInFile[];
  definition(uri: string, offset: number): Definition | undefined;
  references(uri: string, offset: number, withDefinition: boolean): readonly Place[];
  /** The places of the same file that name the same thing. */
  highlights(uri: string, offset: number): readonly Place[];
  renameable(uri: string, offset: number): Renameable | Refusal;
  rename(uri: string, offset: number, newName: string): readonly PlacedEdit[] | Refusal;
  workspaceSymbols(query: string): readonly SymbolInWorkspace[];
  links(uri: string): readonly Link[];
  /** Undefined where the file has nothing of ours, so that the editor's own folding stays. */
  folds(uri: string): readonly Fold[] | undefined;
  /** What a selection at an offset grows to, the smallest first. */
  selections(uri: string, offset: number): readonly Span[];
  codeLenses(uri: string): readonly Lens[];
  codeActions(uri: string, range: Span): readonly Action[];
  forecast(params: ForecastParams): ForecastAnswer;
}

/** What a test or another host puts in the place of the simulation. */
export interface Sources {
  readonly courseOf?: CourseOf;
}

export interface Settings {
  readonly rules: RuleSettings;
  /** Absent: all of it. */
  readonly hints?: HintParts;
}

/** A service that knows no file yet. */
export function createService({ courseOf = course }: Sources = {}): Service {
  const cache = chunkCache();
  let workspace = workspaceOf();
  let settings: Settings = { rules: {} };
  const crossing = crossFindings();
  const courses = remembering(courseOf);
  const diagnostics: Service["diagnostics"] = (uri, scope) => {
    const file = workspace.files.get(uri);
    if (!file) return [];
    const seen = workspace;
    const documents = ourDocuments(file);
    const cross = crossing.findings(documents, seen, scope);
    const found: Problem[] = [];
    // At each keystroke all documents of the file pass here, and most have nothing to say.
    for (const [i, ours] of documents.entries()) {
      const [own, across] = [ownFindings(ours), cross[i] ?? none];
      if (own.length + across.length === 0) continue;
      const patch = ours.resource !== undefined && isPatch(ours.resource, seen);
      for (const problem of [...own, ...across]) if (!patch || !speaksOfAbsence(problem)) found.push(inFile(problem, ours.document.start));
    }
    return withSettings(withoutSilencedInFile(file, [...found, ...strays(file)]), settings.rules);
  };
  const on = <T>(uri: string, otherwise: T, answer: (file: SourceFile) => T): T => {
    const file = workspace.files.get(uri);
    return file ? answer(file) : otherwise;
  };
  return {
    setFile(uri, text) {
      if (workspace.files.get(uri)?.text !== text) workspace = workspace.with(readFile(uri, text, cache));
    },
    setFiles(files) {
      workspace = workspace.with(...files.map(({ uri, text }) => readFile(uri, text, cache)));
    },
    editFile(uri, span, text) {
      const file = workspace.files.get(uri);
      if (file) workspace = workspace.with(editFile(file, span, text, cache));
    },
    removeFile(uri) {
      workspace = workspace.without(uri);
    },
    configure(wanted) {
      settings = wanted;
    },
    fileOf: uri => workspace.files.get(uri),
    workspace: () => workspace,
    diagnostics,
    settle: uri => on(uri, true, file => crossing.settle(ourDocuments(file), workspace)),
    completion: (uri, offset) => on(uri, [], file => completionAt(file, offset, workspace)),
    hover: (uri, offset) => on(uri, undefined, file => hoverAt(file, offset, workspace, courses)),
    inlayHints: (uri, range) => on(uri, [], file => hintsIn(file, range, workspace, courses, settings.hints)),
    tokens: (uri, range) => on(uri, [], file => tokensIn(file, range)),
    symbols: uri => on(uri, [], symbolsIn),
    definition: (uri, offset) => on(uri, undefined, file => definitionAt(file, offset, workspace)),
    references: (uri, offset, withDefinition) => on(uri, [], file => referencesAt(file, offset, workspace, withDefinition)),
    highlights: (uri, offset) => on(uri, [], file => highlightsAt(file, offset, workspace)),
    renameable: (uri, offset) => on<Renameable | Refusal>(uri, unread, file => renameableAt(file, offset, workspace)),
    rename: (uri, offset, newName) => on<readonly PlacedEdit[] | Refusal>(uri, unread, file => renameAt(file, offset, workspace, newName)),
    workspaceSymbols: query => symbolsMatching(query, workspace),
    links: uri => on(uri, [], file => linksIn(file, workspace)),
    folds: uri => on(uri, undefined, foldsIn),
    selections: (uri, offset) => on(uri, [], file => selectionsAt(file, offset)),
    codeLenses: uri => on(uri, [], lensesIn),
    codeActions: (uri, range) => on(uri, [], file => actionsFor(file, range, diagnostics(uri, "fast"))),
    forecast({ uri, offset, scenario }) {
      const resource = on(uri, undefined, file => resourceAt(file, offset));
      return resource ? (resource.templated ? ofTemplate : forecast(resource, workspace, scenario)) : nothingHere;
    },
  };
}

const unread: Refusal = { refused: "This file is not open here, so nothing in it can be renamed." };

/** What is said of documents that are not ours, and should be. */
function strays(file: SourceFile): readonly Problem[] {
  const all: Problem[] = [];
  for (const { chunk, start } of file.documents) {
    let found = strayProblems.get(chunk);
    if (!found) {
      found = withoutSilenced(chunk.text, misspeltKind(chunk));
      strayProblems.set(chunk, found);
    }
    for (const problem of found) all.push(inFile(problem, start));
  }
  return all;
}

const ofTemplate: ForecastAnswer = {
  kind: "empty",
  title: "Forecast",
  sentence: "This is a template, and what it will do depends on its values: open what is rendered from it (`helm template`).",
};
const none: readonly Problem[] = [];
const strayProblems = new WeakMap<Chunk, readonly Problem[]>();

const nothingHere: ForecastAnswer = {
  kind: "empty",
  title: "Forecast",
  sentence: "Put the cursor into a Rollout or a Canary: this view then says what it will do.",
};

interface Played {
  readonly through: number;
  readonly course: ReturnType<CourseOf>;
}

/** A course is asked for by hints, hovers and lenses of the same moment: what was played as far as they need it is not played again. */
function remembering(courseOf: CourseOf): CourseOf {
  const known = new WeakMap<Workspace, Map<string, Played>>();
  return (resource, workspace, { through = Number.POSITIVE_INFINITY } = {}) => {
    const courses = known.get(workspace) ?? new Map<string, Played>();
    known.set(workspace, courses);
    const key = `${resource.start} ${resource.uri}`;
    const last = courses.get(key);
    if (last && last.through >= through) return last.course;
    const course = courseOf(resource, workspace, { through });
    courses.set(key, { through, course });
    return course;
  };
}

// A keystroke changes one document, and seldom two (a new `---`); what is more is a file that was opened or replaced.
const fewDocuments = 2;
// Documents of one slice: a few milliseconds.
const slice = 16;

interface Check {
  readonly workspace: Workspace;
  readonly found: readonly Problem[];
}

/** The last check of each document, known by what was read and by the file: two files can hold the same text, and mean what is near to each. */
function lastChecks() {
  const last = new WeakMap<MapNode, Map<string, Check>>();
  return {
    of: ({ node, uri }: Resource): Check | undefined => last.get(node)?.get(uri),
    set({ node, uri }: Resource, check: Check): void {
      const byFile = last.get(node) ?? new Map<string, Check>();
      last.set(node, byFile.set(uri, check));
    },
  };
}

interface CrossFindings {
  findings(documents: readonly OurDocument[], workspace: Workspace, scope: Scope): readonly (readonly Problem[])[];
  settle(documents: readonly OurDocument[], workspace: Workspace): boolean;
}

/**
 * What the rules say that look into other files. `fast` answers with what the last check of a document said, and checks only the
 * document under the cursor, so that findings do not come and go with each keystroke.
 */
function crossFindings(): CrossFindings {
  const checks = lastChecks();
  const check = ({ document, resource, templated, neighbour }: OurDocument, workspace: Workspace): readonly Problem[] => {
    // With a syntax error in it the document is not what its author means.
    if (!resource || templated || neighbour || document.chunk.problems.length > 0) return none;
    const known = checks.of(resource);
    if (known?.workspace === workspace) return known.found;
    const found = withoutSilenced(document.chunk.text, checkWorkspace(resource, workspace));
    checks.set(resource, { workspace, found });
    return found;
  };
  return {
    findings(documents, workspace, scope) {
      if (scope === "own") return [];
      if (scope === "all") return documents.map(ours => check(ours, workspace));
      const unknown = documents.filter(({ resource, neighbour }) => resource && !neighbour && !checks.of(resource));
      const affordable = unknown.length <= fewDocuments;
      return documents.map(ours => {
        const known = ours.resource && checks.of(ours.resource);
        return known?.found ?? (affordable ? check(ours, workspace) : none);
      });
    },
    settle(documents, workspace) {
      const ruled = documents.filter(
        ({ templated, neighbour, document }) => !templated && !neighbour && document.chunk.problems.length === 0,
      );
      const checkable = ruled.filter(({ resource }) => resource && checks.of(resource)?.workspace !== workspace);
      for (const ours of checkable.slice(0, slice)) check(ours, workspace);
      return checkable.length <= slice;
    },
  };
}
