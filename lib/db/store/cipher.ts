import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export type EncryptionKey = { id: string; key: Uint8Array };

export type Cipher = { seal(plain: string, context: string): string; open(sealed: string, context: string): string };

/**
 * AES-256-GCM under the first key; any listed key still opens what it sealed, which is how keys are rotated. The context
 * (a row's id) is authenticated, so that a sealed text copied to another row does not open there.
 */
export function cipherOf(keys: readonly EncryptionKey[]): Cipher {
  const [current] = keys;
  if (!current) throw new Error("no encryption key");
  return {
    seal(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, context) {
      const dot = sealed.indexOf(".");
      const held = keys.find(({ id }) => id === sealed.slice(0, dot));
      if (!held) throw new Error(`no encryption key with the id "${sealed.slice(0, dot)}"`);
      const raw = Buffer.from(sealed.slice(dot + 1), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", held.key, raw.subarray(0, 12), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(context)).setAuthTag(raw.subarray(12, 28));
      return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}
