import { createHmac, timingSafeEqual } from "node:crypto";
import { speakable } from "../speakable.ts";

// 23 characters make 148 million codes; with five tries a guess has one chance in thirty million.
export const PASSCODE_LENGTH = 6;
export const PASSCODE_TRIES = 5;

/** A fresh one-time password from the system's random source. */
export const mintPasscode = () => speakable(PASSCODE_LENGTH);

/** What was meant by what was typed: case, spaces, hyphens and quotes carry no meaning in a passcode. */
export const readPasscode = (typed: string) =>
  typed
    .slice(0, 256)
    .normalize("NFKC")
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

/** `replayed`: the same journey sends the code it has redeemed already, as a double click or a Back does. */
export type Verdict = "match" | "replayed" | "expired" | "mismatch" | "spent";

/**
 * Judges a typed passcode with the same work whatever the answer. Only a code that matched may be told to have expired;
 * to the person all else is one sentence.
 */
export function judgePasscode(held: HeldPasscode | null, typedHash: string, journeyId: string, now: Date): Verdict {
  const matches = sameHash(held?.hash ?? "0".repeat(64), typedHash);
  if (!held || !matches) return "mismatch";
  if (held.revoked || held.failures >= PASSCODE_TRIES) return "spent";
  if (held.redeemedBy !== null) return held.redeemedBy === journeyId && held.expiresAt > now ? "replayed" : "spent";
  return held.expiresAt <= now ? "expired" : "match";
}

const sameHash = (a: string, b: string) => timingSafeEqual(Buffer.from(a, "hex"), Buffer.from(b, "hex"));
