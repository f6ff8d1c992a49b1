import type { ConnectionStatus } from "../connection/connection.ts";

/** The progress of a request that an account's user authorise again. */
export const REAUTHORISATIONS = [
  /** Sage has yet to get the request. */
  "asked",
  /** Sage knows and asks its user; until then it takes no transactions. */
  "required",
  /** The user has authorised here. Sage takes transactions again once they are back there. */
  "given",
] as const;
export type Reauthorisation = (typeof REAUTHORISATIONS)[number];

/** Sage's authorisation has expired by then: a user who is not back in Sage has closed the window. */
export const BACK_IN_SAGE_MS = 20 * 60_000;

/**
 * True of a push that is on its way. A user who has to authorise may never come. An unlinked connection does not wait
 * for them.
 */
export const isOnItsWay = (reauthorisation: Reauthorisation | null, connection: ConnectionStatus | null) =>
  reauthorisation !== "required" || connection === "Unlinked";
