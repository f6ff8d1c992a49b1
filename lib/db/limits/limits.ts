import { createHmac } from "node:crypto";
import { RateLimiterRes } from "rate-limiter-flexible";
import { PASSCODE_TRIES } from "../../connection/passcode.ts";
import type { Clock, LimitRule, Limits } from "../../ports.ts";
import type { Db } from "../store/database.ts";
import { StoreCounter } from "./counter.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** How many tries in how long, and the first wait after them. Each further wait within a day is twice as long. */
const RULES: Record<LimitRule, { points: number; seconds: number; firstWait: number; longestWait: number }> = {
  "passcode-connection": { points: PASSCODE_TRIES, seconds: 60 * MINUTE, firstWait: MINUTE, longestWait: 60 * MINUTE },
  // An office may share one address; thirty wrong codes from it in a quarter of an hour are no office.
  "passcode-address": { points: 30, seconds: 15 * MINUTE, firstWait: MINUTE, longestWait: 60 * MINUTE },
  // Sage's servers may ask for everybody from one address: who is counted out here is not so for long.
  "arrival-address": { points: 120, seconds: MINUTE, firstWait: MINUTE, longestWait: MINUTE },
  "stray-address": { points: 60, seconds: MINUTE, firstWait: MINUTE, longestWait: 10 * MINUTE },
  "link-address": { points: 120, seconds: MINUTE, firstWait: MINUTE, longestWait: 10 * MINUTE },
  "sign-in-account-address": { points: 10, seconds: 15 * MINUTE, firstWait: MINUTE, longestWait: 30 * MINUTE },
  // From everywhere. Refused tries of a place do not count here, so a stranger at one address blocks no one.
  "sign-in-account": { points: 100, seconds: 60 * MINUTE, firstWait: MINUTE, longestWait: 10 * MINUTE },
  "sign-in-address": { points: 30, seconds: 15 * MINUTE, firstWait: MINUTE, longestWait: 60 * MINUTE },
  "passcode-issue": { points: 20, seconds: 10 * MINUTE, firstWait: MINUTE, longestWait: 10 * MINUTE },
};

/**
 * Try counters in the database, so that every replica counts the same. Keys are stored under a keyed hash. They hold
 * people's addresses, which are too few for a plain one.
 */
export function storedLimits(db: Db, clock: Clock, key: Uint8Array): Limits {
  const hashed = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const counter = (keyPrefix: string, points: number, duration: number) =>
    new StoreCounter(db, clock, { keyPrefix, points, duration });
  const tries = mapRules((rule, { points, seconds }) => counter(rule, points, seconds));
  const lockouts = mapRules((rule) => counter(`${rule}-lockouts`, 1_000_000, DAY));

  return {
    async spend(rule, key) {
      const id = hashed(key);
      try {
        return { allowed: true, left: (await tries[rule].consume(id)).remainingPoints };
      } catch (answer) {
        if (!(answer instanceof RateLimiterRes)) throw answer;
        const first = answer.consumedPoints === RULES[rule].points + 1;
        const waitMs = first ? await lockOut(rule, id) : answer.msBeforeNext;
        return { allowed: false, waitSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
      }
    },
    async giveBack(rule, key) {
      await tries[rule].reward(hashed(key));
    },
    async clear(rule, key) {
      await tries[rule].delete(hashed(key));
    },
  };

  async function lockOut(rule: LimitRule, id: string) {
    const { firstWait, longestWait } = RULES[rule];
    const { consumedPoints } = await lockouts[rule].penalty(id);
    const seconds = Math.min(longestWait, firstWait * 2 ** (consumedPoints - 1));
    await tries[rule].block(id, seconds);
    return seconds * 1000;
  }
}

function mapRules<T>(make: (rule: LimitRule, limits: (typeof RULES)[LimitRule]) => T) {
  const entries = (Object.keys(RULES) as LimitRule[]).map((rule) => [rule, make(rule, RULES[rule])] as const);
  return Object.fromEntries(entries) as Record<LimitRule, T>;
}
