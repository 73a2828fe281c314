import { hashText } from "../../base/hash.ts";
import { isObject, type Json } from "../../base/json.ts";

// The controller names a version by a hash of its pod template, written as JSON by its own types: fields in their order, keys of maps sorted, and what
// is empty left out or not. Known here are the fields that most templates have. (`ComputePodTemplateHash`)

/** How the value of a field is written; undefined for a value that is not known here. */
type Form = (value: Json) => string | undefined;

/** The hash that the controller gives a pod template of a Rollout; undefined where it has fields that are not known here. */
export function templateHash(template: Json): string | undefined {
  const written = pods(template);
  return written === undefined ? undefined : hashText(written);
}

const text: Form = value => (typeof value === "string" ? quoted(value) : undefined);
const number: Form = value => (typeof value === "number" && Number.isInteger(value) ? String(value) : undefined);
const texts: Form = value => (isObject(value) ? entries(value, text) : undefined);

// What the controller's types write of an object without the field is behind the form.
const port = struct({ name: [text], hostPort: [number], containerPort: [number], protocol: [text, '"TCP"'], hostIP: [text] });
const variable = struct({ name: [text], value: [text] });
const container = struct({
  name: [text],
  image: [text],
  command: [list(text)],
  args: [list(text)],
  workingDir: [text],
  ports: [list(port)],
  env: [list(variable)],
  resources: [struct({}), "{}"],
  imagePullPolicy: [text],
});
const pods = struct({
  metadata: [struct({ labels: [texts], annotations: [texts] }), "{}"],
  spec: [
    struct({
      containers: [list(container), "null"],
      restartPolicy: [text],
      terminationGracePeriodSeconds: [number],
      serviceAccountName: [text],
    }),
    "{}",
  ],
});

function struct(fields: { readonly [name: string]: readonly [form: Form, otherwise?: string] }): Form {
  return value => {
    if (!isObject(value) || Object.keys(value).some(key => !(key in fields))) return undefined;
    const parts: string[] = [];
    for (const [name, [form, otherwise]] of Object.entries(fields)) {
      const given = value[name] ?? null;
      const written = isEmpty(given) ? otherwise : form(given);
      if (written === undefined && !isEmpty(given)) return undefined;
      if (written !== undefined) parts.push(`${quoted(name)}:${written}`);
    }
    return `{${parts.join(",")}}`;
  };
}

function list(form: Form): Form {
  return value => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(item => form(item as Json));
    return items.includes(undefined) ? undefined : `[${items.join(",")}]`;
  };
}

function entries(value: { readonly [key: string]: Json }, form: Form): string | undefined {
  const items = Object.keys(value)
    .sort()
    .map(key => [key, form(value[key] ?? null)] as const);
  return items.some(([, written]) => written === undefined)
    ? undefined
    : `{${items.map(([key, written]) => `${quoted(key)}:${written}`).join(",")}}`;
}

function isEmpty(value: Json): boolean {
  return value === null || value === "" || value === 0 || (typeof value === "object" && Object.keys(value).length === 0);
}

/** Go writes some letters of a text by their numbers. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
