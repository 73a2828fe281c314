const units: { readonly [unit: string]: number } = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** The number that a Kubernetes quantity (`250m`, `512Mi`, `1e3`) stands for; undefined when it is none. */
export function quantity(written: string | number): number | undefined {
  if (typeof written === "number") return written;
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/.exec(written);
  if (!found) return undefined;
  const [, digits = "", unit = "", exponent] = found;
  return Number(digits) * (exponent === undefined ? (units[unit] ?? 1) : 10 ** Number(exponent));
}
