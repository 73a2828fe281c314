import { bundles } from "./bundles.ts";

/** What no user of a package needs, with the reason in the words of the complaint. */
const superfluous: readonly (readonly [RegExp, string])[] = [
  [/\.[cm]?tsx?$/, "is a source"],
  [/\.test\./, "is a test"],
  [/\.map$/, "is a source map"],
  [/(^|\/)\./, "is hidden"],
  [/^(client|server|cli|core|cluster|webview|protocol)\//, "belongs to a source folder"],
  // Of the documentation the server links to the pages of rules.
  [/^(test|scripts|out|docs(?!\/rules)|examples|node_modules)\//, "belongs to the workshop"],
  [/^(tsconfig.*|biome|package-lock|npm-shrinkwrap)\.json$/, "belongs to the workshop"],
];

/** Complaints about the files of a package, by their paths in it: what should not be there, what is left over, and what is missing. */
export function complaintsAbout(files: readonly string[]): readonly string[] {
  const outputs = bundles.map(bundle => bundle.output);
  return [
    ...files.flatMap(file => superfluous.filter(([pattern]) => pattern.test(file)).map(([, reason]) => `${file} ${reason}`)),
    ...files.filter(file => file.startsWith("dist/") && !outputs.includes(file)).map(file => `${file} is made by no bundle`),
    ...outputs.filter(output => !files.includes(output)).map(output => `${output} is missing`),
  ];
}

/**
 * The names in a zip archive, from its central directory (PKWARE APPNOTE 4.3.12). A `.vsix` is one, and the list that vsce prints
 * is shortened.
 */
export function filesInZip(zip: Buffer): readonly string[] {
  // The record that ends an archive has 22 bytes and a comment of at most 65535; vsce writes none.
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end === -1) return [];
  const files: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    files.push(zip.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return files;
}
