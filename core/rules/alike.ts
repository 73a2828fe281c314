/** Are two names one slip apart? A slip leaves most of a name in its place: what both share at their ends is nearly all of the longer one. */
export function alike(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return longer - start - end <= Math.max(1, Math.floor(longer / 5));
}
