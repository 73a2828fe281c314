import type { Browser, Page } from "playwright-core";
import type { FromForecast, ToForecast } from "../../../protocol/forecast.ts";
import type { FromLive, ToLive } from "../../../protocol/live.ts";

type Intent = FromForecast | FromLive;

/** A panel in a page, and our hand in place of the editor's. */
export interface Panel {
  readonly page: Page;
  /** Messages that it sent. */
  readonly posted: Intent[];
  /** What the page complained about: policy violations, errors. */
  readonly troubles: string[];
  show(view: ToForecast["view"] | ToLive["view"]): Promise<void>;
}

/** What stands in for the editor's side of a webview. */
declare global {
  interface Window {
    acquireVsCodeApi?: () => unknown;
    postedToEditor?: (message: Intent) => void;
    stateOfPage?: unknown;
  }
}

export async function openPanel(
  browser: Browser,
  address: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Panel> {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", timezoneId: "UTC", locale: "en-GB" });
  const page = await context.newPage();
  page.on("close", () => void context.close());
  const posted: Intent[] = [];
  const troubles: string[] = [];
  page.on("pageerror", error => troubles.push(error.message));
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  await page.exposeFunction("postedToEditor", (message: Intent) => posted.push(message));
  await page.addInitScript(() => {
    let acquired = false;
    window.acquireVsCodeApi = () => {
      if (acquired) throw new Error("The editor gives its side only once.");
      acquired = true;
      return {
        postMessage: (message: Intent) => window.postedToEditor?.(message),
        getState: () => window.stateOfPage,
        setState: (state: unknown) => {
          window.stateOfPage = state;
        },
      };
    };
  });
  await page.goto(address);
  return {
    page,
    posted,
    troubles,
    async show(view) {
      await page.evaluate(message => window.postMessage(message), { type: "show", view });
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
  };
}
