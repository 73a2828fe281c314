import assert from "node:assert/strict";
import { nodeAt, type ScalarNode, textOf } from "./nodes.ts";
import { readChunk, readRendering } from "./read.ts";
import { keepsLayout, masked, type Template, templateIn } from "./template.ts";
import { openingsOf } from "./template-nodes.ts";

const read = (text: string): Template => {
  const template = templateIn(text);
  assert.ok(template, text);
  return template;
};

describe("a template", () => {
  it("is what Helm writes, and nothing of the platforms' own", () => {
    for (const text of [
      "a: {{ .Values.a }}",
      "{{- if eq .a 1 }}",
      "{{/* why */}}",
      'a: {{ "{{ args.x }}" }}',
      "a: {{ $x }}",
      "a: {{ lower .x }}",
    ])
      read(text);
    for (const text of ["a: {{ args.x }}", "a: {{args.x}}", "a: {{ namespace }}", "a: {{name}}", "a: $(VAR)"])
      assert.equal(templateIn(text), undefined, text);
  });

  it("keeps its places when its actions are hidden", () => {
    const text = 'a: {{ .a }}-b\n{{- if x }}\nb: \'{{ "}}" }}\'\n{{- end }}\nc: {{/* one\n  two */}} 3\n  {{- include "x"\n     . }}\n';
    const plain = masked(read(text), "all");
    assert.equal(
      plain,
      "a: xxxxxxxx-b\n#xxxxxxxxxx\nb: 'xxxxxxxxxx'\n#xxxxxxxxx\nc: xxxxxxxx\n           3\n  #xxxxxxxxxxxxxx\n     #xxx\n",
    );
  });

  it("has lines of block texts that are no comments", () => {
    const text = "q: |\n  a\n{{- if .x }}\n  b\n{{- end }}\nc: 1\n";
    assert.equal(masked(read(text), "all"), `q: |\n  a\n${" ".repeat(12)}\n  b\n#xxxxxxxxx\nc: 1\n`);
  });

  it("is rendered with the branches that are chosen", () => {
    const text = '{{ if .a }}\na: 1\n{{ else if .b }}\na: 2\n{{ else }}\na: 3\n{{ end }}\n{{ define "x" }}\na: 4\n{{ end }}\n';
    const values = [0, 1, 2, 3].map(branch => nodeAt(readRendering(read(text), () => branch).root, "a"));
    assert.deepEqual(
      values.map(node => node?.kind === "scalar" && node.value),
      [1, 2, 3, undefined].map(value => value ?? false),
    );
  });

  it("may begin or end a block in another document", () => {
    assert.equal(
      masked(read("a: 1\n{{- end }}\n"), () => undefined),
      `    \n#xxxxxxxxx\n`,
    );
    assert.equal(
      masked(read("{{- range .a }}\nb: 1\n"), () => undefined),
      `#xxxxxxxxxxxxxx\n    \n`,
    );
  });

  it("has a layout of its own where `-}}` joins lines", () => {
    assert.ok(keepsLayout(read("{{- if .a -}}\na: 1\n{{- end -}}\n")));
    assert.ok(keepsLayout(read("a: 1\n{{ if .a -}}\nb: 1\n{{ end }}")));
    assert.ok(!keepsLayout(read("a: 1\n{{- if .a -}}\nb: 1\n{{ end }}")));
    assert.ok(!keepsLayout(read("a:\n  {{ if .a -}}\n    b: 1\n{{ end }}")));
    assert.ok(!keepsLayout(read("a: {{ .a -}}\nb: 1\n")));
    assert.equal(readChunk("a: {{ .a -}}\nb: 1\n").template?.readable, false);
  });

  it("that is no YAML is not readable, and has what could be read", () => {
    const chunk = readChunk("a: [{{ .a }}\nb: 1\n");
    assert.deepEqual([chunk.template?.readable, chunk.problems], [false, []]);
    assert.equal(textOf(readChunk("a: {{ .a }}\n").root, "a"), "{{ .a }}");
  });
});

describe("what a template leaves open", () => {
  const openIn = (text: string): string => {
    const template = read(text);
    const { root } = readRendering(template, "all");
    assert.ok(root);
    const openings = openingsOf(template, "all", root);
    const found: string[] = [];
    const walk = (node: typeof root, path: string): void => {
      if (node.kind === "scalar") found.push(...(openings.unknown(node as ScalarNode) ? [`${path}?`] : []));
      else if (openings.open(node).length > 0) found.push(`${path}+`);
      if (node.kind === "map") for (const { key, value } of node.entries) walk(value, `${path}/${String(key.value)}`);
      if (node.kind === "list") for (const [i, item] of node.items.entries()) walk(item, `${path}/${i}`);
    };
    walk(root, "");
    return found.join(" ");
  };

  it("are values with an action in them", () => {
    assert.equal(openIn("a: {{ .a }}\nb: 'x {{ .b }}'\nc: 1\nd: [1, {{ .d }}]\n"), "/a? /b? /d/1?");
    assert.equal(openIn("q: |\n  a {{ .x }}\n  b\nc: 1\n"), "/q?");
    assert.equal(openIn("q: |\n  a\n{{- if .x }}\n  b\n{{- end }}\nc: 1\n"), "/q?");
    assert.equal(openIn("q: |\n{{ .x | indent 2 }}\nc: 1\n"), "/q?");
  });
  it("are the maps and lists of the column that more is put into", () => {
    assert.equal(openIn('a:\n  b: 1\n  {{- include "x" . | nindent 2 }}\nc: 1\n'), "/a+");
    assert.equal(openIn("a:\n  b: 1\n{{ toYaml .x | indent 2 }}\nc: 1\n"), "/a+");
    assert.equal(openIn("a:\n{{ toYaml .x | indent 2 }}\nc: 1\n"), "/a?");
    assert.equal(openIn("a:\n  - b: 1\n  {{- toYaml .x | nindent 2 }}\nc: 1\n"), "/a+");
    assert.equal(openIn("a:\n  - b: 1\n    {{- toYaml .x | nindent 4 }}\nc: 1\n"), "/a/0+");
    assert.equal(openIn("a:\n- b: 1\n{{- toYaml .x | nindent 0 }}\nc: 1\n"), "+ /a+");
    assert.equal(openIn("a:\n  {{- range .x }}\n  - b: 1\n  {{- end }}\nc: 1\n"), "/a+");
  });
  it("are all collections around an action whose column fits none", () => {
    assert.equal(openIn('a:\n  b:\n    c: {}\n {{ include "x" . }}\n'), "+ /a+ /a/b+ /a/b/c+");
  });
});
