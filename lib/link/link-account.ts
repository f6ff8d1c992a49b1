import {
  type ConnectionStatus,
  type DisconnectedBy,
  type SourceAccount,
  type SourceAccountStatus,
  shownStatusOf,
} from "../connection/connection.ts";

/** An account of a link page's connection: its status, since when, and who disconnected it. */
export type LinkAccount = {
  id: string;
  name: string;
  lastFour: string;
  status: SourceAccountStatus;
  since: Date | null;
  by: DisconnectedBy | null;
};

type Stored = Pick<SourceAccount, "id" | "name" | "lastFour" | "status"> & {
  connectedAt: Date | null;
  disconnectedBy: DisconnectedBy | null;
  disconnectedAt: Date | null;
};

/** The account as its user reads it. With its connection unlinked, it is disconnected by its institution. */
export function linkAccount(
  { id, name, lastFour, status: stored, connectedAt, disconnectedBy, disconnectedAt }: Stored,
  connection: { status: ConnectionStatus; unlinkedAt: Date | null },
): LinkAccount {
  const status = shownStatusOf(stored, connection.status);
  const account = { id, name, lastFour, status };
  if (status === "connected") return { ...account, since: connectedAt, by: null };
  if (status === "pending") return { ...account, since: null, by: null };
  if (stored === "connected") return { ...account, since: connection.unlinkedAt, by: "institution" };
  return { ...account, since: disconnectedAt, by: disconnectedBy ?? "unknown" };
}
