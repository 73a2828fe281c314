import assert from "node:assert/strict";
import { ConfigurationTarget, commands, extensions, workspace } from "vscode";
import type { Api } from "../../../client/extension.ts";
import type { LiveView, Standing, Target } from "../../../protocol/live.ts";
import { ask, hasDriver, screenshots } from "../host/driver.ts";
import { until } from "../host/until.ts";

// The main job, as a person does it: start the sandbox, set an image, watch, promote, abort; all through the palette.
const target: Target = { context: "stepwise-sandbox", namespace: "shop", kind: "Rollout", name: "checkout" };

describe("operating on the sandbox", function () {
  this.timeout(180_000);
  let api: Api;

  const view = (): LiveView | undefined => {
    const shown = api.live.shown(target);
    return shown?.kind === "live" ? shown : undefined;
  };
  const stands = (name: string) => api.tree.rollouts().find(node => node.row.name === name)?.row.stands;
  const comesToStand = (name: string, standing: Standing): Promise<void> =>
    until(`${name} is ${standing}`, () => stands(name) === standing, 120_000);

  before(async function () {
    if (!hasDriver()) return this.skip();
    api = (await extensions.getExtension("stepwise.stepwise")?.activate()) as Api;
    await workspace.getConfiguration("stepwise").update("sandbox.speed", 30, ConfigurationTarget.Global);
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  after(async () => {
    await commands.executeCommand("stepwise.stopSandbox");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("starts the sandbox, and lists what is rolled out there", async () => {
    await palette("Stepwise: Start Sandbox Cluster");
    await until("the sandbox runs", () => api.sandbox.running !== undefined, 30_000);
    await until(
      "its context is in the tree",
      async () => (await ask("/window/text", { selector: ".pane-body .monaco-list", until: "stepwise-sandbox" })).text !== "",
    );
    await until("three rollouts are listed", () => api.tree.rollouts().length === 3, 30_000);
    await ask("/window/text", { selector: ".pane-body .monaco-list", until: "checkout" });
    await screenshots("tree");
  });

  it("sets an image, and shows the canary moving", async () => {
    await palette("Stepwise: Set Image");
    await chooseRollout("Set Image", "checkout");
    await giveImage("registry.example.com/shop/checkout:v2", "Starts a rollout of");
    await commands.executeCommand("stepwise.openLive", target);
    await until("it moves", () => view()?.standing === "moving", 30_000);
    await ask("/webview/text", { panel: "checkout", until: "Moving at step" });
    await screenshots("live-moving", "checkout");
  });

  it("waits for the person, says so, and is promoted", async () => {
    await until("it waits for a person", () => view()?.standing === "waiting", 120_000);
    assert.match(view()?.sentence ?? "", /^Waiting for you at step 5 of 7, 40 % of traffic on revision 2/);
    await ask("/webview/text", { panel: "checkout", until: "Waiting for you at step 5 of 7" });
    await screenshots("live-waiting", "checkout");
    await verb("Promote", "Ends this pause and goes on to 80 %.");
    await until("it goes on", () => (view()?.steps.find(step => step.index === 4)?.state ?? "") === "done", 30_000);
    await comesToStand("checkout", "quiet");
  });

  it("is aborted by the panel's own button, and says that it was rolled back", async () => {
    await setImage("registry.example.com/shop/checkout:v3", "Starts a rollout of");
    await until("it moves", () => view()?.standing === "moving", 30_000);
    await ask("/webview/click", { panel: "checkout", selector: "button:has-text('Abort'):not([aria-disabled='true'])" });
    await until("it is rolled back", () => view()?.standing === "failing", 60_000);
    await ask("/webview/text", { panel: "checkout", until: "Rolled back" });
    await screenshots("live-aborted", "checkout");
  });

  it("aborts through the palette too", async () => {
    await verb("Retry", "Begins again at the first step");
    await comesToStand("checkout", "moving");
    await verb("Abort", "Sends all traffic back");
    await comesToStand("checkout", "failing");
  });

  it("starts, pauses, resumes, aborts and promotes a canary of Flagger with the same verbs", async () => {
    await commands.executeCommand("stepwise.openLive", { ...target, kind: "Canary", name: "payments" });
    await setImage("registry.example.com/shop/payments:v2", "registry.example.com/shop/payments:v2");
    await comesToStand("payments", "moving");
    await verb("Pause", "Flagger stops looking at it");
    await comesToStand("payments", "waiting");
    await verb("Resume", "Flagger goes on at its next tick");
    await comesToStand("payments", "moving");
    await verb("Abort", "all traffic goes back to the primary");
    await comesToStand("payments", "failing");
    await setImage("registry.example.com/shop/payments:v3", "registry.example.com/shop/payments:v3");
    await comesToStand("payments", "moving");
    await verb("Promote", "Skips the checks that are left");
    await comesToStand("payments", "quiet");
  });

  // The last, as the palette offers first what was used last, and both begin with "Promote".
  it("pauses, resumes and promotes fully", async () => {
    await commands.executeCommand("stepwise.openLive", target);
    await verb("Retry", "Begins again at the first step");
    await comesToStand("checkout", "moving");
    await verb("Pause", "Stops the rollout where it is");
    await comesToStand("checkout", "waiting");
    await verb("Resume", "Takes back the pause");
    await comesToStand("checkout", "moving");
    await verb("Promote Fully", "Skips every step");
    await comesToStand("checkout", "quiet");
  });
});

/** A verb of the palette on the rollout whose panel is in front, agreed to after reading what it will do. */
async function verb(title: string, effect: string): Promise<void> {
  await palette(`Stepwise: ${title}`);
  await confirm(effect);
}

async function setImage(image: string, effect: string): Promise<void> {
  await palette("Stepwise: Set Image");
  await giveImage(image, effect);
}

async function giveImage(image: string, effect: string): Promise<void> {
  await ask("/window/text", { selector: ".quick-input-widget", until: "The image of the new version" });
  await hasFocus();
  await ask("/window/press", { keys: ["Control+a"] });
  await ask("/window/type", { text: image });
  await ask("/window/press", { keys: ["Enter"] });
  await confirm(effect);
}

async function palette(title: string): Promise<void> {
  // Out of a panel first: there the keys go to its page until the palette has the focus.
  await commands.executeCommand("workbench.action.showCommands");
  await ask("/window/text", { selector: ".quick-input-list .monaco-list-row.focused", until: "\\S" });
  await ask("/window/type", { text: title });
  await ask("/window/text", { selector: ".quick-input-list .monaco-list-row.focused", until: title });
  await ask("/window/press", { keys: ["Enter"] });
}

/** Picks the rollout where the verb asks which one. */
async function chooseRollout(title: string, name: string): Promise<void> {
  await ask("/window/text", { selector: ".quick-input-title", until: `^${title}$` });
  await hasFocus();
  await ask("/window/type", { text: name });
  await ask("/window/text", { selector: ".quick-input-list .monaco-list-row.focused", until: name });
  await ask("/window/press", { keys: ["Enter"] });
}

/** Reads what will happen, and agrees. */
async function confirm(effect: string): Promise<void> {
  await ask("/window/text", { selector: ".quick-input-list .monaco-list-row.focused", until: effect, waitMs: 20_000 });
  await hasFocus();
  await ask("/window/press", { keys: ["Enter"] });
}

/** Keys go to the list or the box that is open. */
async function hasFocus(): Promise<void> {
  await ask("/window/text", { selector: ".quick-input-widget input:focus" });
}
