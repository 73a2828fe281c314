/** What each code of a structural finding means. The codes are public: settings, suppressions and the CLI's JSON name them. */
export const structuralCodes = {
  "schema/unknown-field": {
    summary: "A field that the kind does not have.",
    why: "The API server drops the field without a word, so what it says never happens; asked to be strict, as `kubectl apply` asks it, it refuses the object.",
  },
  "schema/type": {
    summary: "A value of another type than the field takes.",
    why: "The API server refuses the object. Kubernetes reads YAML 1.1, where `yes`, `on` and `010` are no text.",
  },
  "schema/required": {
    summary: "A field that has to be there is missing, or has no value.",
    why: "The API server refuses the object. A field without a value counts as one that is not there.",
  },
  "schema/enum": {
    summary: "A value that is none of the allowed ones.",
    why: "The API server refuses the object. Upper and lower case count.",
  },
  "schema/one-of": {
    summary: "Fields of which exactly one may be there: there is none, or more than one.",
    why: "The API server refuses the object. The presence of a field counts, whatever its value.",
  },
  "schema/pattern": {
    summary: "A text that does not have the form that the field asks for.",
    why: "The API server refuses the object.",
  },
  "schema/format": {
    summary: "A text that is no point in time.",
    why: "The API server refuses the object: it reads a point in time as RFC 3339 writes it.",
  },
  "schema/range": {
    summary: "A number below the lowest or above the highest value of the field.",
    why: "The API server refuses the object.",
  },
  "schema/length": {
    summary: "A text or a list that is too short or too long for the field.",
    why: "The API server refuses the object.",
  },
  "schema/duplicate": {
    summary: "Two items of a list with the same key, where the key tells the items apart.",
    why: "The API server refuses the object: when it merges lists, it could not say which item is meant.",
  },
  "schema/version": {
    summary: "An API version that the stated upstream version does not serve.",
    why: "The API server has no such resource, so nothing is created and no controller ever sees the object.",
  },
} as const satisfies Readonly<Record<`schema/${string}`, { readonly summary: string; readonly why: string }>>;

export type StructuralCode = keyof typeof structuralCodes;
