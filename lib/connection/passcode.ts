import { createHmac, timingSafeEqual } from "node:crypto";
import { speakable } from "../speakable.ts";

// 23 characters make 148 million codes; with five tries a guess has one chance in thirty million.
export const PASSCODE_LENGTH = 6;
export const PASSCODE_TRIES = 5;

/** A fresh one-time password from the system's random source. */
export const mintPasscode = () => speakable(PASSCODE_LENGTH);

/** The passcode that was meant: case, spaces, hyphens, quotes and a label that ends in a colon carry no meaning. */
export const readPasscode = (typed: string) =>
  typed
    .slice(0, 256)
    .normalize("NFKC")
    .replace(/^[^:]*:(?=.*[0-9A-Za-z])/s, "")
    .replace(/[^0-9A-Za-z]/g, "")
    .toUpperCase();

/** Keyed, and bound to its connection: a stolen table can be searched neither offline nor across connections. */
export function hashPasscode(key: Uint8Array, connectionId: string, passcode: string) {
  return createHmac("sha256", key).update(`${connectionId}:${passcode}`).digest("hex");
}

export type HeldPasscode = {
  id: string;
  hash: string;
  expiresAt: Date;
  failures: number;
  redeemedBy: string | null;
  revoked: boolean;
};

/** A passcode as far as it decides whether it can still be redeemed. */
export type PasscodeLife = { failures: number; isRedeemed: boolean; isRevoked: boolean; expiresAt: Date };
export type PasscodeState = "alive" | "used" | "replaced" | "spent" | "expired";

/** One use, until another passcode takes its place, five wrong tries or the end of its time. */
export function passcodeState({ failures, isRedeemed, isRevoked, expiresAt }: PasscodeLife, now: Date): PasscodeState {
  if (isRedeemed) return "used";
  if (isRevoked) return "replaced";
  if (failures >= PASSCODE_TRIES) return "spent";
  return expiresAt <= now ? "expired" : "alive";
}

const lifeOf = ({ failures, redeemedBy, revoked, expiresAt }: HeldPasscode): PasscodeLife => ({
  failures,
  isRedeemed: redeemedBy !== null,
  isRevoked: revoked,
  expiresAt,
});

/** True of a passcode that its connection's page may go on showing. */
export function isPasscodeShown(held: HeldPasscode, now: Date) {
  const state = passcodeState(lifeOf(held), now);
  return state === "alive" || state === "expired";
}

/** `replayed`: the same journey sends the code it has redeemed already, as a double click or a Back does. */
export type PasscodeCheck = "match" | "replayed" | "expired" | "mismatch" | "spent";

/**
 * Validates a typed passcode with the same work whatever the answer. Only a matching code gets the answer that it has
 * expired. The person reads one sentence for all other errors.
 */
export function checkPasscode(
  held: HeldPasscode | null,
  typedHash: string,
  journeyId: string,
  now: Date,
): PasscodeCheck {
  const matches = sameHash(held?.hash ?? "0".repeat(64), typedHash);
  if (!held || !matches) return "mismatch";
  const isOwn = held.redeemedBy === journeyId && held.redeemedBy !== null;
  const state = passcodeState({ ...lifeOf(held), ...(isOwn ? { isRedeemed: false } : {}) }, now);
  if (state === "alive") return isOwn ? "replayed" : "match";
  return state === "expired" && !isOwn ? "expired" : "spent";
}

const sameHash = (a: string, b: string) => timingSafeEqual(Buffer.from(a, "hex"), Buffer.from(b, "hex"));
