import { createHash, randomBytes } from "node:crypto";

/**
 * The rights of a token's holder. An *arrival* token comes from Sage's link and lets one identify. The *identified* one
 * is minted when the passcode matched. So an earlier holder of the link sees no account and confirms nothing.
 */
export type Grant = "arrival" | "identified";

/** 256 random bits for an address; only its hash is ever stored. */
export const mintToken = () => randomBytes(32).toString("base64url");

export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** True for a text that could have come from `mintToken`; anything else needs no look in the store. */
export const looksLikeToken = (text: string) => /^[A-Za-z0-9_-]{43}$/.test(text);
