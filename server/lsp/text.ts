import { readFile } from "node:fs/promises";
import type { Feature } from "./feature.ts";
import { listedAmong } from "./folder-listing.ts";
import { TextDocumentSyncKind } from "./language-server.ts";
import { report, type Session } from "./session.ts";
import { canonical, pathOf } from "./uri.ts";

/** What the client has open, kept by its edits. */
export const textFeature: Feature = {
  name: "text",
  capability: () => ({ textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } }),
  start(session) {
    const { connection, open, service } = session;
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      open.set(canonical(uri), { uri, version });
      service.setFile(canonical(uri), text);
      session.opened.fire(canonical(uri));
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      session.heard.at = performance.now();
      const document = open.get(canonical(uri));
      if (!document) return;
      // Each change counts from the text that the one before it has left.
      for (const change of contentChanges)
        if ("range" in change) service.editFile(canonical(uri), session.spanOf(uri, change.range), change.text);
        else service.setFile(canonical(uri), change.text);
      open.set(canonical(uri), { uri: document.uri, version: version ?? document.version + 1 });
      session.typed.fire(canonical(uri));
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      open.delete(canonical(uri));
      session.closed.fire(uri);
      void fromDisk(session, canonical(uri)).catch(crash => report(session, "closing", crash));
    });
  },
};

/** Once closed, a file says what the disk says; what is on no disk is gone, and what the editor hides in its folders is none of theirs. */
async function fromDisk(session: Session, uri: string): Promise<void> {
  const path = pathOf(uri);
  const { known } = session.folders;
  const counts = path !== undefined && (known.length === 0 || (await listedAmong([path], known)).has(path));
  const text = !counts ? undefined : await readFile(path, "utf8").catch(() => undefined);
  if (session.open.has(uri)) return;
  if (text === undefined) session.service.removeFile(uri);
  else session.service.setFile(uri, text);
  session.changed.fire();
}
