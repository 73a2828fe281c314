import assert from "node:assert/strict";
import { extensions, Uri, window, workspace } from "vscode";
import { until } from "../host/until.ts";

describe("first light", () => {
  it("activates when a YAML file is opened", async () => {
    const extension = extensions.getExtension("stepwise.stepwise");
    assert.ok(extension, "the editor refused the extension, which it does silently when `engines.vscode` does not fit it");
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder, "the suite runs on an open folder");
    const file = Uri.joinPath(folder.uri, "first-light.yaml");
    await workspace.fs.writeFile(file, new TextEncoder().encode("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n"));
    await window.showTextDocument(file);
    // Nobody calls activate(): opening the file must be enough.
    await until("the extension is active", () => extension.isActive);
  });
});
