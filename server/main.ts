import "./young-generation.ts";
import { connect } from "./lsp/connect.ts";
import { createConnection, ProposedFeatures } from "./lsp/language-server.ts";
import { createService } from "./service/index.ts";

// `--stdio` or `--node-ipc`, as the words of the command line say.
const connection = createConnection(ProposedFeatures.all);

// A mistake that nobody contained, or a client that refuses a request of ours, must not end the work of everybody else.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (crash: unknown) => {
    connection.console.error(`Contained: ${crash instanceof Error ? (crash.stack ?? crash.message) : String(crash)}`);
  });
}

connect(connection, createService());
