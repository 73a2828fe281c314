import { useEffect, useState } from "preact/hooks";
import type { LiveView } from "../../protocol/live.ts";
import type { Shown } from "../host.ts";

/** The instant of the cluster's clock, from the one that a view was made at. */
export function clusterNow({ view, received }: Shown<Pick<LiveView, "now" | "speed">>, local: number): number {
  return view.now + Math.max(0, local - received) * view.speed;
}

const tickMs = 1000;

/** The same, ticking once a second while the page is seen. */
export function useClusterNow(shown: Shown<LiveView>): number {
  const [local, setLocal] = useState(shown.received);
  useEffect(() => {
    setLocal(performance.now());
    const timer = setInterval(() => {
      if (!document.hidden) setLocal(performance.now());
    }, tickMs);
    return () => clearInterval(timer);
  }, [shown]);
  return clusterNow(shown, Math.max(local, shown.received));
}
