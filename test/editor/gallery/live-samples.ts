import type { TimelinePoint } from "../../../protocol/forecast.ts";
import type { ActionView, LiveStep, LiveView, ToLive } from "../../../protocol/live.ts";

type View = ToLive["view"];

/** Monday morning, by the cluster's clock. */
const start = Date.UTC(2026, 9, 5, 9, 12, 40);
const after = (seconds: number): number => start + seconds * 1000;

/** What the live panel is looked at with. Written by hand in the words of `core/simulation/live.ts`. */
export function liveSamples(): { readonly [name: string]: View } {
  return {
    waiting: waiting(after(2076)),
    "waiting-since-friday": waiting(after(2 * 86_400 + 40_000)),
    moving,
    acting: { ...waiting(after(2076)), actions: pressed },
    failing,
    stale: {
      ...waiting(after(2400)),
      now: after(3300),
      connection: {
        state: "stale",
        since: after(2400),
        why: "The API server at prod-eu does not answer: `connect ETIMEDOUT 10.0.0.1:6443`. Next attempt in 12 s.",
      },
      actions: unheard(),
    },
    denied: {
      ...waiting(after(2076)),
      connection: {
        state: "denied",
        why: "`watch` on `rollouts.argoproj.io` in namespace shop is not allowed any more. Ask for the role in docs/rights.",
      },
      actions: unheard(),
    },
    flagger,
    quiet,
    empty: { kind: "empty", title: "checkout · prod-eu / shop", sentence: "Rollout checkout is not in namespace shop." },
    loading: {
      kind: "loading",
      title: "checkout · prod-eu / shop",
      sentence: "Asking prod-eu for Rollout `checkout` and what belongs to it.",
    },
  };
}

const weights = (...points: readonly (readonly [t: number, weight: number | null])[]): LiveView["actual"] =>
  points.map(([t, weight]) => ({ t, weight, source: weight === null ? "the route could not be read" : "VirtualService checkout" }));

const course = (
  ...points: readonly (readonly [t: number, weight: number, canaryPods: number, waiting: string])[]
): readonly TimelinePoint[] => points.map(([t, weight, canaryPods, waiting]) => ({ t, weight, stablePods: 10, canaryPods, waiting }));

const plan = course(
  [0, 0, 0, "pods for 20 %"],
  [12, 20, 2, "the pause of 5 min"],
  [312, 20, 2, "the analysis success-rate"],
  [612, 20, 2, "pods for 40 %"],
  [624, 40, 4, "the pause of 10 min"],
  [1224, 40, 4, "pods for 80 %"],
  [1236, 80, 8, "the analysis success-rate"],
  [1536, 80, 8, "pods for 100 %"],
  [1548, 100, 10, "nothing"],
);

const stepLabels: readonly (readonly [label: string, detail: string])[] = [
  ["20 %", "20 %"],
  ["pause 5 min", "pause 5 min"],
  ["success-rate", "success-rate"],
  ["40 %", "40 %"],
  ["a person", "waits for a person"],
  ["pause 10 min", "pause 10 min"],
  ["80 %", "80 %"],
  ["success-rate", "success-rate"],
  ["100 %", "100 %"],
];

function stepsAt(index: number, state: LiveStep["state"], behind: LiveStep["state"] = "ahead"): readonly LiveStep[] {
  return stepLabels.map(([label, detail], i) => ({
    index: i,
    label,
    detail: i === index ? detail : label,
    state: i < index ? "done" : i === index ? state : behind,
  }));
}

function actions(standing: "waiting" | "moving" | "aborted"): readonly ActionView[] {
  const notNow = (why: string) => ({ refused: { kind: "not now" as const, why } });
  const aborted = standing === "aborted";
  return [
    {
      id: "promote",
      label: "Promote",
      effect: standing === "waiting" ? "Ends this pause and goes on to 80 %." : "Leaves the step that is running and goes on to 40 %.",
      primary: standing === "waiting",
      ...(aborted ? notNow("It was aborted. Retry begins again at the first step.") : {}),
    },
    {
      id: "abort",
      label: "Abort",
      effect: "Sends all traffic back to the stable version now.",
      primary: false,
      ...(aborted ? notNow("It was aborted already. Retry begins again at the first step.") : {}),
    },
    {
      id: "promoteFull",
      label: "Promote fully",
      effect: "Skips every step, pause and analysis that is left, and sends all traffic to the new version once its pods are ready.",
      primary: false,
      refused: { kind: "not allowed", why: "`patch` on `rollouts/status` in namespace shop. Ask for the role in docs/rights." },
    },
    { id: "pause", label: "Pause", effect: "Stops the rollout where it is until somebody resumes it.", primary: false },
    {
      id: "resume",
      label: "Resume",
      effect: "Takes back the pause that a person set.",
      primary: false,
      ...notNow("No person has paused it."),
    },
    {
      id: "retry",
      label: "Retry",
      effect: "Begins again at the first step with the same version.",
      primary: aborted,
      ...(aborted ? {} : notNow("Only an aborted rollout can be tried again.")),
    },
    { id: "setImage", label: "Set image", effect: "Starts a rollout of another image.", primary: false },
  ];
}

function unheard(): readonly ActionView[] {
  const why = "The cluster is not heard: what is shown may be old.";
  return actions("waiting").map(action => ({ ...action, primary: false, refused: { kind: "not now", why } }));
}

const pressed: readonly ActionView[] = actions("waiting").map(action =>
  action.id === "promote" ? { ...action, progress: "accepted" } : action.id === "pause" ? { ...action, progress: "done" } : action,
);

const target = { context: "prod-eu", namespace: "shop", kind: "Rollout", name: "checkout" } as const;

const passedRun: LiveView["analyses"][number] = {
  name: "checkout-6f9c7b4d-12-2",
  where: "at step 3",
  state: "passed",
  message: "",
  metrics: [
    {
      name: "success-rate",
      state: "passed",
      condition: "result[0] >= 0.95",
      values: [0.9912, 0.9941, 0.9898, 0.9933, 0.992],
      counts: "5 passed, 0 failed",
      threshold: 0.95,
    },
  ],
};

function waiting(now: number): LiveView {
  const at = (now - start) / 1000;
  const hours = at > 7200;
  return {
    kind: "live",
    target,
    title: "checkout · prod-eu / shop",
    standing: "waiting",
    sentence: `Waiting for you at step 5 of 9, 40 % of traffic on revision 12, for ${hours ? "58 h 30 min" : "6 min"}.`,
    next: "Promote: Ends this pause and goes on to 80 %. Abort: Sends all traffic back to the stable version now.",
    connection: { state: "live", at: now - 400 },
    now,
    speed: 1,
    actions: actions("waiting"),
    since: start,
    actual: weights([0, 0], [14, 20], [420, null], [500, 20], [1690, 40]),
    projected: course(
      [at, 40, 4, "the pause of 10 min"],
      [at + 600, 40, 4, "pods for 80 %"],
      [at + 612, 80, 8, "the analysis success-rate"],
      [at + 912, 80, 8, "pods for 100 %"],
      [at + 924, 100, 10, "nothing"],
    ),
    plan,
    steps: stepsAt(4, "waiting"),
    revisions: [
      { revision: "12", role: "canary", image: "registry.example.com/shop/checkout:v2", ready: 4, desired: 4 },
      { revision: "11", role: "stable", image: "registry.example.com/shop/checkout:v1", ready: 10, desired: 10 },
      { revision: "10", role: "old", image: "registry.example.com/shop/checkout:v0", ready: 0, desired: 0 },
    ],
    analyses: [passedRun],
    notes: ["Not seen: how long a back-off of the controller still lasts. Times that follow may be up to 10 s late."],
  };
}

const moving: LiveView = {
  ...waiting(after(520)),
  standing: "moving",
  sentence: "Moving at step 3 of 9, 20 % of traffic on revision 12: waits for the analysis success-rate, for 3 min 28 s.",
  next: "Promote: Leaves the step that is running and goes on to 40 %. Abort: Sends all traffic back to the stable version now.",
  actions: actions("moving"),
  speed: 60,
  actual: weights([0, 0], [14, 20]),
  projected: [
    ...course([520, 20, 2, "the analysis success-rate"]),
    ...plan.filter(point => point.t >= 520).map(point => ({ ...point, t: point.t + 4 })),
  ],
  steps: stepsAt(2, "current"),
  revisions: [
    { revision: "12", role: "canary", image: "registry.example.com/shop/checkout:v2", ready: 1, desired: 2 },
    { revision: "11", role: "stable", image: "registry.example.com/shop/checkout:v1", ready: 10, desired: 10 },
  ],
  analyses: [
    {
      name: "checkout-6f9c7b4d-12-2",
      where: "at step 3",
      state: "running",
      message: "",
      metrics: [
        {
          name: "success-rate",
          state: "running",
          condition: "result[0] >= 0.95",
          values: [0.9912, null, 0.9412, 0.9633],
          counts: "2 passed, 1 failed",
          threshold: 0.95,
        },
        {
          name: "latency-p99",
          state: "inconclusive",
          condition: "result[0] <= 250",
          values: [212.4, 218, 251.2, 248.9],
          counts: "3 passed, 0 failed",
          threshold: 250,
        },
        { name: "smoke-test", state: "running", condition: "", values: [], counts: "" },
      ],
    },
  ],
  notes: [],
};

const failing: LiveView = {
  ...waiting(after(700)),
  standing: "failing",
  sentence: "Rolled back: all traffic is on the stable version again.",
  next: "Retry: Begins again at the first step with the same version.",
  why: "The analysis success-rate failed at step 3: 2 of 5 measurements were below 0.95, and `failureLimit` allows 1. Pod checkout-6f9c7b4d-x2x7q restarted 4 times since 09:17 (CrashLoopBackOff, exit code 137).",
  actions: actions("aborted"),
  actual: weights([0, 0], [14, 20], [462, 0]),
  projected: [],
  steps: stepsAt(2, "failed", "skipped"),
  revisions: [
    { revision: "12", role: "canary", image: "registry.example.com/shop/checkout:v2", ready: 0, desired: 0 },
    { revision: "11", role: "stable", image: "registry.example.com/shop/checkout:v1", ready: 10, desired: 10 },
  ],
  analyses: [
    {
      name: "checkout-6f9c7b4d-12-2",
      where: "at step 3",
      state: "failed",
      message: 'Metric "success-rate" assessed Failed due to failed (2) > failureLimit (1)',
      metrics: [
        {
          name: "success-rate",
          state: "failed",
          condition: "result[0] >= 0.95",
          values: [0.991, 0.9312, 0.961, 0.9204],
          counts: "2 passed, 2 failed",
          threshold: 0.95,
        },
      ],
    },
  ],
  notes: ["Not aborted by you: the controller did it, from the failed analysis."],
};

const flagger: LiveView = {
  kind: "live",
  target: { context: "prod-eu", namespace: "shop", kind: "Canary", name: "payments" },
  title: "payments · prod-eu / shop",
  standing: "moving",
  sentence:
    "Moving, 30 % of traffic on registry.example.com/shop/payments:v2: waits for the next check, every 1 min: request-success-rate, request-duration.",
  next: "Promote: Skips the checks that are left: at the next tick (every 60 s) the primary gets the new version and all traffic. Abort: Writes `failedChecks` = 5 into the status: at the next tick (every 60 s) all traffic goes back to the primary.",
  connection: { state: "live", at: after(319.5) },
  now: after(320),
  speed: 1,
  actions: [
    { id: "promote", label: "Promote", effect: "Skips the checks that are left.", primary: false },
    {
      id: "abort",
      label: "Abort",
      effect: "Writes `failedChecks` = 5 into the status: at the next tick (every 60 s) all traffic goes back to the primary.",
      primary: false,
      progress: "acting",
    },
    {
      id: "pause",
      label: "Suspend",
      effect: "Flagger stops looking at it: weights and pods stay as they are until it is resumed.",
      primary: false,
    },
    {
      id: "resume",
      label: "Resume",
      effect: "Flagger goes on at its next tick (every 60 s).",
      primary: false,
      refused: { kind: "not now", why: "It is not suspended." },
    },
    { id: "setImage", label: "Set image", effect: "Starts a run with another image.", primary: false },
  ],
  since: start,
  actual: [
    { t: 0, weight: 0, source: "Canary status" },
    { t: 125, weight: 10, source: "Canary status" },
    { t: 185, weight: 20, source: "Canary status" },
    { t: 245, weight: 30, source: "Canary status" },
  ],
  projected: course(
    [320, 30, 4, "the next check, every 1 min"],
    [365, 40, 4, "the next check, every 1 min"],
    [425, 50, 4, "the next check, every 1 min"],
    [485, 50, 4, "the primary to run the new version"],
    [545, 100, 4, "the next tick, every 1 min"],
  ),
  plan: course([0, 0, 0, ""], [120, 10, 4, ""], [180, 20, 4, ""], [240, 30, 4, ""], [300, 40, 4, ""], [360, 50, 4, ""], [480, 100, 4, ""]),
  steps: [10, 20, 30, 40, 50].map((weight, index) => ({
    index,
    label: `${weight} %`,
    detail: index === 2 ? "waits for the next check, every 1 min" : `${weight} %`,
    state: index < 2 ? "done" : index === 2 ? "current" : "ahead",
  })),
  revisions: [
    { revision: "payments", role: "canary", image: "registry.example.com/shop/payments:v2", ready: 4, desired: 4 },
    { revision: "payments-primary", role: "stable", image: "registry.example.com/shop/payments:v1", ready: 4, desired: 4 },
  ],
  analyses: [],
  notes: ["Not seen: when the next tick of Flagger is, only that there is one every 60 s."],
};

const quiet: LiveView = {
  ...waiting(after(86_400)),
  standing: "quiet",
  sentence: "registry.example.com/shop/checkout:v2 has all traffic.",
  next: "",
  actions: actions("moving").map(action =>
    action.id === "setImage"
      ? action
      : { ...action, primary: false, refused: { kind: "not now", why: "Nothing is under way: the newest version has all traffic." } },
  ),
  actual: weights([0, 0], [14, 20], [620, 40], [1230, 80], [1560, 100]),
  projected: [],
  steps: stepsAt(9, "done"),
  revisions: [{ revision: "12", role: "stable", image: "registry.example.com/shop/checkout:v2", ready: 10, desired: 10 }],
  notes: [],
};
