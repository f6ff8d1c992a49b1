import { expect, test } from "vitest";
import { keepingOf } from "./idempotency.ts";

test.each([
  [200, "kept"],
  [201, "kept"],
  [204, "kept"],
  [207, "kept"],
  [400, "kept"],
  [404, "kept"],
  [408, "free"],
  [409, "kept"],
  [422, "kept"],
  [429, "free"],
  [500, "undone"],
  [502, "undone"],
  [503, "undone"],
] as const)("a keyed request that is answered %i is %s", (status, fate) => {
  expect(keepingOf(status)).toBe(fate);
});
