import { describe, expect, test } from "vitest";
import { describeStores } from "../../../test/stores.ts";
import { offsetAfter, storeClock, timeOf } from "./store-clock.ts";

describe("the offset to the store's clock", () => {
  test.each([
    ["the middle of the first reading", { askedAt: 100, answeredAt: 120, said: 5_000 }, null, 4_890],
    ["as it was, where the reading leaves room for it", { askedAt: 100, answeredAt: 120, said: 5_000 }, 4_885, 4_885],
    ["up to the least that the reading allows", { askedAt: 100, answeredAt: 120, said: 5_000 }, 4_000, 4_880],
    ["down to the most that the reading allows", { askedAt: 100, answeredAt: 120, said: 5_000 }, 9_000, 4_900],
    ["as it was, after an answer that took a minute", { askedAt: 0, answeredAt: 60_000, said: 80_000 }, 50_000, 50_000],
  ])("is %s", (_, reading, before, offset) => {
    expect(offsetAfter(reading, before)).toBe(offset);
  });
});

test("a clock goes on while its store is away, and follows a store whose clock was set", async () => {
  let [ahead, isAway] = [3_600_000, false];
  const clock = await storeClock(async () => {
    if (isAway) throw new Error("away");
    return Date.now() + ahead;
  });
  const error = () => clock.now().getTime() - Date.now() - ahead;
  expect(Math.abs(error())).toBeLessThan(100);
  isAway = true;
  expect(Math.abs(error())).toBeLessThan(100);
  await expect(clock.look()).rejects.toThrow("away");
  [ahead, isAway] = [-3_600_000, false];
  await clock.look();
  expect(Math.abs(error())).toBeLessThan(100);
  clock.stop();
});

describeStores("the clock", (database) => {
  test("is the database's", async () => {
    const { db, clock } = database();
    const before = clock();
    const now = await timeOf(db)();
    expect(now).toBeGreaterThan(before.getTime() - 100);
    expect(now).toBeLessThan(clock().getTime() + 100);
  });
});
