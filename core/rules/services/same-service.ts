import { entryOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Two services that have to be two. */
interface Pair {
  readonly first: string;
  readonly second: string;
  /** What each of them is, for people. */
  readonly roles: readonly [string, string];
}

const pairs: { readonly [place: string]: readonly Pair[] } = {
  canary: [{ first: "stableService", second: "canaryService", roles: ["stable", "new"] }],
  pingPong: [{ first: "pingService", second: "pongService", roles: ["ping", "pong"] }],
  blueGreen: [{ first: "activeService", second: "previewService", roles: ["active", "preview"] }],
};

export const sameService = defineRule({
  id: "services/same-service",
  severity: "error",
  summary: "The two versions have a Service each.",
  why: "One Service cannot point to the pods of one version only and to those of the other: the controller refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V014, AR-V019, AR-V022)",
  bad: `
    stableService: shop
    canaryService: shop
    #              ^^^^ services/same-service
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } } }
    steps:
    - setWeight: 20`,
  rollout({ canary, blueGreen }, { report }) {
    const check = (place: string, node: SourceNode | undefined): void => {
      for (const { first, second, roles } of pairs[place] ?? []) {
        const name = textOf(node, second);
        const entry = entryOf(node, second);
        if (!entry || !name || name !== textOf(node, first)) continue;
        report(
          entry.value.at,
          `The controller refuses this Rollout: \`${first}\` and \`${second}\` are both \`${name}\`, and one Service cannot show the ${roles[0]} and the ${roles[1]} version apart. Name another Service.`,
        );
      }
    };
    check("canary", canary?.value);
    check("pingPong", entryOf(canary?.value, "pingPong")?.value);
    check("blueGreen", blueGreen?.value);
    const active = entryOf(blueGreen?.value, "activeService");
    // No preview is an empty name to the controller, and so is this.
    if (active && textOf(blueGreen?.value, "activeService") === "" && !textOf(blueGreen?.value, "previewService"))
      report(active.value.at, "The controller refuses this Rollout: no Service shows the active version. Name one.");
  },
});
