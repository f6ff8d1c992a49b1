import { expect, test } from "vitest";
import { nextLook } from "./next-look.ts";

test.each([
  ["at first", { count: 1, tookMs: 5, failed: 0 }, 2_500],
  ["after many without news", { count: 61, tookMs: 5, failed: 0 }, 10_000],
  ["after a slow answer", { count: 1, tookMs: 250, failed: 0 }, 10_000],
  ["after a very slow answer", { count: 1, tookMs: 7_000, failed: 0 }, 60_000],
  ["after one that failed", { count: 1, tookMs: null, failed: 1 }, 5_000],
  ["after many that failed", { count: 1, tookMs: null, failed: 50 }, 60_000],
])("%s a page looks again in a while that fits", (_name, looks, pause) => {
  expect(nextLook(looks, 0.5)).toBe(pause);
  expect(nextLook(looks, 0)).toBeLessThan(nextLook(looks, 1));
});

test("5,000 pages whose answers take a quarter of a second ask 500 times a second, not 2,000", () => {
  expect(5_000 / (nextLook({ count: 1, tookMs: 250, failed: 0 }, 0.5) / 1_000)).toBe(500);
});
