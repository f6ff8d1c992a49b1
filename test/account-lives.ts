import type { AccountEvent, AccountLife, CreatedInSage } from "../lib/connection/account-life.ts";
import { theDay } from "./days.ts";
import { minutesAfter } from "./journeys.ts";

export const [OLD, KNOWN, NEW] = ["sage-old", "sage-known", "sage-new"] as const;

/** An account as the tables of `accountStep` name it: its state, and its user's actions since. */
export function accountIn(row: string): AccountLife {
  const connectedAt = minutesAfter(-60);
  const [state, since] = row.split(",");
  const connection: AccountLife["connection"] = {
    id: "connection",
    institutionId: "institution",
    status: "Linked",
    movedAt: connectedAt,
    unlinkedAt: null,
    reauthorisedAt: since === "reauth" ? minutesAfter(-5) : null,
    lastBankId: "last-bank",
    connectedIds: ["account"],
  };
  const old = { sageBankAccountId: OLD, connectedAt: minutesAfter(-90), endedAt: null };
  const connected: AccountLife = {
    id: "account",
    institutionId: "institution",
    status: "connected",
    sageBankAccountId: KNOWN,
    sageBankId: "bank",
    feedStartDate: theDay("2026-01-01"),
    connectedAt,
    disconnectedBy: null,
    disconnectedAt: null,
    offeredAt: since === "offered" ? minutesAfter(-5) : minutesAfter(-80),
    sharedAt: since === "shared" ? minutesAfter(-5) : minutesAfter(-70),
    journey: null,
    connection,
    sageAccounts: [old, { sageBankAccountId: KNOWN, connectedAt, endedAt: null }],
  };
  const at = minutesAfter(-10);
  const ended = [old, { sageBankAccountId: KNOWN, connectedAt, endedAt: at }];
  const none = { ...connection, connectedIds: [] };
  const off = { ...connected, status: "disconnected", disconnectedAt: at, connection: none } as const;
  switch (state) {
    case "pending": {
      const before = { sageBankAccountId: null, sageBankId: null, feedStartDate: null, connectedAt: null };
      const waiting = { ...none, status: "PendingAuth", movedAt: null } as const;
      return { ...connected, ...before, status: "pending", sageAccounts: [old], connection: waiting };
    }
    case "beside":
      return { ...connected, connection: { ...connection, connectedIds: ["account", "other"] } };
    // Sage has ended the earlier account, not this one.
    case "after":
      return { ...connected, sageAccounts: ended.map((one) => ({ ...one, endedAt: one === old ? at : null })) };
    // Sage has reported the end of its account, and it is connected all the same.
    case "over":
      return { ...connected, sageAccounts: ended };
    case "unlinked":
      return { ...connected, connection: { ...connection, status: "Unlinked", movedAt: at, unlinkedAt: at } };
    case "ended": {
      const over = { ...none, status: "Deauthorized" } as const;
      return { ...off, disconnectedBy: "sage", sageAccounts: ended, connection: over };
    }
    case "here":
      return { ...off, disconnectedBy: "institution", ...(since === "ended" ? { sageAccounts: ended } : {}) };
    case "unknown":
      return { ...off, disconnectedBy: "unknown" };
    case "unwritten":
      return { ...off, disconnectedBy: null, disconnectedAt: null };
    default:
      return connected;
  }
}

/** Sage creates an account, by its answer by default. */
export const created = (sageBankAccountId: string, change: Partial<CreatedInSage> = {}): CreatedInSage => ({
  type: "created",
  word: "answered",
  link: { sageBankAccountId, sourceAccountId: "account", bankId: null, requestedStartDate: null },
  isTaken: false,
  isDeleted: false,
  bank: null,
  toldStartDate: null,
  ...change,
});

/** Events of an account by the words of the tables. */
export const EVENTS: Record<string, AccountEvent> = {
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
