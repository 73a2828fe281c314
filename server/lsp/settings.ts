import { isRuleSetting, type RuleSetting } from "../../core/rules/settings.ts";
import type { Settings } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { DidChangeConfigurationNotification } from "./language-server.ts";
import { report, type Session } from "./session.ts";

/** The section `stepwise` of the client's settings. */
export const settingsFeature: Feature = {
  name: "settings",
  start(session) {
    session.connection.onDidChangeConfiguration(async ({ settings }) => {
      if (session.client.workspace?.configuration) await ask(session);
      else use(session, (settings as { stepwise?: unknown } | null)?.stepwise);
      session.configured.fire();
    });
  },
  async ready(session) {
    if (session.client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      void session.connection.client
        .register(DidChangeConfigurationNotification.type, { section: ["stepwise", "files.exclude"] })
        .catch(crash => report(session, "watching settings", crash));
    }
    if (session.client.workspace?.configuration) await ask(session);
  },
};

async function ask(session: Session): Promise<void> {
  try {
    use(session, await session.connection.workspace.getConfiguration("stepwise"));
  } catch (crash) {
    report(session, "workspace/configuration", crash);
  }
}

function use(session: Session, section: unknown): void {
  session.service.configure(settingsFrom(section));
  session.changed.fire();
}

/** The settings in a section, as far as they can be understood: a wrong value is as good as none. */
export function settingsFrom(section: unknown): Settings {
  const { rules: written, hints } = fieldsOf(section);
  const rules: { [code: string]: RuleSetting } = {};
  collect(written, "", rules);
  const { time, traffic, pods } = fieldsOf(hints);
  return { rules, hints: { time: time !== false, traffic: traffic !== false, pods: pods !== false } };
}

function fieldsOf(section: unknown): { readonly [field: string]: unknown } {
  return typeof section === "object" && section !== null ? { ...section } : {};
}

/** An editor may give `steps/two-kinds` as one key, or take the dots and slashes of a name for levels. */
function collect(written: unknown, prefix: string, rules: { [code: string]: RuleSetting }): void {
  if (typeof written !== "object" || written === null) return;
  for (const [key, value] of Object.entries(written)) {
    const code = prefix === "" ? key : `${prefix}/${key}`;
    if (isRuleSetting(value)) rules[code] = value;
    else collect(value, code, rules);
  }
}
