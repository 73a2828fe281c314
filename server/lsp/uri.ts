import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * One name for a file, however a client writes it: `file:///c%3A/a` and `file:///C:/a` are the same. What is no file of a disk
 * keeps its name.
 */
export function canonical(uri: string): string {
  if (!uri.startsWith("file:")) return uri;
  try {
    return pathToFileURL(fileURLToPath(uri))
      .toString()
      .replace(/^file:\/\/\/[A-Z]:/, drive => drive.toLowerCase());
  } catch {
    return uri;
  }
}

/** The file of a disk; undefined for what is none. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** The canonical URI of a file of a disk. */
export function uriOf(path: string): string {
  return canonical(pathToFileURL(path).toString());
}
