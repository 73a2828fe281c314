import { render } from "preact";
import type { ForecastView } from "../protocol/forecast.ts";
import { ForecastPanel } from "./forecast/panel.tsx";
import { forecastPage } from "./host.ts";
import { Frame } from "./shell/frame.tsx";

const { shown, post } = forecastPage();
const root = document.getElementById("root");

if (root)
  render(
    <Frame<ForecastView>
      shown={shown}
      draw={({ view }) => <ForecastPanel view={view} post={post} />}
      command={command => post({ type: "command", command })}
    />,
    root,
  );
