import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { type DriverCalls, type DriverPath, themes } from "./driver-calls.ts";

/** One function per call, typed by the call. */
export type Answers = { readonly [Path in DriverPath]: (question: DriverCalls[Path]["ask"]) => Promise<DriverCalls[Path]["answer"]> };

/** Answers the calls on a page that shows a workbench; pictures go into the folder `screenshots`. */
export function answersOn(page: Page, screenshots: string): Answers {
  page.setDefaultTimeout(usualPatience);
  return {
    "/screenshot": async ({ name, panel }) => {
      const file = join(screenshots, `${name}.png`);
      await mkdir(screenshots, { recursive: true });
      const shown = panel === undefined ? page : (await panelNamed(page, panel)).around;
      await painted(page);
      await shown.screenshot({ path: file, animations: "disabled" });
      return { file };
    },
    "/webview/text": async ({ panel, selector = "body", until, waitMs }) => {
      const { frame } = await panelNamed(page, panel, waitMs);
      return { text: await textOf(frame.locator(selector), until, waitMs) };
    },
    "/webview/click": async ({ panel, selector, waitMs }) => {
      const { frame } = await panelNamed(page, panel, waitMs);
      await frame.locator(selector).click(within(waitMs));
      return {};
    },
    "/webview/fill": async ({ panel, selector, value, waitMs }) => {
      const { frame } = await panelNamed(page, panel, waitMs);
      await frame.locator(selector).fill(value, within(waitMs));
      return {};
    },
    "/webview/evaluate": async ({ panel, expression, waitMs }) => {
      const { frame } = await panelNamed(page, panel, waitMs);
      return { value: await frame.evaluate(expression) };
    },
    "/window/text": async ({ selector, until, waitMs }) => ({ text: await textOf(page.locator(selector).first(), until, waitMs) }),
    "/window/click": async ({ selector, waitMs }) => {
      await page.locator(selector).first().click(within(waitMs));
      return {};
    },
    "/window/hover": async ({ selector, waitMs }) => {
      await page.locator(selector).first().hover(within(waitMs));
      return {};
    },
    "/window/press": async ({ keys }) => {
      for (const key of keys) await page.keyboard.press(key);
      return {};
    },
    "/window/type": async ({ text }) => {
      await page.keyboard.type(text);
      return {};
    },
    "/window/size": async size => {
      await page.setViewportSize(size);
      await painted(page);
      return {};
    },
    "/window/motion": async ({ reduced }) => {
      await page.emulateMedia({ reducedMotion: reduced ? "reduce" : "no-preference" });
      return {};
    },
    "/theme": async ({ name }) => {
      await page.locator(`.monaco-workbench.${themes[name].window}`).waitFor();
      for (const { frame } of await panels(page)) await frame.locator(`body.${themes[name].panel}`).waitFor();
      return {};
    },
  };
}

const usualPatience = 10_000;

function within(waitMs: number | undefined): { timeout: number } {
  return { timeout: waitMs ?? usualPatience };
}

/** A webview as a person sees it: `around` is the place it takes in the window, `frame` the document of the extension. */
interface Panel {
  readonly title: string;
  readonly around: Locator;
  readonly frame: Frame;
}

/** Waits for the panel with this title on its tab. */
async function panelNamed(page: Page, title: string, waitMs = usualPatience): Promise<Panel> {
  let seen: readonly Panel[] = [];
  const found = await eventually(waitMs, async () => {
    seen = await panels(page);
    return seen.find(panel => panel.title === title);
  });
  if (found !== undefined) return found;
  throw new Error(`no panel "${title}" is shown; shown are ${seen.map(panel => `"${panel.title}"`).join(", ") || "none"}`);
}

/** The visible webviews. VS Code keeps two frames around each: one of its own, and in it `#active-frame` titled like the tab. */
async function panels(page: Page): Promise<readonly Panel[]> {
  const found: Panel[] = [];
  for (const around of await page.locator("iframe.webview.ready").filter({ visible: true }).all()) {
    // A panel may close or reload between two looks; then it is simply not one of the visible ones.
    const active = around.contentFrame().locator("#active-frame");
    const handle = (await active.count()) === 1 ? await active.elementHandle().catch(() => null) : null;
    const [title, frame] = [await handle?.getAttribute("title"), await handle?.contentFrame()];
    if (frame) found.push({ title: title ?? "", around, frame });
  }
  return found;
}

/** The text as a person reads it: a space that keeps a figure and its unit together is a space. */
async function textOf(element: Locator, until: string | undefined, waitMs: number | undefined): Promise<string> {
  const read = async (): Promise<string> => (await element.innerText(within(waitMs))).replaceAll("\u00a0", " ");
  if (until === undefined) return read();
  const pattern = new RegExp(until);
  let last = "";
  const found = await eventually(waitMs ?? usualPatience, async () => {
    last = await read();
    return pattern.test(last) ? last : undefined;
  });
  if (found === undefined) throw new Error(`${pattern} did not come to match; the text is ${JSON.stringify(last.slice(0, 500))}`);
  return found;
}

/** Two frames: one in which the change is laid out, one in which it is on the screen. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

async function eventually<T>(waitMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + waitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || Date.now() > end) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
