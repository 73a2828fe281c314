import assert from "node:assert/strict";

/** Waits until something holds, looking often, and fails in the words of what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, waitMs = 10_000): Promise<void> {
  const end = Date.now() + waitMs;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `waited ${waitMs / 1000} s, and still not so: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
