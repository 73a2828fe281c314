import type { CancellationToken, ClientCapabilities, Connection, InitializeParams, Position, Range } from "vscode-languageserver/node";
import type { Place, Span } from "../../core/base/span.ts";
import { readFile, type SourceFile } from "../../core/syntax/file.ts";
import type { FilePositions, Service } from "../service/index.ts";
import { type Encoding, encodedPositions } from "./encoding.ts";
import type { Folder } from "./folder-listing.ts";
import { LSPErrorCodes, ResponseError } from "./language-server.ts";
import { canonical } from "./uri.ts";

/** One client that is served: its connection, what it can do, what it has open, and the way between offsets and its positions. */
export interface Session {
  readonly connection: Connection;
  readonly service: Service;
  /** What the client said of itself. */
  client: ClientCapabilities;
  /** What the client's positions count in. */
  encoding: Encoding;
  initialize: InitializeParams | undefined;
  /** Open documents by canonical URI. Their texts are those of the service. */
  readonly open: Map<string, OpenDocument>;
  /** Resolves once the folders of the workspace have been read: before that nobody knows what is missing. */
  readonly scanned: { promise: Promise<void>; done: boolean };
  /** The folders of the client's workspace, as it names them and as they were listed last. */
  readonly folders: {
    uris: readonly string[];
    known: readonly Folder[];
    /** What the client's settings hide in them and how much they let in, as it was asked last. */
    wished: string;
    /** Files in them that are not read, since there are too many. */
    unread: number;
    /** Has the client been told of those? Once is enough. */
    told: boolean;
  };
  /** A document was opened, changed by a keystroke, or closed: told with its canonical URI (the client's own, once closed). */
  readonly opened: Signal<string>;
  readonly typed: Signal<string>;
  readonly closed: Signal<string>;
  /** Something else changed that findings may depend on: a file on a disk, a setting. */
  readonly changed: Signal<void>;
  /** A setting of the client changed after the first that were asked for. */
  readonly configured: Signal<void>;
  /** When the client last wanted something, in milliseconds of the process. */
  readonly heard: { at: number };
  offsetAt(uri: string, position: Position): number;
  spanOf(uri: string, range: Range): Span;
  rangeOf(uri: string, span: Span): Range;
  /** How long the client takes the text of a span to be, which is on one line. */
  lengthOf(uri: string, span: Span): number;
  /** The place as the client names it. */
  locationOf(place: Place): { readonly uri: string; readonly range: Range };
}

/** A document as its client names it, and the client's number for its text. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
}

/** Something that happens, told to whoever listens. */
export interface Signal<T> {
  listen(listener: (what: T) => void): void;
  fire(what: T): void;
}

function signal<T>(): Signal<T> {
  const listeners: ((what: T) => void)[] = [];
  return {
    listen: listener => void listeners.push(listener),
    fire(what) {
      for (const listener of listeners) listener(what);
    },
  };
}

/** A session over a connection that has not begun yet. */
export function createSession(connection: Connection, service: Service): Session {
  const open = new Map<string, OpenDocument>();
  // Nearly always the name is canonical already, and finding that out takes longer than the rest: a file may have hundreds of findings.
  const fileOf = (uri: string): SourceFile => service.fileOf(uri) ?? service.fileOf(canonical(uri)) ?? readFile(uri, "");
  const positions = (uri: string): FilePositions => encodedPositions(fileOf(uri), session.encoding);
  const rangeOf = (uri: string, span: Span): Range => {
    const { positionAt } = positions(uri);
    return { start: positionAt(span.start), end: positionAt(span.end) };
  };
  const session: Session = {
    connection,
    service,
    client: {},
    encoding: "utf-16",
    initialize: undefined,
    open,
    scanned: { promise: Promise.resolve(), done: false },
    folders: { uris: [], known: [], wished: "", unread: 0, told: false },
    opened: signal(),
    typed: signal(),
    closed: signal(),
    changed: signal(),
    configured: signal(),
    heard: { at: 0 },
    offsetAt: (uri, position) => positions(uri).offsetAt(position),
    spanOf(uri, range) {
      const { offsetAt } = positions(uri);
      const [a, b] = [offsetAt(range.start), offsetAt(range.end)];
      return { start: Math.min(a, b), end: Math.max(a, b) };
    },
    rangeOf,
    lengthOf(uri, { start, end }) {
      if (session.encoding === "utf-16") return end - start;
      const { positionAt } = positions(uri);
      return positionAt(end).character - positionAt(start).character;
    },
    locationOf: place => ({ uri: open.get(place.uri)?.uri ?? place.uri, range: rangeOf(place.uri, place) }),
  };
  return session;
}

/** Lets everything that has arrived be looked at first: a cancellation is such a thing, and so is a newer edit. */
export function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/**
 * A handler whose mistakes are contained: a crash is logged and answered with `otherwise`, and a request that was cancelled while it
 * waited is not computed at all.
 */
export function contained<P, R>(
  session: Session,
  name: string,
  otherwise: R,
  answer: (params: P, token: CancellationToken) => R | Promise<R>,
) {
  return async (params: P, token: CancellationToken): Promise<R | ResponseError<never>> => {
    session.heard.at = performance.now();
    await turn();
    if (token.isCancellationRequested) return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${name} was cancelled.`);
    try {
      return await answer(params, token);
    } catch (crash) {
      report(session, name, crash);
      return otherwise;
    }
  };
}

/** Writes a mistake of ours into the client's log. */
export function report(session: Session, name: string, crash: unknown): void {
  session.connection.console.error(
    `${name} failed, and was contained: ${crash instanceof Error ? (crash.stack ?? crash.message) : String(crash)}`,
  );
}
