import type { Panel } from "./panel.ts";

/** Further pictures of a state: what is seen while somebody points, drags or goes through it by keyboard. */
export const moments: {
  readonly [sample: string]: readonly { readonly name: string; readonly act: (panel: Panel) => Promise<unknown> }[];
} = {
  "forecast/canary": [
    { name: "reading", act: ({ page }) => point(page, 0.5) },
    { name: "reading-late", act: ({ page }) => point(page, 0.97) },
    { name: "step-focused", act: ({ page }) => tabTo(page, ".step") },
    { name: "open", act: ({ page }) => openAll(page) },
    { name: "invalid", act: ({ page }) => page.locator(".number input").first().fill("250") },
  ],
  "forecast/slow": [{ name: "zoomed", act: ({ page }) => dragOver(page, 0, 0.16) }],
  "forecast/endless-pause": [{ name: "in-break", act: ({ page }) => page.locator(".step-person").first().hover() }],
  "live/waiting": [
    { name: "reading", act: ({ page }) => point(page, 0.3) },
    { name: "refused", act: ({ page }) => hintOf(page, "Promote fully") },
    { name: "open", act: ({ page }) => openAll(page) },
  ],
};

async function point(page: Panel["page"], share: number): Promise<void> {
  const box = await page.locator(".surface").boundingBox();
  if (box) await page.mouse.move(box.x + 68 + (box.width - 80) * share, box.y + box.height / 2);
}

async function dragOver(page: Panel["page"], from: number, to: number): Promise<void> {
  await point(page, from);
  await page.mouse.down();
  await point(page, to);
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

async function tabTo(page: Panel["page"], selector: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return;
  }
}

async function openAll(page: Panel["page"]): Promise<void> {
  for (const summary of await page.locator("summary").all()) await summary.click();
  await page.mouse.move(0, 0);
}

async function hintOf(page: Panel["page"], label: string): Promise<void> {
  await page.getByRole("button", { name: label }).hover();
  await page.waitForTimeout(450);
}
