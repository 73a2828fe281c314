import { setFlagsFromString } from "node:v8";

// The part of the heap where objects begin is 1 MB, and V8 lets it grow to 16 and more when much is made at once, as when a large file is
// opened; it never gives that back, and an editor's server is idle nearly always. Imported before everything else, since it holds for
// what comes after it. In VS Code the server is started with such a bound already.
setFlagsFromString("--semi-space-growth-factor=1");
