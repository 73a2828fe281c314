import { parseArgs } from "node:util";
import { buildAll } from "./build-all.ts";

// `npm run build` makes what is stale. `-- --readable` leaves it unminified, with source maps.
const { values } = parseArgs({ options: { readable: { type: "boolean", default: false } } });
process.exitCode = (await buildAll(values.readable ? "readable" : "shipped")) ? 0 : 1;
