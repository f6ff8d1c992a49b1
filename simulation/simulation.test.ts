import { expect, test } from "vitest";
import { drawn } from "./choices.ts";
import { PLANTED } from "./planted.ts";
import { firstFailure, shrunk, violationOf } from "./simulate.ts";

const HISTORIES = 100_000;
const FEW = 5_000;

test(`every promise is kept in each of ${HISTORIES} histories`, async () => {
  const failure = await firstFailure(1, HISTORIES);
  // The report says it in as few choices as it takes.
  expect(failure && { ...failure, history: await shrunk(failure.history) }).toBeNull();
});

test.each(Object.entries(PLANTED))(
  "%s is found in few histories, found again by its seed, and shrunk",
  async (_, step) => {
    const failure = await firstFailure(1, FEW, step);
    if (!failure) throw new Error(`not found in ${FEW} histories`);
    const history = drawn(failure.seed);
    expect(history).toEqual(failure.history);
    expect(await violationOf(history, step)).toBe(failure.message);
    const few = await shrunk(history, step);
    expect(few.length).toBeLessThanOrEqual(history.length);
    expect(await violationOf(few, step)).not.toBeNull();
    expect(await violationOf(few)).toBeNull();
  },
);

test("a history is identical each time", async () => {
  const told = async () => {
    const log: string[] = [];
    for (let seed = 1; seed <= 50; seed++) await violationOf(drawn(seed), undefined, log);
    return log;
  };
  expect(await told()).toEqual(await told());
});
