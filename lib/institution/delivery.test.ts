import { expect, test } from "vitest";
import { isLost, type Outcome, RETRY_AFTER_MS, settlementOf, turnOf } from "./delivery.ts";

const [startedAt, now] = [new Date("2026-07-01T12:00:00Z"), new Date("2026-07-01T12:00:03Z")];
const after = (ms: number, from = now) => new Date(from.getTime() + ms);
const DAY_MS = 86_400_000;
const came: Outcome = { statusCode: 204, error: null };
const refused: Outcome = { statusCode: 500, error: null };
const hung: Outcome = { statusCode: null, error: "timeout" };
const [first = 0, second = 0] = RETRY_AFTER_MS;

test.each([
  ["that waits, in its turn", "pending", 3, false, "send"],
  ["that waits, to a disabled webhook", "pending", 3, true, "give-up"],
  ["of an earlier turn", "pending", 2, false, "over"],
  ["of an earlier turn, to a disabled webhook", "pending", 2, true, "over"],
  ["that has arrived", "delivered", 3, false, "over"],
  ["that was given up", "failed", 3, true, "over"],
] as const)("a delivery %s", (_, status, turn, disabled, what) => {
  expect(turnOf({ status, turn: 3 }, { disabled }, turn)).toBe(what);
});

test.each([
  ["arrives", came, 0, null, "delivered", null, null],
  ["arrives at last", came, 7, after(-DAY_MS), "delivered", null, null],
  ["does not arrive", refused, 0, null, "pending", first, startedAt],
  ["does not arrive again", refused, 1, after(-DAY_MS), "pending", second, after(-DAY_MS)],
  ["does not arrive the last time", refused, RETRY_AFTER_MS.length, null, "failed", null, startedAt],
] as const)("an attempt that %s", (_, outcome, failures, failingSince, status, wait, since) => {
  const settled = settlementOf({ failures, failingSince }, outcome, startedAt, now);
  expect([settled.status, settled.waitMs]).toEqual([status, wait]);
  expect(settled.nextAttemptAt).toEqual(wait === null ? null : after(wait));
  expect(settled.failures).toBe(status === "delivered" ? 0 : failures + 1);
  expect(settled.webhook).toEqual({ failingSince: since, pausedUntil: null });
});

test("a webhook that hangs is left alone for a minute", () => {
  const { webhook } = settlementOf({ failures: 0, failingSince: null }, hung, startedAt, now);
  expect(webhook.pausedUntil).toEqual(after(60_000));
});

test.each([
  [5 * DAY_MS - 1, "pending", {}],
  [5 * DAY_MS, "failed", { disabled: true, disabledReason: "failing-for-five-days" }],
] as const)(
  "a webhook at which nothing has arrived for %s milliseconds has its delivery %s",
  (ms, status, disabled) => {
    const failingSince = after(-ms);
    const settled = settlementOf({ failures: 0, failingSince }, refused, startedAt, now);
    expect(settled.status).toBe(status);
    expect(settled.webhook).toEqual({ failingSince, pausedUntil: null, ...disabled });
  },
);

test.each([
  ["pending", after(-1), true],
  ["pending", now, false],
  ["pending", null, false],
  ["failed", after(-1), false],
] as const)("a delivery that is %s, next at %s, has lost its job: %s", (status, nextAttemptAt, expected) => {
  expect(isLost({ status, nextAttemptAt }, now)).toBe(expected);
});
