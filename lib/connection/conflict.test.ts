import { describe, expect, test } from "vitest";
import { accountIn } from "../../test/account-lives.ts";
import { theDay } from "../../test/days.ts";
import { minutesAfter } from "../../test/journeys.ts";
import type { AccountConflict } from "./account-life.ts";
import { activeAccountOf } from "./account-step.ts";

/**
 * The Sage account that takes the transactions. Sage has reported a *new* account, an *old* one that was connected
 * before, or the *known* one itself. Sage has reported only the end of a *heard* one. We asked Sage at the *same* bank
 * as the known one's, or at the *other*. After Sage's reports, the known one may be active (*alive*), have a reported
 * end (*ended*), or be absent (*none*). Sage answers which are active, the newest first, and which have ended. K is the
 * known account, T the reported one, N another. The last column is the winner, or why there is none.
 */
const CONTESTS = `
new   same  alive K   -   -repeated
new   same  alive T   K   T
new   same  alive T   -   T
new   same  alive TK  -   T
new   same  alive KT  -   T
new   same  alive NK  T   -repeated
new   same  alive N   T   N
new   same  alive N   -   N
new   same  alive -   -   T
new   same  alive -   K   T
new   same  alive -   T   -stale
new   same  ended -   -   T
old   same  alive K   -   -repeated
old   same  alive T   -   T
old   same  alive TK  -   -repeated
old   same  alive N   T   N
old   same  alive -   -   -stale
old   same  ended T   K   T
new   other alive T   -   T
new   other alive -   -   T
new   other alive N   T   -repeated
new   other ended N   T   N
old   other alive T   -   -repeated
old   other alive -   -   -repeated
old   other ended T   -   T
old   other ended -   -   -stale
new   same  none  N   T   N
heard same  alive TK  -   T
known same  alive K   -   K
known same  alive NK  -   K
known same  alive N   K   N
known same  alive -   -   -stale
known other alive -   -   -repeated`;

const linkTo = (sageBankAccountId: string) => ({
  sageBankAccountId,
  sourceAccountId: "account",
  bankId: "bank",
  requestedStartDate: null,
  status: "active",
});
const lines = CONTESTS.trim()
  .split("\n")
  .map((line) => line.split(/\s+/));

function contestOf([told = "", bank = "", known = ""]: readonly string[]): AccountConflict {
  const connectedAt = minutesAfter(-60);
  const endedAt = known === "ended" ? minutesAfter(-10) : null;
  const sageAccounts = [
    { sageBankAccountId: "K", connectedAt, endedAt },
    ...(told === "old" ? [{ sageBankAccountId: "T", connectedAt: minutesAfter(-90), endedAt: null }] : []),
    ...(told === "heard" ? [{ sageBankAccountId: "T", connectedAt: null, endedAt: minutesAfter(-90) }] : []),
  ];
  const sageBankAccountId = known === "none" ? null : "K";
  const account = { ...accountIn(known === "none" ? "pending" : "connected"), sageBankAccountId, sageAccounts };
  const bankId = bank === "same" ? "bank" : "other-bank";
  const ask = { sourceAccountId: "account", institutionId: "institution", bankId, region: "eu" } as const;
  return { account, told: linkTo(told === "known" ? "K" : "T"), ask };
}

const idsIn = (cell = "") => (cell === "-" ? [] : [...cell]);
const answerOf = ([, , , living, ended]: readonly string[]) => ({
  living: idsIn(living).map(linkTo),
  ended: idsIn(ended),
});

describe("two accounts in Sage", () => {
  test.each(lines.map((line) => [line.join(" "), line] as const))("%s", (_, line) => {
    const winner = activeAccountOf(contestOf(line), answerOf(line));
    expect(winner.ok ? winner.value.sageBankAccountId : `-${winner.problem}`).toBe(line[5]);
  });

  test("the winner starts on the day that Sage reported, else on the one that it answers", () => {
    const [told, answered] = [theDay("2026-01-01"), theDay("2026-02-02")];
    const line = ["new", "same", "alive", "T", "-"];
    const contest = contestOf(line);
    const answer = { living: [{ ...linkTo("T"), requestedStartDate: answered }], ended: [] };
    const started = (requestedStartDate: typeof told | null) =>
      activeAccountOf({ ...contest, told: { ...contest.told, requestedStartDate } }, answer);
    expect(started(told)).toMatchObject({ value: { requestedStartDate: told } });
    expect(started(null)).toMatchObject({ value: { requestedStartDate: answered } });
  });
});
