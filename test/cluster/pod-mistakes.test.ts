import assert from "node:assert/strict";
import { parse } from "yaml";
import { createService } from "../kit/service.ts";
import { type Api, ApiError } from "./api.ts";
import { podMistakes, unsaid } from "./pod-mistakes.ts";
import { controlPlane } from "./shared-control-plane.ts";

// What the controller says of the pods of a Rollout is what Kubernetes says of those of a Deployment: it calls the same code.
describe("pods that Kubernetes refuses", function () {
  this.timeout(5 * 60_000);

  it("are refused by us, and no others", async () => {
    const { api } = await controlPlane();
    const wrong: string[] = [];
    let refused = 0;
    for (const pod of podMistakes) {
      const spec = `{ selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shop } }, spec: ${pod} } }`;
      const [theirs, ours] = [await refusal(api, parse(spec)), errorsIn(spec)];
      if (theirs !== undefined) refused += 1;
      const silent = unsaid.some(part => pod.includes(part));
      if ((theirs !== undefined && !silent) !== ours.length > 0) wrong.push(`${pod}\n  ${theirs ?? "is taken"}\n  ${ours.join(", ")}`);
    }
    console.log(`      ${refused} of ${podMistakes.length} refused`);
    assert.deepEqual(wrong, []);
    assert.ok(refused > 90);
  });
});

async function refusal(api: Api, spec: unknown): Promise<string | undefined> {
  const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "shop" }, spec };
  try {
    await api.request("POST", "/apis/apps/v1/namespaces/default/deployments?dryRun=All&fieldValidation=Strict", deployment);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

function errorsIn(spec: string): readonly string[] {
  const service = createService();
  const strategy = "strategy: { canary: { steps: [{ setWeight: 100 }] } }";
  service.setFile(
    "a.yaml",
    `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec: ${spec.replace("{", `{ ${strategy},`)}\n`,
  );
  return service.diagnostics("a.yaml", "all").flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
}
