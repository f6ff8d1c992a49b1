import type { ConnectionStatus } from "../connection/connection.ts";

/** How far it is with asking an account's user to authorise again. */
export const REAUTHORISATIONS = [
  /** Sage is to be told. */
  "asked",
  /** Sage knows and asks its user; it takes no transactions meanwhile. */
  "required",
  /** The user has done it here; Sage takes transactions again once they are back there. */
  "given",
] as const;
export type Reauthorisation = (typeof REAUTHORISATIONS)[number];

/** Sage's authorisation has ended by then: a user who is not back in Sage has closed the window. */
export const BACK_IN_SAGE_MS = 20 * 60_000;

/** True of a push that is on its way. A user who has to authorise may never come; of an unlinked connection nobody waits for them. */
export const isOnItsWay = (reauthorisation: Reauthorisation | null, connection: ConnectionStatus | null) =>
  reauthorisation !== "required" || connection === "Unlinked";
