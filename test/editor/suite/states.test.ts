import assert from "node:assert/strict";
import { commands, extensions, Uri, window, workspace } from "vscode";
import type { Api } from "../../../client/extension.ts";
import type { Target } from "../../../protocol/live.ts";
import { ask, hasDriver, screenshots } from "../host/driver.ts";
import { until } from "../host/until.ts";

// The states that every view has beside the good one: nothing to show, not heard any more, not there.
const target: Target = { context: "stepwise-sandbox", namespace: "shop", kind: "Rollout", name: "checkout" };

describe("the states of the views", function () {
  this.timeout(120_000);
  let api: Api;

  before(async function () {
    if (!hasDriver()) return this.skip();
    api = (await extensions.getExtension("stepwise.stepwise")?.activate()) as Api;
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
  after(async () => {
    await commands.executeCommand("stepwise.stopSandbox");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("empty: the forecast says what it is for", async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
    const file = Uri.joinPath(folder, "notes.yaml");
    await workspace.fs.writeFile(file, new TextEncoder().encode("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: notes }\n"));
    await window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder, "checkout/rollout.yaml")));
    await commands.executeCommand("stepwise.simulate");
    await until("a forecast is shown", () => api.forecast.shown?.kind === "forecast");
    await window.showTextDocument(await workspace.openTextDocument(file), 1);
    await commands.executeCommand("cursorEnd");
    await until("there is nothing to forecast", () => api.forecast.shown?.kind === "empty");
    await ask("/webview/text", { panel: "Forecast", until: "this view then says what it will do" });
    await screenshots("forecast-empty", "Forecast");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("stale: the last known state stays readable, and says since when and why", async () => {
    await commands.executeCommand("stepwise.startSandbox");
    await commands.executeCommand("stepwise.openLive", target);
    await until(
      "it is live",
      () => {
        const shown = api.live.shown(target);
        return shown?.kind === "live" && shown.connection.state === "live";
      },
      30_000,
    );
    // The cluster goes away without a word, as clusters do.
    await api.sandbox.running?.stop();
    await until(
      "it is not heard",
      () => {
        const shown = api.live.shown(target);
        return shown?.kind === "live" && shown.connection.state === "stale";
      },
      60_000,
    );
    const shown = api.live.shown(target);
    assert.ok(
      shown?.kind === "live" && shown.actions.every(action => action.refused !== undefined),
      "nothing can be pressed while nothing is heard",
    );
    await ask("/webview/text", { panel: "checkout", until: "stale|old|not heard" });
    await screenshots("live-stale", "checkout");
  });

  it("not there: the panel says that there is no such rollout", async () => {
    await commands.executeCommand("stepwise.stopSandbox");
    await commands.executeCommand("workbench.action.closeAllEditors");
    await commands.executeCommand("stepwise.startSandbox");
    const nowhere: Target = { ...target, name: "nowhere" };
    await commands.executeCommand("stepwise.openLive", nowhere);
    await until("it says so", () => api.live.shown(nowhere)?.kind === "empty", 30_000);
    await ask("/webview/text", { panel: "nowhere", until: "nowhere" });
    await screenshots("live-not-there", "nowhere");
  });
});
