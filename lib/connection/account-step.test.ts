import { describe, expect, test } from "vitest";
import { accountIn, created, EVENTS, KNOWN, NEW, OLD } from "../../test/account-lives.ts";
import { minutesAfter } from "../../test/journeys.ts";
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
 * A row begins with the rule of docs/feed.md that it shows most of.
 * A cell says who has the account then: *connected*, or who disconnected it (*sage*, *here* or *unknown*). *same* is no
 * change. The letters behind the slash are the notifications. *c* says that the account is connected, *d* that it is
 * disconnected. *L* says that the connection is linked, *D* that it is no longer, *a* that all its accounts are
 * connected. "-x" is the refusal x, which changes nothing.
 */
const TABLE = `
                      known      old        new          answer:known   answer:old    answer:new     deleted taken     foreign  ended      disconnects removes
F36 pending           connected/Lc connected/Lc connected/Lc connected/Lc connected/Lc  connected/Lc   -stale  -repeated -unknown sage/      here/       same/
F36 connected         -repeated  -contested -contested   -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/dD    here/d      same/d
F36 beside            -repeated  -contested -contested   -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/d     here/d      same/d
F36 after             -repeated  -contested -contested   -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/dD    here/d      same/d
F36 over              -repeated  -contested connected/c  -repeated      connected/c   connected/c    -stale  -repeated -unknown sage/dD    here/d      same/d
F35 unlinked          -repeated  -contested -contested   -repeated      connected/    connected/     -stale  -repeated -unknown sage/      here/       same/
F35 unlinked,shared   -repeated  -contested -contested   -repeated      connected/Lac connected/Lac  -stale  -repeated -unknown sage/      here/       same/
F35 unlinked,reauth   -repeated  -contested -contested   -repeated      connected/Lac connected/Lac  -stale  -repeated -unknown sage/      here/       same/
F36 ended             -contested -contested connected/Lc connected/Lc   connected/Lc  connected/Lc   -stale  -repeated -unknown -repeated  -repeated   same/
F35 here              -stale     -stale     -stale       -stale         -stale        -stale         -stale  -stale    -stale   here/D     -repeated   same/
F35 here,shared       -contested -contested -contested   connected/c    connected/c   connected/c    -stale  -repeated -unknown here/D     -repeated   same/
F35 here,offered      -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown here/D     -repeated   same/
F35 here,ended        -stale     -stale     -stale       -stale         -stale        -stale         -stale  -stale    -stale   -repeated  -repeated   same/
F35 unknown           -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown unknown/D  -repeated   same/
F35 unwritten         -stale     -stale     -contested   -stale         -stale        connected/c    -stale  -repeated -unknown unknown/D  -repeated   same/`;

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
  const holder = after.status === "disconnected" ? by : after.status;
  const news = effects.map(told).join("");
  const status = news.includes("L") ? "Linked" : news.includes("D") ? "Deauthorized" : null;
  expect(after.connection).toEqual(status ? { ...before.connection, status, movedAt: now } : before.connection);
  const saved = effects.some(({ type }) => type === "save");
  const moved = effects.some(({ type }) => type === "save-connection");
  expect([saved, moved]).toEqual([after !== before, status !== null]);
  return `${saved ? holder : "same"}/${news}`;
}

const [head = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([rule = "", row = "", ...line]) =>
  line.map((cell, index) => ({ rule, row, event: head[index] ?? "", cell })),
);

test.each(cells)("$rule an account that is $row, on $event: $cell", ({ row, event, cell }) => {
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

describe("an account that is disconnected", () => {
  test.each([
    ["sharedAt", minutesAfter(-10), "-stale"],
    ["sharedAt", minutesAfter(-9), "connected/c"],
    ["offeredAt", minutesAfter(-10), "-stale"],
    ["offeredAt", minutesAfter(-9), "connected/c"],
  ] as const)("F35 here comes back only by what its user did later: %s %s", (what, at, cell) => {
    expect(cellOf({ ...accountIn("here"), [what]: at }, created(NEW))).toBe(cell);
  });

  test("F35 twice was disconnected first by whom it says, and only Sage's end is of Sage's account", () => {
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
  test("F35 who disconnected an account is not taken from an earlier end", () => {
    const before = { ...accountIn("here"), disconnectedAt: minutesAfter(-61) };
    expect(cellOf(before, created(NEW))).toBe("connected/c");
    expect(cellOf(before, created(OLD))).toBe("-stale");
    expect(cellOf({ ...before, disconnectedAt: before.connectedAt }, created(NEW))).toBe("-stale");
  });

  test("F35 by whom an account was disconnected that was never connected, is unknown", () => {
    const before = { ...accountIn("unwritten"), connectedAt: null, sharedAt: null, offeredAt: null };
    expect(cellOf({ ...before, sageAccounts: [] }, { type: "ended", sageBankAccountId: KNOWN })).toBe("unknown/D");
    expect(cellOf(before, created(OLD))).toBe("-stale");
    expect(cellOf(before, created(NEW))).toBe("connected/c");
  });

  test("F36 that an account was connected, is known of the one at hand, and written down when another follows", () => {
    const before = { ...accountIn("unwritten"), sageAccounts: [] };
    expect(cellOf(before, created(KNOWN))).toBe("-stale");
    expect(remembered(stepped(before, created(NEW)).effects)).toEqual([
      { sageBankAccountId: KNOWN, connectedAt: minutesAfter(-60), endedAt: null },
      { sageBankAccountId: NEW, connectedAt: now, endedAt: null },
    ]);
  });

  test("F35 when a connection was unlinked, is when it got its status", () => {
    const { connection, ...account } = accountIn("unlinked,shared");
    const cell = (movedAt: Date) =>
      cellOf({ ...account, connection: { ...connection, unlinkedAt: minutesAfter(-50), movedAt } }, created(NEW));
    expect([cell(minutesAfter(-6)), cell(minutesAfter(-5))]).toEqual(["connected/Lac", "connected/"]);
    const never = { ...connection, unlinkedAt: null, movedAt: null };
    expect(cellOf({ ...account, connection: never }, created(NEW))).toBe("connected/");
  });
});
