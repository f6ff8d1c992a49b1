import { describe, expect, test } from "vitest";
import { accountIn, created, EVENTS, KNOWN, NEW, OLD } from "../../test/account-lives.ts";
import { theDay } from "../../test/days.ts";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import type { AccountEffect, AccountEvent, AccountLife } from "./account-life.ts";
import { accountStep } from "./account-step.ts";

const now = minutesAfter(10);

function stepped(account: AccountLife, event: AccountEvent) {
  const answer = accountStep(account, event, now);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}
const remembered = (effects: readonly AccountEffect[]) =>
  effects.flatMap((effect) => (effect.type === "remember" ? [effect.sageAccount] : []));

const note = (entry: string, actor: "sage" | "institution", detail = {}): AccountEffect => ({
  type: "note",
  entry,
  actor,
  detail: { sourceAccountId: "account", ...detail },
});
const NOTED = note("account-connected", "sage", { sageBankAccountId: NEW });
const OVER = note("account-disconnected", "sage", { sageBankAccountId: KNOWN });
const MADE: AccountEffect = {
  type: "remember",
  sageAccount: { sageBankAccountId: NEW, connectedAt: now, endedAt: null },
};
const ENDED: AccountEffect = {
  type: "remember",
  sageAccount: { sageBankAccountId: KNOWN, connectedAt: minutesAfter(-60), endedAt: now },
};
const [CONNECTED, DISCONNECTED] = (["connected", "disconnected"] as const).map(
  (what): AccountEffect => ({ type: "tell-of-account", event: `bankFeeds.sourceAccount.${what}` }),
) as [AccountEffect, AccountEffect];

test.each<[string, string, AccountEffect[]]>([
  ["connected", "answer:new", [{ type: "save" }, MADE, NOTED, CONNECTED, { type: "follow" }]],
  ["unlinked", "answer:new", [{ type: "save" }, MADE, NOTED, { type: "follow" }]],
  [
    "unlinked,shared",
    "answer:new",
    [
      { type: "save" },
      MADE,
      { type: "save-connection" },
      NOTED,
      { type: "tell-of-connection", event: "connection.reconnected" },
      { type: "tell-of-accounts", what: "connected" },
      CONNECTED,
      { type: "follow" },
    ],
  ],
  [
    "connected",
    "ended",
    [
      { type: "save" },
      ENDED,
      OVER,
      DISCONNECTED,
      { type: "save-connection" },
      { type: "tell-of-connection", event: "connection.disconnected" },
      { type: "follow" },
    ],
  ],
  ["beside", "ended", [{ type: "save" }, ENDED, OVER, DISCONNECTED, { type: "follow" }]],
  ["unlinked", "ended", [{ type: "save" }, ENDED, OVER, { type: "follow" }]],
  [
    "connected",
    "disconnects",
    [{ type: "save" }, note("account-disconnected", "institution"), DISCONNECTED, { type: "follow" }],
  ],
  ["unlinked", "disconnects", [{ type: "save" }, note("account-disconnected", "institution"), { type: "follow" }]],
  ["connected", "removes", [note("account-deleted", "institution"), DISCONNECTED]],
])("an account that is %s, on %s: the store has all of it to do", (row, event, effects) => {
  expect(stepped(accountIn(row), EVENTS[event] as AccountEvent).effects).toEqual(effects);
});

describe("an account that Sage connects", () => {
  test("is reported in the order in which it happens, and all is written down", () => {
    const before = { ...accountIn("unlinked,shared"), journey: { id: "journey", connectedAt: null } };
    const { after, effects } = stepped(before, created(NEW));
    expect(effects.map(({ type }) => type)).toEqual(
      "save remember finish-journey save-connection note tell-of-connection tell-of-accounts tell-of-account follow".split(
        " ",
      ),
    );
    expect(after).toMatchObject({
      sageBankAccountId: NEW,
      connectedAt: now,
      disconnectedBy: null,
      disconnectedAt: null,
    });
  });

  test("keeps the end that Sage reported, and forgets who disconnected the account", () => {
    const { after, effects } = stepped(accountIn("ended"), created(KNOWN));
    expect(remembered(effects)).toEqual([{ sageBankAccountId: KNOWN, connectedAt: now, endedAt: minutesAfter(-10) }]);
    expect([after.disconnectedBy, after.disconnectedAt]).toEqual([null, null]);
  });

  const known = { sageBankAccountId: KNOWN, connectedAt: minutesAfter(-60), endedAt: null };
  const old = { ...known, sageBankAccountId: OLD };
  test.each([
    ["is written down already", "connected", NEW, [known], [NEW]],
    ["is not written down", "connected", NEW, [old], [KNOWN, NEW]],
    ["is written down by its end alone", "connected", NEW, [{ ...known, connectedAt: null }], [KNOWN, NEW]],
    ["never was", "pending", NEW, [], [NEW]],
    ["is the same", "ended", KNOWN, [], [KNOWN]],
  ])("records what is missing, where its earlier account in Sage %s", (_, row, id, sageAccounts, expected) => {
    const { effects } = stepped({ ...accountIn(row), sageAccounts }, created(id));
    expect(remembered(effects).map(({ sageBankAccountId }) => sageBankAccountId)).toEqual(expected);
  });

  test("finishes the journey that shared it, once", () => {
    const finished = (connectedAt: Date | null) =>
      stepped({ ...accountIn("pending"), journey: { id: "journey", connectedAt } }, created(NEW)).effects.filter(
        ({ type }) => type === "finish-journey",
      );
    expect(finished(null)).toEqual([{ type: "finish-journey", journeyId: "journey" }]);
    expect(finished(someTime)).toEqual([]);
  });

  const day = theDay;
  test.each([
    ["that Sage names", day("2026-02-01"), day("2026-02-02"), day("2026-02-03"), day("2026-02-01")],
    ["that Sage named once", null, day("2026-02-02"), day("2026-02-03"), day("2026-02-02")],
    ["of before", null, null, day("2026-02-03"), day("2026-02-03")],
    ["on which it is connected", null, null, null, day("2026-03-02")],
  ])("F30 gets the start date %s", (_, requestedStartDate, toldStartDate, feedStartDate, expected) => {
    const event = created(NEW, { toldStartDate });
    const link = { ...event.link, requestedStartDate };
    expect(stepped({ ...accountIn("pending"), feedStartDate }, { ...event, link }).after.feedStartDate).toBe(expected);
  });

  test.each([
    ["that Sage names", "own", "bank", "named"],
    ["of before, where Sage names one that is not known", null, "bank", "bank"],
    ["of the last journey", null, null, "last-bank"],
  ] as const)("gets the bank %s", (_, bank, sageBankId, expected) => {
    const event = created(NEW, { bank });
    const link = { ...event.link, bankId: "named" };
    expect(stepped({ ...accountIn("pending"), sageBankId }, { ...event, link }).after.sageBankId).toBe(expected);
  });
});
