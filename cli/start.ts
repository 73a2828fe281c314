import { runCompiled } from "../server/compiled.ts";

// What a shell starts; `main.ts` is the program.
await runCompiled("cli-main.js");
