import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { figure } from "../../core/base/figures.ts";
import type { Feature } from "./feature.ts";
import { type Bounds, type Listing, listedAmong, listFiles } from "./folder-listing.ts";
import { DidChangeWatchedFilesNotification, FileChangeType, MessageType, ShowMessageNotification } from "./language-server.ts";
import { report, type Session, turn } from "./session.ts";
import { canonical, pathOf, uriOf } from "./uri.ts";

const usual: Bounds = { files: 5000, bytes: 1024 * 1024, total: 64 * 1024 * 1024 };
/** How long a client may think about its settings, in milliseconds. */
const patience = 3000;
const glob = "**/{*.yaml,*.yml,kustomization,.gitignore}";

/** The YAML files of the workspace's folders, read once and then kept up to date by the client's watching. */
export const filesFeature: Feature = {
  name: "files",
  capability: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  start(session) {
    session.connection.onDidChangeWatchedFiles(async ({ changes }) => {
      try {
        // Others may be ignored from now on.
        if (changes.some(({ uri }) => uri.endsWith("/.gitignore"))) return void scan(session);
        // What is open belongs to the editor, whatever the disk says.
        const closed = changes.filter(({ uri }) => !session.open.has(canonical(uri)));
        const fresh = closed.flatMap(({ uri, type }) => {
          const path = pathOf(uri);
          return type === FileChangeType.Deleted || session.service.fileOf(canonical(uri)) || path === undefined ? [] : [path];
        });
        const listed = await listedAmong(fresh, session.folders.known);
        for (const { uri, type } of closed) {
          const path = pathOf(uri);
          if (type === FileChangeType.Deleted) forget(session, canonical(uri));
          else if (path !== undefined && (listed.has(path) || session.service.fileOf(canonical(uri)))) await take(session, path);
        }
        session.changed.fire();
      } catch (crash) {
        report(session, "workspace/didChangeWatchedFiles", crash);
      }
    });
  },
  ready(session) {
    const { folders } = session;
    // Most settings are of no concern here, and reading a workspace again costs seconds.
    session.configured.listen(() => void scan(session, "where the wishes changed"));
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void session.connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: glob }] })
        .catch(crash => report(session, "watching files", crash));
    }
    if (session.client.workspace?.workspaceFolders) {
      session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => canonical(uri)));
        folders.uris = [...folders.uris.filter(uri => !gone.has(canonical(uri))), ...added.map(({ uri }) => uri)];
        for (const uri of gone) leave(session, uri, folders.uris);
        void scan(session);
      });
    }
    const { workspaceFolders, rootUri } = session.initialize ?? {};
    folders.uris = workspaceFolders?.map(folder => folder.uri) ?? (rootUri ? [rootUri] : []);
    session.scanned.promise = scan(session);
  },
};

async function scan(session: Session, when: "always" | "where the wishes changed" = "always"): Promise<void> {
  const { folders } = session;
  try {
    const { hidden, most } = await wishes(session, folders.uris);
    const wished = JSON.stringify([hidden, most]);
    if (when !== "always" && wished === folders.wished) return;
    folders.wished = wished;
    folders.known = folders.uris.flatMap((uri, i) => {
      const path = pathOf(uri);
      return path === undefined ? [] : [{ path, hidden: hidden[i] ?? [] }];
    });
    const listing = await listFiles(folders.known, { ...usual, files: most });
    forgetOthers(session, listing.paths);
    const stopped = await readAll(session, listing.paths);
    tellLeftOut(session, listing, stopped);
  } catch (crash) {
    report(session, "reading the workspace", crash);
  } finally {
    session.scanned.done = true;
    session.changed.fire();
  }
}

/** What the client's settings hide in each folder, and how many files they let in. */
async function wishes(session: Session, uris: readonly string[]): Promise<{ hidden: readonly (readonly string[])[]; most: number }> {
  if (!session.client.workspace?.configuration || uris.length === 0) return { hidden: [], most: usual.files };
  const items = [{ section: "stepwise.workspace.maximumFiles" }, ...uris.map(scopeUri => ({ scopeUri, section: "files.exclude" }))];
  const asked: Promise<readonly unknown[]> = session.connection.workspace.getConfiguration(items).catch(() => []);
  // A client that never answers must not keep the workspace unread.
  const answers = await Promise.race([asked, setTimeout(patience, [], { ref: false })]);
  const [most, ...excludes] = answers;
  return {
    most: typeof most === "number" && most > 0 ? most : usual.files,
    // A glob with a condition (`when`) hides a file beside another one: no manifest is hidden like that.
    hidden: excludes.map(exclude =>
      typeof exclude === "object" && exclude !== null
        ? Object.entries(exclude).flatMap(([pattern, on]) => (on === true ? [pattern] : []))
        : [],
    ),
  };
}

/** Reads files in the background, telling how far it is; answers how many were left when somebody stopped it. */
async function readAll(session: Session, paths: readonly string[]): Promise<number> {
  const shows = session.client.window?.workDoneProgress === true && paths.length > 0;
  const progress = shows ? await session.connection.window.createWorkDoneProgress().catch(() => undefined) : undefined;
  progress?.begin("Stepwise", 0, `Reading ${figure(paths.length)} YAML files`, true);
  let percent = 0;
  try {
    for (const [i, path] of paths.entries()) {
      if (progress?.token.isCancellationRequested) return paths.length - i;
      await take(session, path);
      const now = Math.floor((100 * i) / paths.length);
      if (now >= percent + 5) {
        percent = now;
        progress?.report(now);
      }
      // Whoever waits for an answer goes first.
      await turn();
    }
    return 0;
  } finally {
    progress?.done();
  }
}

function tellLeftOut(session: Session, { paths, large, leftOut }: Listing, stopped: number): void {
  if (large.length > 0)
    session.connection.console.info(`Not read, since they are larger than ${usual.bytes / 1024} KiB: ${large.join(", ")}.`);
  const { folders } = session;
  folders.unread = leftOut + stopped;
  if (folders.unread === 0 || folders.told) return;
  folders.told = true;
  // As a notification: the connection's own `showWarningMessage` asks, and wants an answer.
  void session.connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message: `Names that ${figure(folders.unread)} of ${figure(paths.length + leftOut)} YAML files define count as missing: the files were not read. Open a smaller folder, or raise the setting stepwise.workspace.maximumFiles.`,
  });
}

/** Forgets the files of the folders that are no longer among theirs: hidden since, or one too many. */
function forgetOthers(session: Session, paths: readonly string[]): void {
  const listed = new Set(paths.map(uriOf));
  const roots = session.folders.known.map(({ path }) => uriOf(path));
  for (const uri of session.service.workspace().files.keys())
    if (!listed.has(uri) && !session.open.has(uri) && roots.some(root => isIn(uri, root))) session.service.removeFile(uri);
}

/** Forgets a file, or the files of a folder: clients tell of a folder that is deleted by its own name. */
function forget(session: Session, uri: string): void {
  if (session.service.fileOf(uri)) session.service.removeFile(uri);
  else leave(session, uri, []);
}

/** Forgets the files of a folder, except those that are open, or that another folder has too. */
function leave(session: Session, folder: string, others: readonly string[]): void {
  for (const uri of session.service.workspace().files.keys())
    if (isIn(uri, folder) && !session.open.has(uri) && !others.some(other => isIn(uri, canonical(other)))) session.service.removeFile(uri);
}

function isIn(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** Reads a file into the service, where there is an object of Kubernetes or a kustomization in it. */
async function take(session: Session, path: string): Promise<void> {
  const uri = uriOf(path);
  if (session.open.has(uri)) return;
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (session.open.has(uri)) return;
  if (text === undefined || text.length > usual.bytes) session.service.removeFile(uri);
  else if (/^kind:/m.test(text) || /kustomization(\.ya?ml)?$/i.test(path)) session.service.setFile(uri, text);
  else session.service.removeFile(uri);
}
