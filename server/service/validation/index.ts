export type { StructuralCode } from "./codes.ts";
export { structuralCodes } from "./codes.ts";
export type { Path, StructuralFinding, Suggestion, Written } from "./finding.ts";
export { dotted } from "./finding.ts";
export { helpAt, inside, schemaAt, schemaKindOf } from "./schema-place.ts";
export { structuralFindings } from "./structure.ts";
