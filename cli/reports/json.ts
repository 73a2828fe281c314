import type { Report } from "./finding.ts";

/** Public: fields are added, never changed. */
export const json: Report = ({ findings }) =>
  `${JSON.stringify(
    findings.map(({ file, range, code, severity, message }) => ({ file, range, code, severity, message })),
    null,
    2,
  )}\n`;
