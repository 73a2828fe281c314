import type { Connection, ServerCapabilities } from "vscode-languageserver/node";
import type { Service } from "../service/index.ts";
import { agreedEncoding } from "./encoding.ts";
import { features } from "./index.ts";
import { createSession, report } from "./session.ts";

/** Serves a client over a connection, until it says goodbye. */
export function connect(connection: Connection, service: Service): void {
  const session = createSession(connection, service);
  for (const feature of features) feature.start?.(session);
  connection.onInitialize(params => {
    session.client = params.capabilities;
    session.initialize = params;
    session.encoding = agreedEncoding(params.capabilities);
    const capabilities: ServerCapabilities = { positionEncoding: session.encoding };
    for (const feature of features) Object.assign(capabilities, feature.capability?.(params.capabilities));
    return { capabilities, serverInfo: { name: "stepwise" } };
  });
  connection.onInitialized(() => {
    for (const feature of features) {
      Promise.resolve(feature.ready?.(session)).catch(crash => report(session, feature.name, crash));
    }
  });
  connection.listen();
}
