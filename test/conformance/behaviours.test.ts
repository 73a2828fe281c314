import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { behaviourTable, evidenceBelow } from "./behaviour-table.ts";
import { behaviours } from "./behaviours.ts";

const folder = path.join(import.meta.dirname, "replays", "argo-rollouts");
const page = path.join(import.meta.dirname, "..", "..", "docs", "fidelity.md");

// The real controller has not been asked about these. The list is to shrink, and each line is said in `docs/fidelity.md`.
const unproven: readonly string[] = ["canary with a router: Gateway API"];

describe("behaviours of the controller", () => {
  const evidence = evidenceBelow(folder);

  it("have at least 120 replays to prove them", () => assert.ok(evidence.length >= 120));
  for (const { area, name, seen } of behaviours) {
    const label = `${area}: ${name}`;
    const proofs = evidence.filter(seen).length;
    if (unproven.includes(label)) it(`${label} is not proven by any replay`, () => assert.equal(proofs, 0));
    else it(`${label} is proven by a replay`, () => assert.ok(proofs > 0));
  }
  it("are told in the page about fidelity, with the replays that there are", () =>
    assert.ok(readFileSync(page, "utf8").includes(behaviourTable(evidence)), "Run `npm run generate`."));
});
