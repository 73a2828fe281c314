import { argoRollouts } from "./argo-rollouts/index.ts";
import { flagger } from "./flagger/index.ts";
import type { Platform } from "./platform.ts";

export type AnySpec = { readonly name: string; readonly notPredicted: readonly string[] };
/** A platform whose spec and state are its own affair. */
export type AnyPlatform = Platform<AnySpec, unknown>;

/** Both platforms. Each is used only with specs and states that it made itself, which is what makes this widening sound. */
export const platforms: readonly AnyPlatform[] = [argoRollouts as unknown as AnyPlatform, flagger as unknown as AnyPlatform];

/** The platform that rolls out resources of this kind. */
export function platformFor(kindName: string): AnyPlatform | undefined {
  return platforms.find(platform => platform.kind === kindName);
}
