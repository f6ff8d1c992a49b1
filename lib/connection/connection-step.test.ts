import { describe, expect, test } from "vitest";
import { accountIn } from "../../test/account-lives.ts";
import { minutesAfter } from "../../test/journeys.ts";
import type { ConnectionEvent, ConnectionLife } from "./account-life.ts";
import { connectionStep } from "./connection-step.ts";

const { connection } = accountIn("connected");

/**
 * The connection after each event. In the columns its institution *unlinks* it, or its user *shares* an account that
 * Sage has connected, or *another*. Or the user has *authorised* the connection again, or did so while *none* of its
 * accounts is connected.
 */
const CONNECTIONS = `
             unlinks       shares     another        authorised none
PendingAuth  -never-linked -repeated  -repeated      -repeated  -repeated
Linked       Unlinked      -repeated  -repeated      -repeated  -repeated
Deauthorized -never-linked -repeated  -repeated      -repeated  -repeated
Unlinked     -repeated     Linked     -not-connected Linked     -not-connected`;

const shared = (kind: "onboard" | "reauth", ...accountIds: string[]): ConnectionEvent => ({
  type: "shared",
  kind,
  accountIds,
});
const EVENTS: Record<string, ConnectionEvent> = {
  unlinks: { type: "unlinked" },
  shares: shared("onboard", "other", "connected"),
  another: shared("onboard", "other"),
  authorised: shared("reauth", "other"),
  none: shared("reauth", "other"),
};
const [head = [], ...rows] = CONNECTIONS.trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([row = "", ...line]) =>
  line.map((cell, index) => ({ row, event: head[index] ?? "", cell })),
);

describe("a connection", () => {
  const now = minutesAfter(10);
  test.each(cells)("that is $row, on $event: $cell", ({ row, event: name, cell }) => {
    const status = row as ConnectionLife["status"];
    const event = EVENTS[name];
    if (!event) throw new Error(name);
    const before = { ...connection, status, connectedIds: name === "none" ? [] : ["connected"] };
    const answer = connectionStep(before, event, now);
    if (!answer.ok) return expect(`-${answer.problem}`).toBe(cell);
    const { after, effects } = answer.value;
    expect([after.status, after.movedAt, after.unlinkedAt]).toEqual([cell, now, cell === "Unlinked" ? now : null]);
    const [what, event_] =
      cell === "Unlinked" ? ["disconnected", "connection.disconnected"] : ["connected", "connection.reconnected"];
    const note = { type: "note", entry: "connection-unlinked", actor: "institution", detail: {} };
    expect(effects).toEqual([
      { type: "save-connection" },
      ...(cell === "Unlinked" ? [note] : []),
      { type: "tell-of-connection", event: event_ },
      { type: "tell-of-accounts", what },
      { type: "follow" },
    ]);
  });
});
