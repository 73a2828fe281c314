import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { globSync } from "tinyglobby";

// Who may import whom: the table of ARCHITECTURE.md, as data. Project references hold the rooms; packages and the folders of core are held here.
const root = path.resolve(import.meta.dirname, "../..");

interface Room {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
}

const rooms: { readonly [room: string]: Room } = {
  protocol: { rooms: [], packages: [], node: false },
  core: { rooms: ["protocol"], packages: ["yaml", "fast-json-patch"], node: false },
  cluster: {
    rooms: ["core", "protocol"],
    packages: ["@kubernetes/client-node", "@peculiar/x509", "reflect-metadata", "fast-json-patch", "yaml"],
    node: true,
  },
  server: {
    rooms: ["core", "protocol", "snippets"],
    packages: ["vscode-languageserver", "tinyglobby"],
    node: true,
  },
  webview: { rooms: ["protocol"], packages: ["preact", "@preact/signals", "uplot"], node: false },
  client: { rooms: ["core", "cluster", "protocol"], packages: ["vscode", "vscode-languageclient"], node: true },
  cli: { rooms: ["core", "cluster", "server", "protocol"], packages: ["tinyglobby", "picocolors", "fast-xml-parser", "sarif"], node: true },
};

// In reading order: a folder of core imports only from folders above it.
const order = [
  "base",
  "syntax",
  "kinds",
  "workspace",
  "conditions",
  "promql",
  "plan",
  "providers",
  "platforms",
  "world",
  "statistics",
  "simulation",
  "rules",
];

interface Import {
  readonly file: string;
  readonly from: string;
}

describe("borders", () => {
  const files = globSync(
    Object.keys(rooms).map(room => `${room}/**/*.{ts,tsx}`),
    { cwd: root, ignore: ["**/*.test.ts", "**/generated/**"] },
  );
  const imports = files.flatMap(importsOf);

  it("looks at every room", () => {
    for (const room of Object.keys(rooms))
      assert.ok(
        files.some(file => file.startsWith(`${room}/`)),
        room,
      );
    assert.ok(imports.length > 200, `${imports.length} imports`);
  });

  it("are crossed by nobody", () => assert.deepEqual(imports.flatMap(crossing), []));

  it("of core's folders are crossed downwards only", () => assert.deepEqual(imports.flatMap(upwards), []));

  it("keep core from clocks and dice", () => {
    const uses = files
      .filter(file => file.startsWith("core/"))
      .filter(file => /\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bsetTimeout\b/.test(readFileSync(path.join(root, file), "utf8")));
    assert.deepEqual(uses, []);
  });

  it("would notice a crossing", () => {
    assert.equal(crossing({ file: "core/base/span.ts", from: "node:fs" }).length, 1);
    assert.equal(crossing({ file: "server/lsp/hover.ts", from: "ajv" }).length, 1);
    assert.equal(crossing({ file: "client/tree.ts", from: "@kubernetes/client-node" }).length, 1);
    assert.equal(crossing({ file: "webview/live.tsx", from: "../core/base/span.ts" }).length, 1);
    assert.equal(upwards({ file: "core/base/span.ts", from: "../rules/index.ts" }).length, 1);
  });
});

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^"'`;]*?from\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm,
    ),
  ].map(found => ({ file, from: found[1] ?? found[2] ?? found[3] ?? "" }));
}

function roomOf(file: string): string {
  return file.split("/")[0] ?? "";
}

function crossing({ file, from }: Import): readonly string[] {
  const room = rooms[roomOf(file)];
  if (!room) return [];
  const words = `${file} imports ${from}`;
  if (from.startsWith(".")) {
    const target = roomOf(path.posix.join(path.posix.dirname(file), from));
    return target === roomOf(file) || room.rooms.includes(target) ? [] : [words];
  }
  if (from.startsWith("node:") || builtinModules.includes(from)) return room.node ? [] : [words];
  const name = from.startsWith("@") ? from.split("/").slice(0, 2).join("/") : (from.split("/")[0] ?? from);
  return room.packages.includes(name) ? [] : [words];
}

function upwards({ file, from }: Import): readonly string[] {
  if (!file.startsWith("core/") || !from.startsWith(".")) return [];
  const target = path.posix.join(path.posix.dirname(file), from).split("/")[1] ?? "";
  const own = file.split("/")[1] ?? "";
  const ahead = order.indexOf(target);
  return ahead >= 0 && ahead > order.indexOf(own) ? [`${file} imports ${from}`] : [];
}
