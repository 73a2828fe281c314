import { type ReadonlySignal, signal } from "@preact/signals";
import type { FromForecast, ToForecast } from "../protocol/forecast.ts";
import type { FromLive, ToLive } from "../protocol/live.ts";

/** The editor's side of a webview. It can be asked for once in the life of a page, and is passed to nobody. */
interface VsCodeApi {
  postMessage(message: FromForecast | FromLive): void;
  getState(): unknown;
  setState(state: Remembered): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

/** What a page keeps while it is hidden: how it is looked at, and nothing of what is shown, which the editor sends anew. */
export interface Remembered {
  readonly open: { readonly [section: string]: boolean };
  /** The stretch of time that is shown, and of which rollout. */
  readonly zoom?: { readonly of: string; readonly from: number; readonly to: number };
}

const memory = signal<Remembered>({ open: {}, ...asRemembered(api.getState()) });
export const remembered: ReadonlySignal<Remembered> = memory;

export function remember(change: (now: Remembered) => Remembered): void {
  memory.value = change(memory.value);
  api.setState(memory.value);
}

/** The newest whole picture, and when this page got it, by the clock of `performance.now()`. */
export interface Shown<View> {
  readonly view: View;
  readonly received: number;
}

export interface Page<View, Intent> {
  readonly shown: ReadonlySignal<Shown<View> | undefined>;
  post(intent: Intent): void;
}

export function forecastPage(): Page<ToForecast["view"], FromForecast> {
  return openPage<ToForecast, FromForecast>();
}

export function livePage(): Page<ToLive["view"], FromLive> {
  return openPage<ToLive, FromLive>();
}

/** Listens, and says that it does: whatever was sent before that was lost, and `ready` asks for it. */
function openPage<Message extends ToForecast | ToLive, Intent extends FromForecast | FromLive>(): Page<Message["view"], Intent> {
  const shown = signal<Shown<Message["view"]> | undefined>(undefined);
  addEventListener("message", (event: MessageEvent<Message | undefined>) => {
    if (event.data?.type === "show") shown.value = { view: event.data.view, received: performance.now() };
  });
  api.postMessage({ type: "ready" });
  return { shown, post: intent => api.postMessage(intent) };
}

function asRemembered(state: unknown): Partial<Remembered> {
  return typeof state === "object" && state !== null ? state : {};
}
