import { NotKnown } from "./values.ts";

/**
 * `x` to the power of `y` as Go computes it: by squaring, which gives other last digits than JavaScript's `**`.
 * A fraction in the exponent goes through `exp` and `log`, whose last digit is another one now and then: of those nobody knows here, but
 * for the square root. Source: Go 1.26 `math/pow.go`.
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) {
    // To plus or minus infinity, −1 is 1 in Go and nothing in JavaScript.
    return x === -1 ? 1 : x ** y;
  }
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  const positive = Math.abs(y);
  const whole = Math.trunc(positive);
  const fraction = positive - whole;
  if (fraction !== 0 && x < 0) return Number.NaN;
  if (whole >= 2 ** 63) return x === -1 ? 1 : Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (fraction !== 0) throw new NotKnown("powers with a fraction in the exponent");
  let mantissa = 1;
  let exponent = 0;
  let [part, shift] = taken(x);
  for (let left = BigInt(whole); left !== 0n; left >>= 1n) {
    if (shift < -4096 || shift > 4096) {
      exponent += shift;
      break;
    }
    if (left & 1n) {
      mantissa *= part;
      exponent += shift;
    }
    part *= part;
    shift *= 2;
    if (part < 0.5) {
      part += part;
      shift--;
    }
  }
  if (y < 0) {
    mantissa = 1 / mantissa;
    exponent = -exponent;
  }
  return scaled(mantissa, exponent);
}

/** A number as a part between ½ and 1 and a power of two. */
function taken(x: number): [part: number, shift: number] {
  let shift = Math.max(-1074, Math.floor(Math.log2(Math.abs(x)))) + 1;
  let part = scaled(x, -shift);
  while (Math.abs(part) < 0.5) {
    part *= 2;
    shift--;
  }
  while (Math.abs(part) >= 1) {
    part /= 2;
    shift++;
  }
  return [part, shift];
}

/** `x · 2^shift`, rounded once. */
function scaled(x: number, shift: number): number {
  let value = x;
  let left = shift;
  while (left > 1000 && Number.isFinite(value)) {
    value *= 2 ** 1000;
    left -= 1000;
  }
  if (left < -1000) {
    // Down in two steps, so that it is rounded in the last one alone.
    const [part, own] = value === 0 ? [0, 0] : taken(value);
    const total = own + left;
    if (part === 0 || total < -1100) return value < 0 || Object.is(value, -0) ? -0 : 0;
    return part * 2 ** Math.max(-1022, total) * 2 ** Math.min(0, total + 1022);
  }
  return value * 2 ** left;
}
