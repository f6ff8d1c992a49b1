import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { minutesAfter, someTime } from "../../../test/journeys.ts";
import { describeStores } from "../../../test/stores.ts";
import type { LimitRule, Spent } from "../../ports.ts";
import { limits as table } from "../schema.ts";
import { storedLimits } from "./limits.ts";

const POINTS: Record<LimitRule, number> = {
  "passcode-connection": 5,
  "passcode-address": 30,
  "arrival-address": 120,
  "stray-address": 60,
  "link-address": 120,
  "sign-in-account-address": 10,
  "sign-in-account": 100,
  "sign-in-address": 30,
  "passcode-issue": 20,
};

const KEY = new Uint8Array(32).fill(7);

let now = someTime;
const clock = () => now;
/** All that was counted runs out, but for the memory of earlier lockouts. */
const letTimePass = () => {
  now = minutesAfter(61, now);
};

describeStores("a limit", (database) => {
  const start = () => ({ db: database().db, limits: storedLimits(database().db, clock, KEY), key: randomUUID() });
  const spendAll = async (limits: ReturnType<typeof storedLimits>, rule: LimitRule, key: string) => {
    for (let tries = 0; tries < POINTS[rule]; tries++) await limits.spend(rule, key);
    return limits.spend(rule, key);
  };

  test.each(Object.entries(POINTS) as [LimitRule, number][])(
    "%s gives %i tries, then says how long to wait",
    async (rule, points) => {
      const { limits, key } = start();
      const left = [];
      for (let tries = 0; tries < points; tries++) left.push(await limits.spend(rule, key));
      expect(left).toEqual(Array.from({ length: points }, (_, spent) => ({ allowed: true, left: points - 1 - spent })));
      expect(await limits.spend(rule, key)).toEqual({ allowed: false, waitSeconds: 60 });
      const still = (await limits.spend(rule, key)) as Extract<Spent, { allowed: false }>;
      expect(still.allowed).toBe(false);
      expect(still.waitSeconds).toBe(60);
    },
  );

  test("waits twice as long each time it is reached, up to an hour", async () => {
    const { limits, key } = start();
    const waits = [];
    for (let round = 0; round < 8; round++) {
      waits.push(await spendAll(limits, "passcode-connection", key));
      letTimePass();
    }
    const seconds = [60, 120, 240, 480, 960, 1920, 3600, 3600];
    expect(waits).toEqual(seconds.map((waitSeconds) => ({ allowed: false, waitSeconds })));
  });

  test("lets exactly as many through as it says when they all come at once", async () => {
    const { limits, key } = start();
    const answers = await Promise.all(Array.from({ length: 100 }, () => limits.spend("passcode-connection", key)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
    expect(answers.filter((answer) => !answer.allowed && answer.waitSeconds === 60).length).toBeGreaterThan(0);
    expect(await limits.spend("passcode-connection", key)).toMatchObject({ allowed: false });
  });

  test("counts for two processes as for one", async () => {
    const { limits, db, key } = start();
    const other = storedLimits(db, clock, KEY);
    const answers = [];
    for (let tries = 0; tries < 3; tries++)
      answers.push(await limits.spend("passcode-connection", key), await other.spend("passcode-connection", key));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false]);
  });

  test("is each key's own, and each rule's own", async () => {
    const { limits, key } = start();
    await spendAll(limits, "passcode-connection", key);
    expect(await limits.spend("passcode-connection", randomUUID())).toEqual({ allowed: true, left: 4 });
    expect(await limits.spend("passcode-address", key)).toEqual({ allowed: true, left: 29 });
  });

  test("gives a try back, and starts afresh when cleared, but remembers that it was reached", async () => {
    const { limits, key } = start();
    await limits.spend("passcode-address", key);
    await limits.giveBack("passcode-address", key);
    expect(await limits.spend("passcode-address", key)).toEqual({ allowed: true, left: 29 });
    await spendAll(limits, "passcode-connection", key);
    await limits.clear("passcode-connection", key);
    expect(await limits.spend("passcode-connection", key)).toEqual({ allowed: true, left: 4 });
    await limits.clear("passcode-connection", key);
    expect(await spendAll(limits, "passcode-connection", key)).toEqual({ allowed: false, waitSeconds: 120 });
  });

  test("keeps no address and no id in clear", async () => {
    const { limits, db } = start();
    const key = `2001:db8::${randomUUID()}`;
    await limits.spend("arrival-address", key);
    const keys = (await db.select().from(table)).map((row) => row.key);
    expect(keys.join("\n")).not.toContain(key);
  });
});
