import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;
const EXPIRY_BYTES = 4;
const SIGNED_BYTES = ID_BYTES + EXPIRY_BYTES;
const SIGNATURE_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{48}$/;

/**
 * A link token: 128 random bits and the second at which it ends, signed. The signature exposes a forged one without a
 * look-up.
 */
export function mintLinkToken(key: Uint8Array, expiresAt: Date): string {
  const signed = Buffer.alloc(SIGNED_BYTES);
  randomBytes(ID_BYTES).copy(signed);
  signed.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000), ID_BYTES);
  return Buffer.concat([signed, signatureOf(key, signed)]).toString("base64url");
}

/** `good` until a token of ours expires, `expired` after that, `forged` for everything else. */
export function judgeLinkToken(key: Uint8Array, token: string, now: Date): "good" | "expired" | "forged" {
  if (!TOKEN.test(token)) return "forged";
  const raw = Buffer.from(token, "base64url");
  const signed = raw.subarray(0, SIGNED_BYTES);
  if (!timingSafeEqual(raw.subarray(SIGNED_BYTES), signatureOf(key, signed))) return "forged";
  return signed.readUInt32BE(ID_BYTES) * 1000 > now.getTime() ? "good" : "expired";
}

const signatureOf = (key: Uint8Array, signed: Uint8Array) =>
  createHmac("sha256", key).update(signed).digest().subarray(0, SIGNATURE_BYTES);

/** Only hashes of tokens and of views' secrets are stored. */
export const hashLink = (secret: string) => createHash("sha256").update(secret).digest("base64url");

export const mintViewSecret = () => randomBytes(32).toString("base64url");
export const looksLikeViewSecret = (text: string) => /^[A-Za-z0-9_-]{43}$/.test(text);
