import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Json } from "../../../core/base/json.ts";
import { generate } from "../../../scripts/validators.ts";
import type { SchemaKind } from "../generated/schemas.js";
import { structuralCodes } from "./codes.ts";
import type { StructuralFinding, Written } from "./finding.ts";
import { dotted } from "./finding.ts";

type Find = (kind: SchemaKind, document: Json, written?: Written) => StructuralFinding[];

const rollout = (spec: string): Json =>
  parse(`{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: shop }, spec: ${spec} }`);
const canary = (analysis: string, more = ""): Json =>
  parse(`{ apiVersion: flagger.app/v1beta1, kind: Canary, metadata: { name: shop },
    spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }, analysis: ${analysis}${more} } }`);
const pod = (container: string): Json => rollout(`{ template: { spec: { containers: [${container}] } } }`);
const alert = (spec: string): Json => parse(`{ apiVersion: flagger.app/v1beta1, kind: AlertProvider, spec: ${spec} }`);

/** A document, and what is said of it: path, target, code, the whole message, and what to write instead. */
const examples: readonly [kind: SchemaKind, document: Json, found: string, message: string, suggestion?: string][] = [
  [
    "Rollout",
    rollout("{ strategy: { canary: { stepss: [] } } }"),
    "key spec.strategy.canary.stepss schema/unknown-field",
    "Unknown field `stepss`: the API server drops it without a word, or refuses it when asked to be strict. Did you mean `steps`?",
    "steps",
  ],
  [
    "Rollout",
    rollout("{ strategy: { canary: { activeMetadata: {} } } }"),
    "key spec.strategy.canary.activeMetadata schema/unknown-field",
    "Unknown field `activeMetadata`: the API server drops it without a word, or refuses it when asked to be strict. It belongs in `blueGreen`.",
  ],
  [
    "Rollout",
    rollout("{ template: { containers: [{ name: a }] } }"),
    "key spec.template.containers schema/unknown-field",
    "Unknown field `containers`: the API server drops it without a word, or refuses it when asked to be strict. It belongs in `spec`, further to the right.",
  ],
  [
    "Rollout",
    rollout("{ unheardOf: }"),
    "key spec.unheardOf schema/unknown-field",
    "Unknown field `unheardOf`: the API server drops it without a word, or refuses it when asked to be strict. Remove it.",
  ],
  [
    "Rollout",
    rollout("{ replicas: three }"),
    "value spec.replicas schema/type",
    "The API server refuses this Rollout: `replicas` holds text, and takes a whole number. Write a whole number, such as `3`.",
  ],
  [
    "Rollout",
    rollout('{ replicas: "3" }'),
    "value spec.replicas schema/type",
    "The API server refuses this Rollout: `replicas` holds text, and takes a whole number. Remove the quotes: `3`.",
    "3",
  ],
  [
    "Rollout",
    rollout("{ strategy: { canary: { maxSurge: 0.5 } } }"),
    "value spec.strategy.canary.maxSurge schema/type",
    "The API server refuses this Rollout: `maxSurge` holds a fraction, and takes a whole number or text. Write a whole number.",
  ],
  [
    "Rollout",
    pod("{ name: a, env: [{ name: DEBUG, value: true }] }"),
    "value spec.template.spec.containers[0].env[0].value schema/type",
    'The API server refuses this Rollout: `value` holds a boolean, and takes text. Put it in quotes: `"true"`.',
    '"true"',
  ],
  [
    "Rollout",
    rollout("{ strategy: { canary: { steps: { setWeight: 20 } } } }"),
    "value spec.strategy.canary.steps schema/type",
    "The API server refuses this Rollout: `steps` holds fields, and takes a list. Begin each item with `- `.",
  ],
  [
    "Rollout",
    rollout("{ strategy: [{ canary: {} }] }"),
    "value spec.strategy schema/type",
    "The API server refuses this Rollout: `strategy` holds a list, and takes fields. Remove the `- ` before its fields.",
  ],
  [
    "Rollout",
    rollout("{ strategy: { canary: { steps: [null] } } }"),
    "value spec.strategy.canary.steps[0] schema/type",
    "The API server refuses this Rollout: `steps[0]` is empty, and takes fields. Remove the empty item, or fill it.",
  ],
  [
    "Rollout",
    rollout("{ strategy: { blueGreen: { previewService: shop } } }"),
    "key spec.strategy.blueGreen schema/required",
    "Without `activeService` the API server refuses this Rollout. Add it to `blueGreen`.",
  ],
  [
    "Rollout",
    rollout(""),
    "key spec schema/required",
    "`spec` has no value, so the API server counts it as missing and refuses this Rollout. Write its value.",
  ],
  [
    "Rollout",
    rollout("{ restartAt: tomorrow }"),
    "value spec.restartAt schema/format",
    "The API server refuses this Rollout: `restartAt` is `tomorrow`, and takes a point in time. Write it like `2026-01-31T12:00:00Z`.",
  ],
  [
    "Rollout",
    pod("{ name: a }, { name: a }"),
    "value spec.template.spec.containers[1] schema/duplicate",
    "The API server refuses this Rollout: an earlier item of `containers` has `name` `a` too. Remove one, or change it.",
  ],
  [
    "Rollout",
    pod("{ name: a, ports: [{ containerPort: 80 }, { containerPort: 80, protocol: TCP }, { containerPort: 80, protocol: UDP }] }"),
    "value spec.template.spec.containers[0].ports[1] schema/duplicate",
    "The API server refuses this Rollout: an earlier item of `ports` has `containerPort` `80` and `protocol` `TCP` too. Remove one, or change it.",
  ],
  [
    "Canary",
    canary("{ interval: 1h, threshold: 5, iterations: 3 }"),
    "value spec.analysis.interval schema/pattern",
    "The API server refuses this Canary: `interval` is `1h`, and takes digits with `s` or `m` after them, such as `30s` or `5m`. Write `60m`.",
    "60m",
  ],
  [
    "Canary",
    canary("{ interval: 60, threshold: 5, iterations: 3 }"),
    "value spec.analysis.interval schema/type",
    "The API server refuses this Canary: `interval` holds a number, and takes text. Write `60s`.",
    "60s",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3, stepWeight: 10 }"),
    "key spec.analysis.stepWeight schema/one-of",
    "The API server refuses this Canary: `stepWeight` cannot stand beside `iterations`. Keep one of them.",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5 }"),
    "key spec.analysis schema/one-of",
    "The API server refuses this Canary: `analysis` has none of `iterations`, `stepWeight` and `stepWeights`. Add one of them.",
  ],
  [
    "Canary",
    canary("{}"),
    "key spec.analysis schema/required",
    "Without `interval` and `threshold`, and one of `iterations`, `stepWeight` and `stepWeights`, the API server refuses this Canary. Add them to `analysis`.",
  ],
  [
    "Canary",
    canary("{ intervall: 1m, threshold: 5, iterations: 3 }"),
    "key spec.analysis.intervall schema/unknown-field",
    "Unknown field `intervall`: the API server drops it without a word, or refuses it when asked to be strict. Did you mean `interval`?",
    "interval",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, stepWeigth: 10 }"),
    "key spec.analysis.stepWeigth schema/unknown-field",
    "Unknown field `stepWeigth`: the API server drops it without a word, or refuses it when asked to be strict. Did you mean `stepWeight`?",
    "stepWeight",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3 }", ", provider: isto"),
    "value spec.provider schema/enum",
    "The API server refuses this Canary: `provider` cannot be `isto`. Did you mean `istio`?",
    "istio",
  ],
  [
    "Canary",
    canary(
      "{ interval: 1m, threshold: 5, iterations: 3 }",
      ", service: { port: 80, trafficPolicy: { loadBalancer: { consistentHash: {} } } }",
    ),
    "key spec.service.trafficPolicy.loadBalancer.consistentHash schema/one-of",
    "The API server refuses this Canary: `consistentHash` has none of `httpHeaderName`, `httpCookie`, `useSourceIp` and `httpQueryParameterName`. Add one of them.",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3 }", ", service: { port: 80, match: [{ uri: { exact: /a, prefix: /b } }] }"),
    "key spec.service.match[0].uri.prefix schema/one-of",
    "The API server refuses this Canary: `prefix` cannot stand beside `exact`. Keep one of them.",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3 }", ", service: { port: 80, gatewayRefs: [{ name: g, port: 70000 }] }"),
    "value spec.service.gatewayRefs[0].port schema/range",
    "The API server refuses this Canary: `port` is `70000`, and the highest value is `65535`. Write `65535`.",
    "65535",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3 }", `, service: { port: 80, gatewayRefs: [${"{ name: g }, ".repeat(33)}] }`),
    "value spec.service.gatewayRefs schema/length",
    "The API server refuses this Canary: `gatewayRefs` has 33 items, and 32 are allowed. Shorten it.",
  ],
  [
    "Canary",
    canary("{ interval: 1m, threshold: 5, iterations: 3 }", ', service: { port: 80, gatewayRefs: [{ name: "" }] }'),
    "value spec.service.gatewayRefs[0].name schema/length",
    "The API server refuses this Canary: `name` is empty. Fill it, or remove it.",
  ],
  [
    "AlertProvider",
    alert("{ type: slack, address: a, secretRef: { name: s } }"),
    "key spec.secretRef schema/one-of",
    "The API server refuses this AlertProvider: `secretRef` cannot stand beside `address`. Keep one of them.",
  ],
  [
    "Canary",
    parse("{ apiVersion: flagger.app/v1alpha3, kind: Canary, spec: { canaryAnalysis: {} } }"),
    "value apiVersion schema/version",
    "No controller sees this Canary: Flagger 1.44.0 serves only `flagger.app/v1beta1`. Write that.",
    "flagger.app/v1beta1",
  ],
];

describe("structural findings", () => {
  let find: Find;

  before(async function () {
    this.timeout(30_000);
    await generate();
    find = (await import("./structure.ts")).structuralFindings;
  });

  for (const [kind, document, found, message, suggestion] of examples) {
    it(`${found}: ${message}`, () => {
      const findings = find(kind, document);
      assert.deepEqual(
        findings.map(({ target, path, code }) => `${target} ${dotted(path)} ${code}`),
        [found],
      );
      assert.equal(findings[0]?.message, message);
      assert.equal(findings[0]?.suggestion?.text, suggestion);
    });
  }

  it("has an example of every code", () => {
    const shown = new Set(examples.map(([, , found]) => found.split(" ")[2]));
    assert.deepEqual([...shown].sort(), Object.keys(structuralCodes).sort());
  });

  it("takes a field without a value for one that is not there, as the server does", () => {
    assert.deepEqual(find("Rollout", rollout("{ replicas: , strategy: { canary: { steps: , maxSurge: ~ } } }")), []);
    assert.deepEqual(find("Rollout", pod("{ name: a, resources: { limits: }, env: [{ name: A, value: }] }")), []);
  });

  it("looks away from `status`, which the server drops before it looks, except for unknown fields", () => {
    const status = (text: string): Json => ({ ...(rollout("{}") as object), status: parse(text) as Json });
    assert.deepEqual(find("Rollout", status("{ replicas: many }")), []);
    assert.deepEqual(
      find("Rollout", status("{ unheardOf: 1 }")).map(({ path }) => dotted(path)),
      ["status.unheardOf"],
    );
  });

  it("leaves free data alone", () => {
    const steps = "[{ plugin: { name: p, config: { a: [1, null, { b: ~ }] } } }]";
    assert.deepEqual(
      find("Rollout", rollout(`{ strategy: { canary: { steps: ${steps}, trafficRouting: { plugins: { x/y: { z: 1 } } } } } }`)),
      [],
    );
    assert.deepEqual(find("Rollout", rollout("{ template: { spec: { containers: [], volumes: [{ anything: {} }] } } }")), []);
  });

  it("gives advice in the author's own characters where it is told them", () => {
    const document = pod("{ name: a, env: [{ name: DEBUG, value: true }] }");
    const [finding] = find("Rollout", document, path => (path.at(-1) === "value" ? "yes" : undefined));
    assert.equal(finding?.suggestion?.text, '"yes"');
    assert.ok(finding?.message.includes("`yes` is `true` to Kubernetes."));
  });
});
