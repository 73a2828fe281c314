import { setTimeout as sleep } from "node:timers/promises";
import { type Json, listAt, textAt } from "../../core/base/json.ts";
import { type Api, ApiError, type KubeObject, type Reference } from "./api.ts";

/** What the real server and controller make of an object that somebody applies. */
export type Verdict = { readonly refusedBy: "server" | "controller"; readonly because: string } | { readonly refusedBy: undefined };

const accepted: Verdict = { refusedBy: undefined };

const patienceMs = 90_000;
// Argo Rollouts looks at a new object within a second; what it has not refused by then it does not refuse.
const quietMs = 5000;
// Flagger looks at all Canaries every ten seconds.
const silenceMs = 35_000;

/**
 * Creates the objects in a namespace, as `kubectl apply` would (unknown fields are refused), the last first, and waits for the verdict on the
 * first. A template is judged by a run of it, since nobody looks at a template before.
 */
export async function verdictOn(api: Api, namespace: string, objects: readonly KubeObject[]): Promise<Verdict> {
  await api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  for (const object of objects.toReversed()) {
    const judged = object === objects[0];
    try {
      await apply(api, namespace, object);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (judged) return { refusedBy: "server", because: error.message };
      // Objects of the cluster are shared by all namespaces.
      if (error.status !== 409)
        throw new Error(`${object.kind} ${object.metadata.name}, which ${objects[0]?.kind} needs: ${error.message}`);
    }
  }
  const [judged] = objects;
  if (judged?.kind === "Rollout") return rolloutVerdict(api, referenceTo(judged, namespace));
  if (judged?.kind === "Experiment") return experimentVerdict(api, referenceTo(judged, namespace));
  if (judged?.kind === "Canary") return canaryVerdict(api, referenceTo(judged, namespace));
  if (judged?.kind === "AnalysisTemplate" || judged?.kind === "ClusterAnalysisTemplate") return templateVerdict(api, namespace, judged);
  return accepted;
}

async function apply(api: Api, namespace: string, object: KubeObject): Promise<void> {
  const { apiVersion, kind, metadata } = object;
  const path = await api.pathOf({ apiVersion, kind, namespace });
  const create = (): Promise<unknown> =>
    api.request("POST", `${path}?fieldValidation=Strict`, impatient({ ...object, metadata: { ...metadata, namespace } }));
  // A server that is busy says so after a while, and has done nothing.
  await create().catch(error => {
    if (error instanceof ApiError && error.status === 504) return create();
    throw error;
  });
}

/** Flagger looks at a Canary once in its interval: here at the shortest that it takes. */
function impatient(object: KubeObject): KubeObject {
  const { spec } = object as { readonly spec?: { readonly analysis?: { readonly interval?: string } } };
  if (object.kind !== "Canary" || !spec?.analysis?.interval) return object;
  return { ...object, spec: { ...spec, analysis: { ...spec.analysis, interval: "10s" } } } as KubeObject;
}

function referenceTo({ apiVersion, kind, metadata }: KubeObject, namespace: string): Reference {
  return { apiVersion, kind, namespace, name: metadata.name };
}

/** Asks until there is an answer. */
async function answered(what: string, ask: () => Promise<Verdict | undefined>): Promise<Verdict> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const verdict = await ask();
    if (verdict) return verdict;
    await sleep(250);
  }
  throw new Error(`no verdict on ${what} within ${patienceMs / 1000} s`);
}

function rolloutVerdict(api: Api, ref: Reference): Promise<Verdict> {
  const begun = Date.now();
  let seenAt: number | undefined;
  return answered(`Rollout ${ref.namespace}/${ref.name}`, async () => {
    const rollout = (await api.get(ref)) as unknown as Json;
    const invalid = listAt(rollout, "status", "conditions").find(condition => textAt(condition, "type") === "InvalidSpec");
    if (textAt(invalid, "status") === "True") return { refusedBy: "controller", because: textAt(invalid, "message") ?? "" };
    if (textAt(rollout, "status", "observedGeneration") === undefined) return silent(begun);
    seenAt ??= Date.now();
    return Date.now() - seenAt > quietMs ? accepted : undefined;
  });
}

/** What a controller does not begin with, it refuses: some mistakes stand only in its log, which nobody reads. */
function silent(begun: number): Verdict | undefined {
  return Date.now() - begun > silenceMs ? { refusedBy: "controller", because: "it never begins" } : undefined;
}

/** An Experiment is refused by a condition, as a Rollout is. */
function experimentVerdict(api: Api, ref: Reference): Promise<Verdict> {
  const begun = Date.now();
  return answered(`Experiment ${ref.namespace}/${ref.name}`, async () => {
    const experiment = (await api.get(ref)) as unknown as Json;
    const invalid = listAt(experiment, "status", "conditions").find(condition => textAt(condition, "type") === "InvalidExperimentSpec");
    if (textAt(invalid, "status") === "True") return { refusedBy: "controller", because: textAt(invalid, "message") ?? "" };
    const phase = textAt(experiment, "status", "phase");
    if (phase === "Error") return { refusedBy: "controller", because: textAt(experiment, "status", "message") ?? "" };
    return phase === "Running" || phase === "Successful" ? accepted : silent(begun);
  });
}

/** Flagger refuses by a warning, or by a line in its log, which nobody sees: then the Canary never gets a phase. */
function canaryVerdict(api: Api, ref: Reference): Promise<Verdict> {
  const begun = Date.now();
  return answered(`Canary ${ref.namespace}/${ref.name}`, async () => {
    const phase = textAt((await api.get(ref)) as unknown as Json, "status", "phase");
    if (phase === "Initialized" || phase === "Succeeded") return accepted;
    const { items } = await api.list({ apiVersion: "v1", kind: "Event", namespace: ref.namespace });
    const warning = (items as unknown as readonly Json[]).find(
      event =>
        textAt(event, "involvedObject", "kind") === "Canary" &&
        textAt(event, "type") === "Warning" &&
        !/not ready/.test(textAt(event, "message") ?? ""),
    );
    if (warning) return { refusedBy: "controller", because: textAt(warning, "message") ?? "" };
    return phase === undefined ? silent(begun) : undefined;
  });
}

async function templateVerdict(api: Api, namespace: string, template: KubeObject): Promise<Verdict> {
  const spec = (template as unknown as { readonly spec: { readonly args?: readonly { readonly name: string; readonly value?: string }[] } })
    .spec;
  const run = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisRun",
    metadata: { name: "judged" },
    // Whoever starts a run gives the arguments that the template leaves open.
    spec: { ...spec, args: (spec.args ?? []).map(argument => ({ value: "given", ...argument })) },
  };
  try {
    await apply(api, namespace, run);
  } catch (error) {
    if (error instanceof ApiError) return { refusedBy: "server", because: error.message };
    throw error;
  }
  return answered(`AnalysisRun ${namespace}/judged`, async () => {
    const seen = (await api.get(referenceTo(run, namespace))) as unknown as Json;
    const phase = textAt(seen, "status", "phase");
    if (phase === undefined) return undefined;
    const measured = listAt(seen, "status", "metricResults").some(result => listAt(result, "measurements").length > 0);
    return phase === "Error" && !measured ? { refusedBy: "controller", because: textAt(seen, "status", "message") ?? "" } : accepted;
  });
}
