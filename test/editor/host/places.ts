import { findSourceMap } from "node:module";

/**
 * Puts the lines of the sources into a stack that names lines of bundles. Node would do so by itself, but VS Code hooks into the
 * making of stacks to find out which extension failed, and Node then stands aside.
 */
export function inSources(stack: string): string {
  return stack.replace(/(\/[^\s():]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const origin = findSourceMap(file)?.findOrigin(Number(line), Number(column));
    return origin !== undefined && "fileName" in origin
      ? `${origin.fileName.replace(/^file:\/\//, "")}:${origin.lineNumber}:${origin.columnNumber}`
      : place;
  });
}
