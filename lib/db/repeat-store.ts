import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Begun, Repeats } from "../institution/repeats.ts";
import type { Cipher } from "./cipher.ts";
import type { Db } from "./database.ts";
import { repeats } from "./schema.ts";

const KEPT_MS = 90 * 60_000;
/** Longer than any request takes: whoever holds a claim after that has died. */
const LEASE_MS = 60_000;

const Answer = z.object({ status: z.number(), contentType: z.string().nullable(), body: z.string() });

/** Answers to be repeated, in the database and sealed: they may hold a passcode or account numbers. */
export function repeatStore(db: Db, cipher: Cipher, clock: () => Date): Repeats {
  const row = (institutionId: string, key: string) =>
    and(eq(repeats.institutionId, institutionId), eq(repeats.key, key));
  const claimed = (institutionId: string, key: string, claim: string) =>
    and(row(institutionId, key), eq(repeats.claim, claim));
  const after = (ms: number) => new Date(clock().getTime() + ms);
  const context = (institutionId: string, key: string) => `${institutionId}:${key}`;

  return {
    async begin(institutionId, key, fingerprint): Promise<Begun> {
      const fresh = { fingerprint, claim: randomUUID(), status: null, sealedAnswer: null, expiresAt: after(LEASE_MS) };
      const over = sql`${repeats.expiresAt} <= ${clock().toISOString()}::timestamptz`;
      const won = await db
        .insert(repeats)
        .values({ institutionId, key, ...fresh })
        .onConflictDoUpdate({ target: [repeats.institutionId, repeats.key], set: fresh, setWhere: over })
        .returning({ claim: repeats.claim });
      if (won.length > 0) return { type: "first", claim: fresh.claim };
      const [held] = await db.select().from(repeats).where(row(institutionId, key));
      // Released between the two looks.
      if (!held) return this.begin(institutionId, key, fingerprint);
      if (held.fingerprint !== fingerprint) return { type: "other-request" };
      if (held.sealedAnswer === null) return { type: "in-flight" };
      const answer = Answer.parse(JSON.parse(cipher.open(held.sealedAnswer, context(institutionId, key))));
      return { type: "repeat", answer };
    },

    async keep(institutionId, key, claim, answer) {
      const sealedAnswer = cipher.seal(JSON.stringify(answer), context(institutionId, key));
      await db
        .update(repeats)
        .set({ status: answer.status, sealedAnswer, expiresAt: after(KEPT_MS) })
        .where(claimed(institutionId, key, claim));
    },

    async release(institutionId, key, claim) {
      await db.delete(repeats).where(claimed(institutionId, key, claim));
    },
  };
}
