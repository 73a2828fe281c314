/** The forms of names that Kubernetes asks for. Source: kubernetes apimachinery pkg/util/validation/validation.go. */

/** A DNS label, as containers, volumes and Services are called: at most 63 lower-case letters, digits and `-`. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Several DNS labels with dots between them, as most objects are called: at most 253 characters. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
}

/** An address of IPv4 or, not looked at closely, of IPv6. */
export function isIpAddress(text: string): boolean {
  const part = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  return new RegExp(`^${part}(\\.${part}){3}$`).test(text) || /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text);
}

/** The name of a port: at most 15 lower-case letters, digits and single `-`, with a letter among them. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text);
}

/** The key of a label, with or without a domain in front: `app`, `app.kubernetes.io/name`. */
export function isLabelKey(text: string): boolean {
  const parts = text.split("/");
  const name = parts.at(-1) ?? "";
  const domain = parts.length === 2 ? parts[0] : undefined;
  const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  if (parts.length > 2 || name.length > 63 || !/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name)) return false;
  return domain === undefined || (domain.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(domain));
}

/** The value of a label: nothing, or at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. */
export function isLabelValue(text: string): boolean {
  return text === "" || (text.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text));
}

/** Does the text stand in for something that a tool fills in later (`${TAG}`, `<name>`, `%s`, `SHOP_NAME`)? */
export function isPlaceholder(text: string): boolean {
  return /[${<]|%[A-Za-z(]/.test(text) || /^[A-Z][A-Z0-9_-]*$/.test(text);
}
