import type { PrepareRenameResult, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import type { PlacedEdit, Refusal } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { LSPErrorCodes, ResponseError } from "./language-server.ts";
import { contained, type Session } from "./session.ts";
import { canonical } from "./uri.ts";

/** Another name for an object, in every file that names it, or the reason why not. */
export const renameFeature: Feature = {
  name: "rename",
  capability: client => ({ renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true }),
  start(session) {
    session.connection.onPrepareRename(
      contained(
        session,
        "textDocument/prepareRename",
        null as PrepareRenameResult | ResponseError | null,
        async ({ textDocument, position }): Promise<PrepareRenameResult | ResponseError> => {
          await session.scanned.promise;
          const uri = canonical(textDocument.uri);
          if (session.folders.unread > 0) return refusal(unread);
          const found = session.service.renameable(uri, session.offsetAt(uri, position));
          return "refused" in found ? refusal(found) : { range: session.rangeOf(uri, found.at), placeholder: found.name };
        },
      ),
    );
    session.connection.onRenameRequest(
      contained(
        session,
        "textDocument/rename",
        null as WorkspaceEdit | ResponseError | null,
        async ({ textDocument, position, newName }): Promise<WorkspaceEdit | ResponseError> => {
          // Half a rename is worse than none: every file has to be read first.
          await session.scanned.promise;
          const uri = canonical(textDocument.uri);
          if (session.folders.unread > 0) return refusal(unread);
          const edits = session.service.rename(uri, session.offsetAt(uri, position), newName);
          return "refused" in edits ? refusal(edits) : toWorkspaceEdit(session, edits);
        },
      ),
    );
  },
};

const unread: Refusal = {
  refused:
    "Some files of this workspace are not read, and names in them would stay as they are. Open a smaller folder, or raise the setting stepwise.workspace.maximumFiles.",
};

function refusal({ refused }: Refusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, refused);
}

/** With the versions of open files, so that an editor refuses what was meant for an older text. */
function toWorkspaceEdit(session: Session, edits: readonly PlacedEdit[]): WorkspaceEdit {
  const changes: { [uri: string]: TextEdit[] } = {};
  for (const { at, text } of edits) {
    const { uri, range } = session.locationOf(at);
    const here = changes[uri] ?? [];
    here.push({ range, newText: text });
    changes[uri] = here;
  }
  if (!session.client.workspace?.workspaceEdit?.documentChanges) return { changes };
  return {
    documentChanges: Object.entries(changes).map(([uri, list]) => ({
      textDocument: { uri, version: session.open.get(canonical(uri))?.version ?? null },
      edits: list,
    })),
  };
}
