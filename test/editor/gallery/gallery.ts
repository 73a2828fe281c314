import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { findChromium, noChromium, openBrowser } from "../chromium.ts";
import { checks } from "./checks.ts";
import { forecastSamples } from "./forecast-samples.ts";
import { liveSamples } from "./live-samples.ts";
import { moments } from "./moments.ts";
import { type Pages, servePages } from "./pages.ts";
import { openPanel, type Panel } from "./panel.ts";
import { themes } from "./themes.ts";

/**
 * `node test/editor/gallery/gallery.ts FOLDER [--only PATTERN] [--theme NAME]... [--width N]...`: pictures of both panels in every state,
 * theme and width, and a few checks of how they behave. The last line it prints is for machines: `N passed, N failed`.
 */
async function gallery(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string", default: "" },
      theme: { type: "string", multiple: true, default: Object.keys(themes) },
      width: { type: "string", multiple: true, default: ["400", "900", "1400"] },
      checks: { type: "boolean", default: true },
    },
    allowNegative: true,
  });
  const [folder] = positionals;
  const executable = findChromium();
  if (folder === undefined || executable === undefined) {
    console.error(folder === undefined ? "Say into which folder the pictures go." : noChromium);
    return false;
  }
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), "stepwise-gallery-"));
  const pages = await servePages();
  const browser = await openBrowser(executable, home);
  try {
    for (const [name, bytes] of pages.files) console.log(`${name.padEnd(12)} ${bytes.length} bytes, ${gzipSync(bytes).length} gzip`);
    const wanted = new RegExp(values.only);
    const troubles = await takePictures(browser, pages, { folder, wanted, themes: values.theme, widths: values.width.map(Number) });
    for (const trouble of troubles) console.error(trouble);
    const failed = values.checks ? await runChecks(browser, pages, wanted) : 0;
    return troubles.length === 0 && failed === 0;
  } finally {
    await browser.close();
    pages.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Wanted {
  readonly folder: string;
  readonly wanted: RegExp;
  readonly themes: readonly string[];
  readonly widths: readonly number[];
}

/** One picture for each state, theme and width; answers with what went wrong in the pages. */
async function takePictures(browser: Browser, pages: Pages, { folder, wanted, themes, widths }: Wanted): Promise<readonly string[]> {
  const samples = [
    ...Object.entries(forecastSamples()).map(([name, view]) => ({ panel: "forecast" as const, name, view })),
    ...Object.entries(liveSamples()).map(([name, view]) => ({ panel: "live" as const, name, view })),
  ];
  const troubles: string[] = [];
  for (const theme of themes)
    for (const width of widths)
      for (const { panel, name, view } of samples) {
        const shots = [{ name: "", act: async (_: Panel) => undefined }, ...(moments[`${panel}/${name}`] ?? [])];
        for (const shot of shots) {
          const title = [panel, name, shot.name, theme, width].filter(part => part !== "").join("-");
          if (!wanted.test(title)) continue;
          const opened = await openPanel(browser, pages.address(panel, theme), { width, height: 800 });
          await opened.show(view);
          if (view.kind === "loading") await opened.page.waitForTimeout(400);
          await shot.act(opened);
          await opened.page.screenshot({ path: join(folder, `${title}.png`), fullPage: true });
          const overflow = await opened.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (overflow > 0) troubles.push(`${title}: ${overflow} px wider than the page`);
          troubles.push(...opened.troubles.map(trouble => `${title}: ${trouble}`));
          await opened.page.close();
        }
      }
  return troubles;
}

async function runChecks(browser: Browser, pages: Pages, wanted: RegExp): Promise<number> {
  let failed = 0;
  let passed = 0;
  for (const [name, check] of Object.entries(checks).filter(([name]) => wanted.test(name) || wanted.source === "(?:)")) {
    try {
      await check((panel, theme = "dark", width = 900) => openPanel(browser, pages.address(panel, theme), { width, height: 800 }));
      passed++;
      console.log(`  ✓ ${name}`);
    } catch (error) {
      failed++;
      console.error(`  ✗ ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

if (import.meta.main) process.exitCode = (await gallery()) ? 0 : 1;
