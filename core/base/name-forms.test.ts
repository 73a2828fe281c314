import assert from "node:assert/strict";
import { isDnsLabel, isLabelKey, isLabelValue, isPlaceholder, isPortName } from "./name-forms.ts";

describe("forms of names", () => {
  const holds = (form: (text: string) => boolean, good: readonly string[], bad: readonly string[]): void => {
    for (const text of good) assert.ok(form(text), text);
    for (const text of bad) assert.ok(!form(text), text);
  };
  it("of containers and volumes", () =>
    holds(isDnsLabel, ["shop", "a", "0-1", "x".repeat(63)], ["", "Shop", "a_b", "-a", "a-", "a.b", "x".repeat(64)]));
  it("of ports", () =>
    holds(isPortName, ["http", "http-2", "a1"], ["", "8080", "http--2", "-a", "a-", "HTTP", "averyveryverylong", "a_b"]));
  it("of labels", () => {
    holds(isLabelKey, ["app", "app.kubernetes.io/name", "A_b.c-d"], ["", "a b", "a/b/c", "/a", "Example.com/a", "-a", "x".repeat(64)]);
    holds(isLabelValue, ["", "v1.2_3-4", "A"], ["a b", "-a", "a-", "a/b", "x".repeat(64)]);
  });
  it("of what a tool fills in later", () => holds(isPlaceholder, ["$TAG", "<name>", "%s", "SHOP_NAME", "{{x}}"], ["shop", "Shop", "v1"]));
});
