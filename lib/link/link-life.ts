import { hasEndedInVain, type Journey } from "../journey/journey.ts";

/**
 * A page that has not been looked at for so long is not open any more. Without script a page is looked at when it is
 * used.
 */
export const OPEN_MS = 10 * 60_000;

type Once = { usedAt: Date | null; expiresAt: Date };

/** A link token, or a person's approval of an arrival, can still be used: each works once. */
export const isUsable = ({ usedAt, expiresAt }: Once, now: Date) => usedAt === null && expiresAt > now;

/** A link page works without being opened again. */
export const isAlive = ({ expiresAt }: { expiresAt: Date }, now: Date) => expiresAt > now;

/** Somebody has the link page before them. */
export const isLookedAt = (view: { expiresAt: Date; seenAt: Date }, now: Date) =>
  isAlive(view, now) && now.getTime() - view.seenAt.getTime() < OPEN_MS;

/** A visitor who has arrived and has not identified. The person at the link page may say so in their place. */
export const isApprovable = ({ state, kind, expiresAt }: Pick<Journey, "state" | "kind" | "expiresAt">, now: Date) =>
  state === "opened" && kind === "onboard" && expiresAt > now;

/** A link page tells of a journey that began since it was opened, or that was under way then. */
export const isToldOn = (
  view: { createdAt: Date },
  { state, announcedAt, expiresAt }: Pick<Journey, "state" | "announcedAt" | "expiresAt">,
) => expiresAt > view.createdAt && (announcedAt > view.createdAt || !hasEndedInVain(state));
