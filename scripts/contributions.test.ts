import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { manifestText } from "./contributions.ts";

describe("the extension's manifest", () => {
  const root = path.join(import.meta.dirname, "..");
  const written = readFileSync(path.join(root, "package.json"), "utf8");

  it("has a setting for every rule (npm run generate)", async () => {
    const data = (text: string): unknown => JSON.parse(text);
    assert.deepEqual(data(written), data(await manifestText()));
  });

  it("names in menus only commands that it has", () => {
    const { contributes } = JSON.parse(written) as {
      contributes: { commands: { command: string }[]; menus: { [menu: string]: { command: string }[] } };
    };
    const known = new Set(contributes.commands.map(entry => entry.command));
    const used = Object.values(contributes.menus)
      .flat()
      .map(entry => entry.command);
    assert.ok(used.length > 10);
    assert.deepEqual(
      used.filter(command => !known.has(command)),
      [],
    );
  });
});
