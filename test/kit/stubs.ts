import { apiVersionOf, kindNamed } from "../../core/kinds/index.ts";
import { readFile } from "../../core/syntax/file.ts";
import { namesIn } from "../../core/workspace/reference.ts";
import { named, resourcesIn, workspaceOf } from "../../core/workspace/workspace.ts";

/** A file with the objects that a text names and does not have, so that a fixture need not write them: each has a name and no more. */
export function stubsFor(text: string): string {
  const file = readFile("fixture.yaml", text);
  const workspace = workspaceOf([file]);
  const missing = resourcesIn(file)
    .flatMap(namesIn)
    .filter(({ to, name, namespace }) => named(workspace, to, name, namespace, file.uri).length === 0);
  const documents = missing.map(({ to, name, namespace }) => {
    const kind = kindNamed(to);
    const metadata =
      namespace === undefined
        ? `{ name: ${JSON.stringify(name)} }`
        : `{ name: ${JSON.stringify(name)}, namespace: ${JSON.stringify(namespace)} }`;
    return `apiVersion: ${kind ? apiVersionOf(kind) : "v1"}\nkind: ${to}\nmetadata: ${metadata}\n`;
  });
  return [...new Set(documents)].join("---\n");
}
