import type { KnownToSage, SageAccountLink } from "../connection/connection.ts";

/** Sage's answer about the account of a statement; `follower` is the account that took its place. */
export type AccountAnswer =
  | { is: "active" | "auth-required" | "unsaid" }
  | { is: "ended"; follower: SageAccountLink | null };

/**
 * Reads from Sage's answer the state of one of its accounts. An account disconnected by its institution does not
 * change.
 */
export function accountAnswerOf(
  sageBankAccountId: string,
  { living, ended }: KnownToSage,
  isDisconnected: boolean,
): AccountAnswer {
  const own = living.find((one) => one.sageBankAccountId === sageBankAccountId);
  if (own?.status === "authRequired") return { is: "auth-required" };
  if (own && own.status !== null) return { is: "active" };
  const [newest] = living;
  // Sage may name those alone that are alive.
  const isReplaced = !own && newest !== undefined && newest.status !== null;
  if (!ended.includes(sageBankAccountId) && !isReplaced) return { is: "unsaid" };
  return { is: "ended", follower: (isDisconnected ? null : newest) ?? null };
}
