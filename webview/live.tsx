import { render } from "preact";
import type { LiveView } from "../protocol/live.ts";
import { livePage } from "./host.ts";
import { LivePanel } from "./live/panel.tsx";
import { Frame } from "./shell/frame.tsx";

const { shown, post } = livePage();
const root = document.getElementById("root");

if (root)
  render(
    <Frame<LiveView>
      shown={shown}
      draw={live => <LivePanel shown={live} post={post} />}
      command={command => post({ type: "command", command })}
    />,
    root,
  );
