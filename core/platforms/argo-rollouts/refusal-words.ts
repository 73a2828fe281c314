/** As Kubernetes words a field that is wrong. */
export function invalid(path: string, value: string, detail: string): string {
  return `${path}: Invalid value: ${value}: ${detail}`;
}

/** A text as it stands in such a sentence. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
