import { and, eq, isNull, sql } from "drizzle-orm";
import { type ApiKeyStore, MAX_KEYS } from "../../institution/api-key.ts";
import { apiKeys, institutions } from "../schema.ts";
import type { Db } from "../store/database.ts";

const USE_IS_WRITTEN_EVERY_MS = 60_000;

/** API keys in the database, as keyed hashes. */
export function apiKeyStore(db: Db, clock: () => Date): ApiKeyStore {
  return {
    async holder(hash) {
      const [row] = await db
        .select({
          keyId: apiKeys.id,
          institutionId: apiKeys.institutionId,
          lastUsedAt: apiKeys.lastUsedAt,
          revokedAt: apiKeys.revokedAt,
        })
        .from(apiKeys)
        .where(eq(apiKeys.hash, hash));
      if (!row) return null;
      const now = clock();
      const stale = !row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() >= USE_IS_WRITTEN_EVERY_MS;
      if (stale && !row.revokedAt) await db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, row.keyId));
      return { keyId: row.keyId, institutionId: row.institutionId, revoked: row.revokedAt !== null };
    },

    keys: (institutionId) =>
      db
        .select({
          id: apiKeys.id,
          name: apiKeys.name,
          prefix: apiKeys.prefix,
          createdAt: apiKeys.createdAt,
          lastUsedAt: apiKeys.lastUsedAt,
          revokedAt: apiKeys.revokedAt,
        })
        .from(apiKeys)
        .where(eq(apiKeys.institutionId, institutionId))
        .orderBy(apiKeys.createdAt, apiKeys.id),

    add: (institutionId, key) =>
      db.transaction(async (tx) => {
        // The institution's row is the queue: two at once cannot both be the tenth.
        const own = eq(institutions.id, institutionId);
        const [institution] = await tx.select({ id: institutions.id }).from(institutions).where(own).for("update");
        if (!institution) return "institution-unknown";
        const held = and(eq(apiKeys.institutionId, institutionId), isNull(apiKeys.revokedAt));
        if ((await tx.$count(apiKeys, held)) >= MAX_KEYS) return "too-many-keys";
        await tx.insert(apiKeys).values({ institutionId, ...key, createdAt: clock() });
        return "added";
      }),

    async revoke(keyId) {
      const revokedAt = sql`coalesce(${apiKeys.revokedAt}, ${clock().toISOString()}::timestamptz)`;
      const revoked = await db
        .update(apiKeys)
        .set({ revokedAt })
        .where(eq(apiKeys.id, keyId))
        .returning({ id: apiKeys.id });
      return revoked.length > 0;
    },
  };
}
