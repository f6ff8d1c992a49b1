import { expect, test } from "vitest";
import { accountAnswerOf } from "./account-answer.ts";

const one = (sageBankAccountId: string, status: string | null) => ({
  sageBankAccountId,
  status,
  sourceAccountId: "account",
  bankId: "bank",
  requestedStartDate: null,
});
const ended = (follower: ReturnType<typeof one> | null) => ({ is: "ended", follower });
const NEW = one("new", "active");

test.each([
  ["it is active", [one("own", "active")], [], false, { is: "active" }],
  ["its user has to authorise", [one("own", "authRequired")], [], false, { is: "auth-required" }],
  ["it is active beside a newer one", [NEW, one("own", "active")], [], false, { is: "active" }],
  ["it is there, without a state", [one("own", null)], [], false, { is: "unsaid" }],
  ["Sage names none", [], [], false, { is: "unsaid" }],
  ["another one without a state", [one("new", null)], [], false, { is: "unsaid" }],
  ["it has ended", [], ["own"], false, ended(null)],
  ["another one has ended", [], ["other"], false, { is: "unsaid" }],
  ["it has ended and another one is alive", [NEW], ["own"], false, ended(NEW)],
  ["another one alone is alive", [NEW], [], false, ended(NEW)],
  ["another one is alive, and it is disconnected here", [NEW], [], true, ended(null)],
  ["it is there without a state and called ended", [one("own", null)], ["own"], false, ended(one("own", null))],
] as const)("F15 Sage's answer about an account when %s", (_, living, over, isDisconnected, is) => {
  expect(accountAnswerOf("own", { living, ended: over }, isDisconnected)).toEqual(is);
});
