import assert from "node:assert/strict";
import type { LiveView } from "../../../protocol/live.ts";
import { exampleText, forecastOf, forecastSamples, isForecast } from "./forecast-samples.ts";
import { liveSamples } from "./live-samples.ts";
import type { Panel } from "./panel.ts";
import { themes } from "./themes.ts";

export type Open = (panel: "forecast" | "live", theme?: string, width?: number) => Promise<Panel>;

/** How the panels behave, which no picture shows. */
export const checks: { readonly [name: string]: (open: Open) => Promise<void> } = {
  async "says once that it is ready, and asks for nothing else"(open) {
    const { posted } = await forecastPanel(open);
    assert.deepEqual(posted, [{ type: "ready" }]);
  },

  async "shows the YAML of a step by click and by Enter"(open) {
    const panel = await forecastPanel(open);
    const steps = canary().steps;
    await panel.page.locator('[data-step="1"]').click();
    await panel.page.locator('[data-step="0"]').focus();
    await panel.page.keyboard.press("ArrowRight");
    await panel.page.keyboard.press("ArrowRight");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(
      panel.posted.filter(message => message.type === "reveal"),
      [steps[1], steps[2]].map(step => ({ type: "reveal", at: step?.at })),
    );
  },

  async "asks one scenario at a time while a slider moves, and the newest when answered"(open) {
    const panel = await forecastPanel(open);
    const slider = panel.page.getByRole("slider", { name: "New version fails" });
    await slider.focus();
    for (let i = 0; i < 5; i++) await panel.page.keyboard.press("ArrowRight");
    await panel.page.waitForTimeout(100);
    const first = scenarios(panel);
    assert.equal(first.length, 1, `${first.length} questions without an answer`);
    assert.equal(await panel.page.locator("main.pending").count(), 1, "figures of another scenario are marked");
    await panel.show(forecastOf(exampleText("checkout/rollout.yaml"), first[0]?.scenario));
    await panel.page.waitForTimeout(100);
    const both = scenarios(panel);
    assert.equal(both.length, 2);
    assert.ok((both[1]?.scenario.errorRate ?? 0) > (both[0]?.scenario.errorRate ?? 1));
    await panel.show(forecastOf(exampleText("checkout/rollout.yaml"), both[1]?.scenario));
    assert.equal(await panel.page.locator("main.pending").count(), 0);
  },

  async "keeps a slider in its place while the answers to it change"(open) {
    const panel = await forecastPanel(open);
    const slider = panel.page.getByRole("slider", { name: "New version fails" });
    const before = await slider.boundingBox();
    const places = [];
    for (const errorRate of [0.001, 0.02, 0.1, 0.5, 1]) {
      await panel.show(forecastOf(exampleText("checkout/rollout.yaml"), { errorRate }));
      places.push((await slider.boundingBox())?.y);
    }
    assert.deepEqual(new Set(places), new Set([before?.y]));
  },

  async "takes a typed number, and asks nothing for one out of range"(open) {
    const panel = await forecastPanel(open);
    const field = panel.page.getByRole("textbox", { name: "New version fails" });
    await field.fill("250");
    await panel.page.waitForTimeout(60);
    assert.equal(scenarios(panel).length, 0);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("2.5 %");
    await panel.page.waitForTimeout(60);
    assert.equal(scenarios(panel)[0]?.scenario.errorRate, 0.025);
  },

  async "reads the picture out by arrow keys"(open) {
    const panel = await forecastPanel(open);
    const picture = panel.page.getByRole("slider", { name: "Course of the rollout over time" });
    await picture.focus();
    await panel.page.keyboard.press("Home");
    await panel.page.keyboard.press("ArrowRight");
    const words = await picture.getAttribute("aria-valuetext");
    assert.match(words ?? "", /^10 s, 5 % of traffic on the new version, 100 % of bad versions still run, 10 stable, 1 canary pods/);
    await panel.page.keyboard.press("End");
    assert.match((await picture.getAttribute("aria-valuetext")) ?? "", /100 % of traffic/);
  },

  async "shows a stretch alone when dragged over, and all of it after Escape"(open) {
    const panel = await forecastPanel(open);
    const box = await panel.page.locator(".surface").boundingBox();
    assert.ok(box);
    await panel.page.mouse.move(box.x + 120, box.y + 40);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 320, box.y + 40);
    await panel.page.mouse.up();
    assert.equal(await panel.page.getByRole("button", { name: "Show all of it" }).count(), 1);
    await panel.page.locator(".hand").focus();
    await panel.page.keyboard.press("Escape");
    assert.equal(await panel.page.getByRole("button", { name: "Show all of it" }).count(), 0);
  },

  async "remembers which sections were open"(open) {
    const panel = await forecastPanel(open);
    await panel.page.getByText("In numbers").click();
    // A page hears of it a task later.
    await panel.page.waitForTimeout(50);
    const state = await panel.page.evaluate(() => window.stateOfPage);
    assert.deepEqual(state, { open: { "forecast-numbers": true } });
    await panel.show(forecastOf(exampleText("payments/canary.yaml")));
    assert.equal(await panel.page.getByRole("table").first().isVisible(), true);
  },

  async "has every number of the picture in its table"(open) {
    const panel = await forecastPanel(open);
    await panel.page.getByText("In numbers").click();
    await panel.page.getByRole("table").first().waitFor();
    const rows = await panel.page.getByRole("table", { name: "Course of a healthy version" }).getByRole("row").count();
    const times = new Set([...canary().healthy, ...canary().stillRunning].map(({ t }) => t));
    assert.equal(rows, times.size + 1);
  },

  async "sends an action once, and never a refused one"(open) {
    const panel = await livePanel(open, "waiting");
    await panel.page.getByRole("button", { name: "Promote", exact: true }).dblclick();
    await panel.page.getByRole("button", { name: "Promote fully" }).click({ force: true });
    assert.deepEqual(
      panel.posted.filter(message => message.type === "act"),
      [{ type: "act", action: "promote" }],
    );
  },

  async "says to a screen reader why an action is refused"(open) {
    const panel = await livePanel(open, "waiting");
    const button = panel.page.getByRole("button", { name: "Promote fully" });
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    const description = await panel.page.locator(`#${await button.getAttribute("aria-describedby")}`).textContent();
    assert.match(description ?? "", /^Not allowed: `?patch/);
  },

  async "draws nothing as done before the view says so"(open) {
    const panel = await livePanel(open, "waiting");
    const before = await panel.page.locator(".live-steps").innerText();
    await panel.page.getByRole("button", { name: "Promote", exact: true }).click();
    assert.equal(await panel.page.locator(".live-steps").innerText(), before);
    assert.equal(await panel.page.locator(".progress-line").count(), 0);
  },

  async "keeps buttons where they are while one is under way"(open) {
    const panel = await livePanel(open, "waiting");
    const abort = panel.page.getByRole("button", { name: "Abort" });
    const before = await abort.boundingBox();
    await panel.show(sample("acting"));
    assert.deepEqual(await abort.boundingBox(), before);
  },

  async "keeps an open hint true when what it says changes"(open) {
    const panel = await livePanel(open, "waiting");
    await panel.page.getByRole("button", { name: "Abort" }).hover();
    await panel.page.locator(".hint").waitFor();
    await panel.show(sample("failing"));
    assert.match((await panel.page.locator(".hint").textContent()) ?? "", /^Not now\. It was aborted already/);
    await panel.page.mouse.down();
    await panel.page.locator(".hint").waitFor({ state: "detached", timeout: 1000 });
  },

  async "announces a change of state once, and no ticking"(open) {
    const panel = await livePanel(open, "waiting");
    const status = panel.page.getByRole("status");
    await panel.show({ ...sample("waiting"), sentence: "Waiting for you at step 5 of 9, 40 % of traffic on revision 12, for 7 min." });
    await panel.page.waitForTimeout(200);
    assert.equal(await status.textContent(), "");
    await panel.show(sample("failing"));
    await panel.page.waitForTimeout(200);
    assert.equal(await status.textContent(), sample("failing").sentence);
  },

  async "ages what it knows, by the clock of the cluster"(open) {
    const panel = await livePanel(open, "waiting");
    const badge = panel.page.locator(".badge");
    assert.match((await badge.textContent()) ?? "", /^live · 0\.[4-9] s ago$/);
    await panel.page.waitForTimeout(2100);
    assert.match((await badge.textContent()) ?? "", /^live · [23] s ago$/);
  },

  async "waits 300 ms before it says that it loads"(open) {
    const panel = await forecastPanel(open);
    await panel.show({ kind: "loading", title: "checkout", sentence: "Asking the language server." });
    assert.equal(await panel.page.locator("main.forecast").count(), 1);
    await panel.page.waitForTimeout(400);
    assert.equal(await panel.page.locator("main.plain-loading").count(), 1);
  },

  async "contains a mistake of its own, and draws the next view"(open) {
    const panel = await forecastPanel(open);
    await panel.show({ kind: "forecast" } as never);
    assert.match((await panel.page.locator("main").textContent()) ?? "", /^Not drawn/);
    await panel.show(canary());
    assert.equal(await panel.page.locator("main.forecast").count(), 1);
  },

  async "shows text as text"(open) {
    const panel = await forecastPanel(open);
    await panel.show({ ...canary(), title: "<img src=x onerror=alert(1)>", sentence: "<b>bold</b> and [link](command:x)" });
    assert.equal(await panel.page.locator("main img, main b, main a").count(), 0);
  },

  async "takes colours from the theme only, and only such as a theme has"(open) {
    const panel = await forecastPanel(open);
    const rules = await panel.page.evaluate(() =>
      [...document.styleSheets]
        .filter(sheet => sheet.href?.endsWith("/panel.css"))
        .flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))
        .join("\n"),
    );
    const known = new Set(Object.values(themes).flatMap(({ variables }) => Object.keys(variables)));
    const used = new Set(rules.match(/--vscode-[\w-]+/g));
    assert.ok(used.size > 20);
    assert.deepEqual(
      [...used].filter(name => !known.has(name)),
      [],
    );
    assert.deepEqual(rules.match(/#[0-9a-f]{3,8}\b(?=[^"]*;)|\brgba?\(|\bhsla?\(/gi) ?? [], []);
  },

  async "follows the theme when it changes"(open) {
    const panel = await forecastPanel(open);
    /** Is there a pixel on the canvas in the colour that the theme has now for the curve of a new version? */
    const drawn = () =>
      panel.page.locator(".curves canvas").evaluate((canvas: HTMLCanvasElement) => {
        const one = new OffscreenCanvas(1, 1).getContext("2d");
        const all = canvas.getContext("2d");
        if (!one || !all) throw new Error("no canvas to draw on");
        one.fillStyle = getComputedStyle(canvas).getPropertyValue("--canary");
        one.fillRect(0, 0, 1, 1);
        const [red, green, blue] = one.getImageData(0, 0, 1, 1).data;
        const { data } = all.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4)
          if (data[i] === red && data[i + 1] === green && data[i + 2] === blue && data[i + 3] === 255) return `${red} ${green} ${blue}`;
        return undefined;
      });
    const dark = await drawn();
    assert.ok(dark, "the curve is drawn in the theme's colour");
    // As the editor does it: the colours first, then the kind of theme.
    await panel.page.evaluate(
      () =>
        new Promise(done => {
          const sheet = document.querySelector<HTMLLinkElement>('link[href^="/theme"]');
          sheet?.addEventListener("load", done, { once: true });
          sheet?.setAttribute("href", "/theme.css?name=high-contrast");
        }),
    );
    await panel.page.evaluate(() => {
      document.body.className = "vscode-body vscode-high-contrast";
    });
    await panel.page.waitForTimeout(200);
    const contrast = await drawn();
    assert.ok(contrast, "the curve is drawn in the colour of the new theme");
    assert.notEqual(contrast, dark);
  },

  async "draws a long history within 150 ms"(open) {
    const panel = await livePanel(open, "waiting");
    const actual = Array.from({ length: 4000 }, (_, i) => ({
      t: i / 2,
      weight: i % 700 < 350 ? 20 : 40,
      source: "VirtualService checkout",
    }));
    const drawn = (): Promise<number> =>
      panel.page.evaluate(
        view =>
          new Promise<number>(done => {
            const began = performance.now();
            window.postMessage({ type: "show", view });
            addEventListener("message", () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))), {
              once: true,
            });
          }),
        { ...sample("waiting"), actual },
      );
    // The best of some: others use this machine too.
    const ms = Math.min(await drawn(), await drawn(), await drawn(), await drawn());
    assert.ok(ms < 150, `${Math.round(ms)} ms`);
  },
};

function canary() {
  const view = forecastSamples().canary;
  assert.ok(view && isForecast(view));
  return view;
}

function sample(name: string): LiveView {
  const view = liveSamples()[name];
  assert.ok(view?.kind === "live");
  return view;
}

async function forecastPanel(open: Open): Promise<Panel> {
  const panel = await open("forecast");
  await panel.show(canary());
  return panel;
}

async function livePanel(open: Open, name: string): Promise<Panel> {
  const panel = await open("live");
  await panel.show(sample(name));
  return panel;
}

function scenarios({ posted }: Panel) {
  return posted.filter(message => message.type === "scenario");
}
