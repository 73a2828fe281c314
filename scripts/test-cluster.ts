// As with `test-editor.ts`: for the compiler this folder cannot import the suite; at run time they are one command.
await import(new URL("../test/cluster/main.ts", import.meta.url).href);
