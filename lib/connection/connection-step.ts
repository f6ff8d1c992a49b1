import { ok, type Result, refuse } from "../result.ts";
import type { AccountEffect, ConnectionEvent, ConnectionLife, ConnectionRefusal, Stepped } from "./account-life.ts";

/** Decides what becomes of a connection and all its accounts at once; `accountStep` decides what one account does to it. */
export function connectionStep(
  connection: ConnectionLife,
  event: ConnectionEvent,
  now: Date,
): Result<Stepped<ConnectionLife>, ConnectionRefusal> {
  const { status, connectedIds } = connection;
  if (event.type === "unlinked") {
    if (status === "Unlinked") return refuse("repeated");
    if (status !== "Linked") return refuse("never-linked");
    const note: AccountEffect = { type: "note", entry: "connection-unlinked", actor: "institution", detail: {} };
    return ok({
      after: { ...connection, status: "Unlinked", movedAt: now, unlinkedAt: now },
      effects: [{ type: "save-connection" }, note, ...news("disconnected", "connection.disconnected")],
    });
  }
  // Sage tells nothing more of an account that it has connected already.
  if (status !== "Unlinked") return refuse("repeated");
  const isConnected = connectedIds.some((id) => event.kind === "reauth" || event.accountIds.includes(id));
  if (!isConnected) return refuse("not-connected");
  return ok({
    after: { ...connection, status: "Linked", movedAt: now },
    effects: [{ type: "save-connection" }, ...news("connected", "connection.reconnected")],
  });
}

const news = (
  what: "connected" | "disconnected",
  event: "connection.disconnected" | "connection.reconnected",
): AccountEffect[] => [{ type: "tell-of-connection", event }, { type: "tell-of-accounts", what }, { type: "follow" }];
