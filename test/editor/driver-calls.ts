/**
 * What a test inside the extension host may ask of the driver outside it, which alone sees the page: each call is a `POST` of
 * `ask` as JSON to its path, answered by `answer`, or by status 422 and `{ problem }` when the page has nothing of the kind.
 * A `panel` is named by the title on its tab; without one the call means the workbench itself. Every call waits for what it
 * needs (text, element, theme) as a person would, for at most `waitMs`.
 */
export interface DriverCalls {
  /** Writes `docs/screenshots/<name>.png`, of the window or of one panel. */
  "/screenshot": { ask: { name: string; panel?: string }; answer: { file: string } };
  /** The text a person can read in `selector`, or in the whole panel, once it matches the pattern `until`. */
  "/webview/text": { ask: { panel: string; selector?: string; until?: string } & Patience; answer: { text: string } };
  /** Clicks once the element can be seen and is enabled. */
  "/webview/click": { ask: { panel: string; selector: string } & Patience; answer: object };
  /** Puts text, or the value of a slider, into a field as typing does. */
  "/webview/fill": { ask: { panel: string; selector: string; value: string } & Patience; answer: object };
  /** Evaluates an expression inside the panel's document; for what a person cannot read, like roles and focus. */
  "/webview/evaluate": { ask: { panel: string; expression: string } & Patience; answer: { value: unknown } };
  /** The same for the workbench around the panels: tree rows, hovers, notifications. */
  "/window/text": { ask: { selector: string; until?: string } & Patience; answer: { text: string } };
  "/window/click": { ask: { selector: string } & Patience; answer: object };
  "/window/hover": { ask: { selector: string } & Patience; answer: object };
  /** Presses keys one after another, in playwright's names (`Control+Shift+P`, `Enter`, `a`). */
  "/window/press": { ask: { keys: readonly string[] }; answer: object };
  /** Types a text into whatever has the focus. */
  "/window/type": { ask: { text: string }; answer: object };
  "/window/size": { ask: { width: number; height: number }; answer: object };
  "/window/motion": { ask: { reduced: boolean }; answer: object };
  /** Waits until workbench and panels wear the theme; the host sets it first, because only there settings are live. */
  "/theme": { ask: { name: ThemeName }; answer: object };
}

interface Patience {
  waitMs?: number;
}

export type DriverPath = keyof DriverCalls;

/** The four looks of the workbench by the names of their themes, and the class that the page then carries. */
export const themes = {
  light: { setting: "Light 2026", window: "vs", panel: "vscode-light" },
  dark: { setting: "Dark 2026", window: "vs-dark", panel: "vscode-dark" },
  "high-contrast": { setting: "Default High Contrast", window: "hc-black", panel: "vscode-high-contrast" },
  "high-contrast-light": { setting: "Default High Contrast Light", window: "hc-light", panel: "vscode-high-contrast-light" },
} as const;

export type ThemeName = keyof typeof themes;

/** The variables by which the driver and the extension host find each other; in a desktop run the first one is absent. */
export const environment = {
  /** Where the driver listens, with its secret in the path. */
  driver: "STEPWISE_EDITOR_DRIVER",
  /** The file into which the suite writes its {@link SuiteResults}. */
  results: "STEPWISE_EDITOR_RESULTS",
  /** Runs only the tests whose full title matches. */
  grep: "STEPWISE_EDITOR_GREP",
} as const;

/** Begins each line of the test report on its way through the console of the workbench. */
export const reportMark = "stepwise-report|";

/** What a whole suite came to. */
export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
