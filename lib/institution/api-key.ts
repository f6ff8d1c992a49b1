import { createHmac, randomBytes } from "node:crypto";

/** A key as it may be shown after its first showing: never the key itself. */
export type ApiKey = {
  id: string;
  name: string;
  /** Its first characters, by which people tell keys apart. */
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export type KeyHolder = { institutionId: string; keyId: string; revoked: boolean };

/** Keys that an institution may have at once; revoked ones do not count. */
export const MAX_KEYS = 10;
const PREFIX_LENGTH = 10;

/** 256 random bits behind a mark by which a leaked key is recognised as one of ours. */
export const mintApiKey = () => `cbk_${randomBytes(32).toString("base64url")}`;

export const prefixOf = (apiKey: string) => apiKey.slice(0, PREFIX_LENGTH);

/** A key is stored as what it proves: its keyed hash. */
export const hashApiKey = (secret: Uint8Array, apiKey: string) =>
  createHmac("sha256", secret).update(apiKey).digest("hex");

export interface ApiKeyStore {
  /** The institution that a key (by its keyed hash) speaks for; notes that it was used. Null for an unknown key. */
  holder(hash: string): Promise<KeyHolder | null>;
  keys(institutionId: string): Promise<ApiKey[]>;
  /** Adds a key unless the institution has as many as it may, or does not exist. */
  add(
    institutionId: string,
    key: { id: string; hash: string; prefix: string; name: string },
  ): Promise<"added" | "too-many-keys" | "institution-unknown">;
  /** False when there is no such key; revoking twice is once. */
  revoke(keyId: string): Promise<boolean>;
}
