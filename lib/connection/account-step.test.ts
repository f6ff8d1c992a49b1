import { describe, expect, test } from "vitest";
import { accountIn, created, KNOWN, NEW, OLD } from "../../test/account-lives.ts";
import { theDay } from "../../test/days.ts";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import type { AccountEffect, AccountEvent, AccountLife } from "./account-life.ts";
import { accountStep } from "./account-step.ts";

const now = minutesAfter(10);

/**
 * The account after each event. The first three columns are notifications: Sage has created the *known* account, an
 * *old* one or a *new* one. An old one was connected before. A column with `answer:` is Sage's answer to a question.
 * More answers follow: Sage has *deleted* the new account already, or another account of ours has it (*taken*). A
 * *foreign* one names another institution's bank. At the end Sage has *ended* the known one; the institution
 * *disconnects* or *removes* the account.
 *
 * A cell says who has the account then: *connected*, or who disconnected it (*sage*, *here* or *unknown*). *same* is no
 * change. The letters behind the slash are the notifications. *c* says that the account is connected, *d* that it is
 * disconnected. *L* says that the connection is linked, *D* that it is no longer, *a* that all its accounts are
 * connected. "-x" is the refusal x, which changes nothing.
 */
const TABLE = `
                  known      old        new          answer:known   answer:old    answer:new     deleted taken     foreign  ended      disconnects removes
pending           connected/Lc connected/Lc connected/Lc connected/Lc connected/Lc  connected/Lc   -stale  -repeated -unknown sage/      here/       same/
connected         -repeated  -contested -contested   -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/dD    here/d      same/d
beside            -repeated  -contested -contested   -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/d     here/d      same/d
unlinked          -repeated  -contested -contested   -repeated      connected/    connected/     -stale  -repeated -unknown sage/      here/       same/
unlinked,shared   -repeated  -contested -contested   -repeated      connected/Lac connected/Lac  -stale  -repeated -unknown sage/      here/       same/
unlinked,reauth   -repeated  -contested -contested   -repeated      connected/Lac connected/Lac  -stale  -repeated -unknown sage/      here/       same/
ended             -contested -contested connected/Lc connected/Lc   connected/Lc  connected/Lc   -stale  -repeated -unknown -repeated  -repeated   same/
here              -stale     -stale     -stale       -stale         -stale        -stale         -stale  -stale    -stale   here/D     -repeated   same/
here,shared       -contested -contested -contested   connected/c    connected/c   connected/c    -stale  -repeated -unknown here/D     -repeated   same/
here,offered      -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown here/D     -repeated   same/
here,ended        -stale     -stale     -stale       -stale         -stale        -stale         -stale  -stale    -stale   -repeated  -repeated   same/
unknown           -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown unknown/D  -repeated   same/
unwritten         -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown unknown/D  -repeated   same/`;

const EVENTS: Record<string, AccountEvent> = {
  known: created(KNOWN, { word: "notified" }),
  old: created(OLD, { word: "notified" }),
  new: created(NEW, { word: "notified" }),
  "answer:known": created(KNOWN),
  "answer:old": created(OLD),
  "answer:new": created(NEW),
  deleted: created(NEW, { isDeleted: true }),
  taken: created(NEW, { isTaken: true }),
  foreign: created(NEW, { bank: "foreign" }),
  ended: { type: "ended", sageBankAccountId: KNOWN },
  disconnects: { type: "disconnected" },
  removes: { type: "deleted" },
};

const LETTERS: Record<string, string> = {
  "bankFeeds.sourceAccount.connected": "c",
  "bankFeeds.sourceAccount.disconnected": "d",
  "connection.connected": "L",
  "connection.reconnected": "L",
  "connection.disconnected": "D",
};

function told(effect: AccountEffect) {
  if (effect.type === "tell-of-accounts") return "a";
  return effect.type === "tell-of-account" || effect.type === "tell-of-connection" ? LETTERS[effect.event] : "";
}

function cellOf(before: AccountLife, event: AccountEvent) {
  const answer = accountStep(before, event, now);
  if (!answer.ok) return `-${answer.problem}`;
  const { after, effects } = answer.value;
  const by = after.disconnectedBy === "institution" ? "here" : after.disconnectedBy;
  const holder = after.status === "connected" ? "connected" : by;
  const saved = effects.some(({ type }) => type === "save");
  const moved = effects.some(({ type }) => type === "save-connection");
  expect([saved, moved]).toEqual([after !== before, after.connection !== before.connection]);
  expect(effects.some(({ type }) => type === "note")).toBe(true);
  return `${saved ? holder : "same"}/${effects.map(told).join("")}`;
}

const [head = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([row = "", ...line]) =>
  line.map((cell, index) => ({ row, event: head[index] ?? "", cell })),
);

test.each(cells)("an account that is $row, on $event: $cell", ({ row, event, cell }) => {
  const it = EVENTS[event];
  if (!it) throw new Error(event);
  const account = accountIn(row);
  const before = structuredClone(account);
  expect(cellOf(account, it)).toBe(cell);
  expect(account).toEqual(before);
});

function stepped(account: AccountLife, event: AccountEvent) {
  const answer = accountStep(account, event, now);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}
const remembered = (effects: readonly AccountEffect[]) =>
  effects.flatMap((effect) => (effect.type === "remember" ? [effect.sageAccount] : []));

describe("an account that Sage connects", () => {
  test("is told in the order in which it happens, and all is written down", () => {
    const before = { ...accountIn("unlinked,shared"), journey: { id: "journey", connectedAt: null } };
    const { after, effects } = stepped(before, created(NEW));
    expect(effects.map(({ type }) => type)).toEqual(
      "save remember finish-journey save-connection note tell-of-connection tell-of-accounts tell-of-account follow".split(
        " ",
      ),
    );
    expect(remembered(effects)).toEqual([{ sageBankAccountId: NEW, connectedAt: now, endedAt: null }]);
    expect(after).toMatchObject({
      sageBankAccountId: NEW,
      connectedAt: now,
      disconnectedBy: null,
      disconnectedAt: null,
    });
    expect(after.connection).toMatchObject({ status: "Linked", movedAt: now });
  });

  test("keeps the end of one that Sage had ended, and forgets by whom it was disconnected", () => {
    const { after, effects } = stepped(accountIn("ended"), created(KNOWN));
    expect(remembered(effects)).toEqual([{ sageBankAccountId: KNOWN, connectedAt: now, endedAt: minutesAfter(-10) }]);
    expect([after.disconnectedBy, after.disconnectedAt]).toEqual([null, null]);
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
  ])("gets the start date %s", (_, requestedStartDate, toldStartDate, feedStartDate, expected) => {
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

describe("an account that is disconnected", () => {
  test.each([
    ["sharedAt", minutesAfter(-10), "-stale"],
    ["sharedAt", minutesAfter(-9), "connected/c"],
    ["offeredAt", minutesAfter(-10), "-stale"],
    ["offeredAt", minutesAfter(-9), "connected/c"],
  ] as const)("here comes back only by what its user did later: %s %s", (what, at, cell) => {
    expect(cellOf({ ...accountIn("here"), [what]: at }, created(NEW))).toBe(cell);
  });

  test("twice was disconnected first by whom it says, and only Sage's end is of Sage's account", () => {
    const { after, effects } = stepped(accountIn("here"), { type: "ended", sageBankAccountId: KNOWN });
    expect([after.disconnectedBy, after.disconnectedAt]).toEqual(["institution", minutesAfter(-10)]);
    expect(remembered(effects)).toEqual([{ sageBankAccountId: KNOWN, connectedAt: minutesAfter(-60), endedAt: now }]);
  });

  test("is looked at by the feed at each end, but not when it is removed", () => {
    const follows = (event: AccountEvent) =>
      stepped(accountIn("connected"), event).effects.some(({ type }) => type === "follow");
    expect([
      follows({ type: "disconnected" }),
      follows({ type: "ended", sageBankAccountId: KNOWN }),
      follows({ type: "deleted" }),
    ]).toEqual([true, true, false]);
  });
});

describe("facts that the release before this one has not written down", () => {
  test("by whom an account was disconnected, is not taken from an end of before", () => {
    const before = { disconnectedBy: "institution", disconnectedAt: minutesAfter(-61) } as const;
    expect(cellOf({ ...accountIn("here"), ...before }, created(NEW))).toBe("connected/c");
    expect(cellOf({ ...accountIn("here"), ...before }, created(OLD))).toBe("-stale");
  });

  test("that an account was connected, is known of the one at hand, and written down when another follows", () => {
    const before = { ...accountIn("unwritten"), sageAccounts: [] };
    expect(cellOf(before, created(KNOWN))).toBe("-stale");
    expect(remembered(stepped(before, created(NEW)).effects)).toEqual([
      { sageBankAccountId: KNOWN, connectedAt: minutesAfter(-60), endedAt: null },
      { sageBankAccountId: NEW, connectedAt: now, endedAt: null },
    ]);
  });

  test("when a connection was unlinked, is when it got its status", () => {
    const { connection, ...account } = accountIn("unlinked,shared");
    const cell = (movedAt: Date) =>
      cellOf({ ...account, connection: { ...connection, unlinkedAt: minutesAfter(-50), movedAt } }, created(NEW));
    expect([cell(minutesAfter(-6)), cell(minutesAfter(-5))]).toEqual(["connected/Lac", "connected/"]);
  });
});
