import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { report, type Session, turn } from "./session.ts";
import { canonical, pathOf, uriOf } from "./uri.ts";

const most = { files: 5000, bytes: 1024 * 1024 } as const;
const skipped = new Set(["node_modules", ".git", ".hg", ".svn", "dist", "vendor", ".terraform"]);
const glob = "**/{*.yaml,*.yml,kustomization}";

/** The YAML files of the workspace's folders, read once and then kept up to date by the client's watching. */
export const filesFeature: Feature = {
  name: "files",
  capability: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  start(session) {
    session.connection.onDidChangeWatchedFiles(async ({ changes }) => {
      try {
        for (const { uri, type } of changes) {
          // What is open belongs to the editor, whatever the disk says.
          if (session.open.has(canonical(uri))) continue;
          if (type === FileChangeType.Deleted) session.service.removeFile(canonical(uri));
          else await take(session, pathOf(uri));
        }
        session.changed.fire();
      } catch (crash) {
        report(session, "workspace/didChangeWatchedFiles", crash);
      }
    });
  },
  ready(session) {
    if (session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      void session.connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: glob }] })
        .catch(crash => report(session, "watching files", crash));
    }
    if (session.client.workspace?.workspaceFolders) {
      session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) leave(session, canonical(uri));
        const folders = added.map(folder => folder.uri);
        void scan(session, folders);
      });
    }
    const { workspaceFolders, rootUri } = session.initialize ?? {};
    const folders = workspaceFolders?.map(folder => folder.uri) ?? (rootUri ? [rootUri] : []);
    session.scanned.promise = scan(session, folders);
  },
};

async function scan(session: Session, folders: readonly string[]): Promise<void> {
  try {
    const roots = folders.map(pathOf).filter(path => path !== undefined);
    const found: { readonly path: string; readonly size: number }[] = [];
    for (const root of roots) await walk(root, found);
    // Small files first: most objects are in them, and they are there at once.
    found.sort((a, b) => a.size - b.size);
    for (const { path } of found) {
      await take(session, path);
      await turn();
    }
  } catch (crash) {
    report(session, "reading the workspace", crash);
  } finally {
    session.scanned.done = true;
    session.changed.fire();
  }
}

/** Forgets the files of a folder, except those that are open. */
function leave(session: Session, folder: string): void {
  const below = folder.endsWith("/") ? folder : `${folder}/`;
  for (const uri of session.service.workspace().files.keys())
    if (uri.startsWith(below) && !session.open.has(uri)) session.service.removeFile(uri);
}

async function walk(folder: string, found: { readonly path: string; readonly size: number }[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (found.length >= most.files) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) await walk(path, found);
    } else if (entry.isFile() && /(\.ya?ml|^kustomization)$/i.test(entry.name)) {
      const size = await stat(path).then(
        stats => stats.size,
        () => most.bytes + 1,
      );
      if (size <= most.bytes) found.push({ path, size });
    }
  }
}

/** Reads a file into the service, where there is an object of Kubernetes or a kustomization in it. */
async function take(session: Session, path: string | undefined): Promise<void> {
  if (path === undefined || session.open.has(uriOf(path))) return;
  const text = await readFile(path, "utf8").catch(() => undefined);
  const uri = uriOf(path);
  if (session.open.has(uri)) return;
  if (text === undefined || text.length > most.bytes) session.service.removeFile(uri);
  else if (/^kind:/m.test(text) || /kustomization(\.ya?ml)?$/i.test(path)) session.service.setFile(uri, text);
  else session.service.removeFile(uri);
}
