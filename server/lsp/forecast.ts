import type { ForecastAnswer, ForecastMethod, ForecastParams } from "../../protocol/server.ts";
import type { Feature } from "./feature.ts";
import { RequestType } from "./language-server.ts";
import { contained } from "./session.ts";
import { canonical } from "./uri.ts";

const method: ForecastMethod = "stepwise/forecast";

/** A request of our own: what the rollout at an offset will do. */
export const forecastFeature: Feature = {
  name: "forecast",
  start(session) {
    session.connection.onRequest(
      new RequestType<ForecastParams, ForecastAnswer | null, void>(method),
      contained(session, method, null as ForecastAnswer | null, (params: ForecastParams): ForecastAnswer => {
        const answer = session.service.forecast({ ...params, uri: canonical(params.uri) });
        return answer.kind === "forecast" ? { ...answer, uri: params.uri } : answer;
      }),
    );
  },
};
