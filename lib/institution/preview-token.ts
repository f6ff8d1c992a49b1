import { createHmac, timingSafeEqual } from "node:crypto";

const MAC_BYTES = 16;
const PREVIEW_MINUTES = 60;

/** Opens the preview of one institution's draft for an hour: the institution and the time, signed. */
export function mintPreviewToken(key: Uint8Array, institutionId: string, now: Date) {
  const expiresAt = new Date(Math.floor(now.getTime() / 1000) * 1000 + PREVIEW_MINUTES * 60_000);
  const signed = Buffer.alloc(20);
  Buffer.from(institutionId.replaceAll("-", ""), "hex").copy(signed);
  signed.writeUInt32BE(expiresAt.getTime() / 1000, 16);
  return { token: Buffer.concat([signed, macOf(key, signed)]).toString("base64url"), expiresAt };
}

/** The owner of the preview that a token opens; null for a forged or expired one. */
export function readPreviewToken(key: Uint8Array, token: string, now: Date): string | null {
  if (!/^[A-Za-z0-9_-]{48}$/.test(token)) return null;
  const raw = Buffer.from(token, "base64url");
  const signed = raw.subarray(0, 20);
  if (!timingSafeEqual(raw.subarray(20), macOf(key, signed))) return null;
  if (signed.readUInt32BE(16) * 1000 <= now.getTime()) return null;
  return signed.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const macOf = (key: Uint8Array, signed: Uint8Array) =>
  createHmac("sha256", key).update(signed).digest().subarray(0, MAC_BYTES);
