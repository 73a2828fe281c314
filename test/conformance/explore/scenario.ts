import type { JsonObject } from "../../../core/base/json.ts";

/** What is played: a Rollout, the analysis templates that it uses, and a script around it. Plain data, so that parts can be taken away. */
export interface Scenario {
  /** `spec` of the Rollout, but for what is the same in all: selector and pod template. */
  readonly spec: JsonObject;
  readonly templates: readonly Template[];
  /** In whole seconds; the trace ends a little later, since deadlines pass at whole seconds. */
  readonly until: number;
  /** Fields of the states that the controller leaves to chance. */
  readonly ignore: readonly string[];
  readonly pods: readonly JsonObject[];
  readonly metrics: readonly JsonObject[];
  readonly actions: readonly JsonObject[];
}

export interface Template {
  readonly name: string;
  readonly metrics: readonly JsonObject[];
}
