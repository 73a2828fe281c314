import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, textAt } from "../../core/base/json.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { readScript } from "../../core/world/script.ts";
import { recordedTrace, replaysBelow } from "../kit/replays.ts";
import { behaviours, type Evidence } from "./behaviours.ts";

/** The recorded replays of a Rollout below a folder, each with what it was played with. */
export function evidenceBelow(root: string): readonly Evidence[] {
  return replaysBelow(root).flatMap(replay => {
    const folder = path.join(root, replay);
    const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
    const { value: script } = readScript(read("replay.yaml"));
    const objects = script.manifests.flatMap(name =>
      readFile(name, read(name))
        .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
        .filter(isObject),
    );
    const rollout = objects.find(object => object.kind === "Rollout" && textAt(object, "metadata", "name") === script.target.name);
    return rollout ? [{ script, rollout, objects, trace: recordedTrace(folder) }] : [];
  });
}

/** Which behaviour is proven by how many replays, as a table of Markdown. */
export function behaviourTable(evidence: readonly Evidence[]): string {
  const rows = behaviours.map(({ area, name, seen }) => {
    const proofs = evidence.filter(seen).map(({ script }) => `\`${script.name}\``);
    return `| ${area} | ${name} | ${proofs.length} | ${proofs.slice(0, 3).join(", ")} |`;
  });
  return ["| area | behaviour | replays | for example |", "| --- | --- | ---: | --- |", ...rows].join("\n");
}
