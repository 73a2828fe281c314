import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { behaviourTable, evidenceBelow } from "./behaviour-table.ts";

// Part of `npm run generate`: the table of `docs/fidelity.md`, from the replays that are kept.
const page = path.join(import.meta.dirname, "..", "..", "docs", "fidelity.md");
const [begin, end] = ["<!-- behaviours -->", "<!-- /behaviours -->"];
const text = readFileSync(page, "utf8");
const [before, after] = [text.indexOf(begin), text.indexOf(end)];
if (before < 0 || after < before) throw new Error(`${page} has no place for the table: ${begin} … ${end}`);
const table = behaviourTable(evidenceBelow(path.join(import.meta.dirname, "replays", "argo-rollouts")));
writeFileSync(page, `${text.slice(0, before + begin.length)}\n${table}\n${text.slice(after)}`);
