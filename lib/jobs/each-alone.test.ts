import { expect, test } from "vitest";
import { eachAlone } from "./each-alone.ts";

test("steps go on after one that fails, and each is counted by itself", async () => {
  const faults: unknown[] = [];
  const steps = {
    first: async () => 3,
    failing: () => Promise.reject(new Error("a lock")),
    last: async () => 5,
  };
  expect(await eachAlone(steps, (err, step) => faults.push([step, String(err)]))).toEqual({
    first: 3,
    failing: 0,
    last: 5,
  });
  expect(faults).toEqual([["failing", "Error: a lock"]]);
});
