import type { FieldTable } from "./field.ts";

// Source: kubernetes/api core/v1; what Flagger does with them: `flagger.md` 3.7.

const followed =
  "Where the pods of a Canary use it, a change starts a rollout, unless the annotation `flagger.app/config-tracking` says `disable`.";

export const configMapFields: FieldTable = {
  data: { words: `Texts by name. ${followed}` },
  "data.*": { type: "string", words: "A text: put numbers and `true` in quotes, and begin long ones with `|`." },
  binaryData: { words: "The same for what is no text, in base64. Flagger neither notices its changes nor copies it.", seldom: true },
  "binaryData.*": { type: "string", words: "The bytes, in base64." },
  immutable: { type: "boolean", words: "It can never be changed, only deleted.", usual: "false", seldom: true },
};

export const secretFields: FieldTable = {
  type: { type: "string", words: "What it is for: `kubernetes.io/tls`, `kubernetes.io/dockerconfigjson`.", usual: "Opaque" },
  data: { words: `Values by name, in base64. ${followed}` },
  "data.*": { type: "string", words: "The value, in base64." },
  stringData: { words: "The same as plain text: the API server puts it into `data`." },
  "stringData.*": { type: "string", words: "A text: put numbers and `true` in quotes." },
  immutable: { type: "boolean", words: "It can never be changed, only deleted.", usual: "false", seldom: true },
};
