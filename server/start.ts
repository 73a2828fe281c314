import "./young-generation.ts";
import { runCompiled } from "./compiled.ts";

// What editors start; `main.ts` is the server.
await runCompiled("server-main.js");
