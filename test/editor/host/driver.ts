import { ConfigurationTarget, workspace } from "vscode";
import { type DriverCalls, type DriverPath, environment, type ThemeName, themes } from "../driver-calls.ts";

/** Whether somebody stands before the screen: always in a browser run, never in a desktop run. Tests that need one skip themselves without. */
export function hasDriver(): boolean {
  return process.env[environment.driver] !== undefined;
}

/** Asks the driver outside, see {@link DriverCalls}; rejects with the driver's own words when the page has nothing of the kind. */
export async function ask<Path extends DriverPath>(path: Path, question: DriverCalls[Path]["ask"]): Promise<DriverCalls[Path]["answer"]> {
  const address = process.env[environment.driver];
  if (address === undefined) throw new Error(`${path} needs the driver, which only a browser run has`);
  const response = await fetch(`${address}${path}`, { method: "POST", body: JSON.stringify(question) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${problemIn(answer)}`);
  return answer as DriverCalls[Path]["answer"];
}

/** Sets a theme and waits until the window and every open panel wear it. */
export async function wear(name: ThemeName): Promise<void> {
  await workspace.getConfiguration("workbench").update("colorTheme", themes[name].setting, ConfigurationTarget.Global);
  if (hasDriver()) await ask("/theme", { name });
}

/** Takes `<name>-light.png`, `<name>-dark.png` and `<name>-high-contrast.png`, of the window or of one panel, and leaves the light theme. */
export async function screenshots(name: string, panel?: string): Promise<void> {
  for (const theme of ["dark", "high-contrast", "light"] as const) {
    await wear(theme);
    await ask("/screenshot", { name: `${name}-${theme}`, ...(panel !== undefined && { panel }) });
  }
}

function problemIn(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "problem" in answer ? String(answer.problem) : "the driver gave no reason";
}
