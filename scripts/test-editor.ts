// The suite imports from this folder, so for the compiler this folder cannot import the suite; at run time they are one command.
await import(new URL("../test/editor/main.ts", import.meta.url).href);
