import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type IdempotentAnswers, type KeptAnswer, keepingOf, type Once } from "../../institution/idempotency.ts";
import { repeats } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";
import { type Ended, inOneTransaction } from "../store/joining.ts";

const KEPT_MS = 90 * 60_000;
/** After this silence in its transaction, a process counts as stopped or cut off. The transaction is rolled back. */
const SILENCE = "30s";

const Answer = z.object({ status: z.number(), contentType: z.string().nullable(), body: z.string() });

/** Answers to be repeated, in the database and sealed: they may hold a passcode or account numbers. */
export function idempotencyStore(db: Db, cipher: Cipher, clock: () => Date): IdempotentAnswers {
  const context = (institutionId: string, key: string) => `${institutionId}:${key}`;

  /** Takes the key for the transaction around it; false when another transaction has it. */
  async function take(institutionId: string, key: string) {
    const [row] = await db
      .select({
        isMine: sql<boolean>`pg_try_advisory_xact_lock(hashtextextended(${context(institutionId, key)}, 0))`,
        silence: sql`set_config('idle_in_transaction_session_timeout', ${SILENCE}, true)`,
      })
      .from(sql`(values (1)) as one`);
    return row?.isMine === true;
  }

  async function known(institutionId: string, key: string) {
    const own = and(eq(repeats.institutionId, institutionId), eq(repeats.key, key));
    const [held] = await db.select().from(repeats).where(own);
    return held && held.expiresAt > clock() ? held : null;
  }

  async function keep(institutionId: string, key: string, fingerprint: string, answer: KeptAnswer) {
    const now = clock();
    const row = {
      fingerprint,
      claim: randomUUID(),
      status: answer.status,
      sealedAnswer: cipher.seal(JSON.stringify(answer), context(institutionId, key)),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    };
    const kept = await db
      .insert(repeats)
      .values({ institutionId, key, ...row })
      .onConflictDoUpdate({
        target: [repeats.institutionId, repeats.key],
        set: row,
        setWhere: sql`${repeats.expiresAt} <= ${now.toISOString()}::timestamptz`,
      })
      .returning({ key: repeats.key });
    return kept.length > 0;
  }

  return {
    once: (institutionId, key, fingerprint, work) =>
      inOneTransaction(db, async (): Promise<Ended<Once>> => {
        const ended = (value: Once, isKept = true) => ({ value, isKept });
        if (!(await take(institutionId, key))) return ended({ type: "in-flight" });
        const held = await known(institutionId, key);
        if (held) {
          if (held.fingerprint !== fingerprint) return ended({ type: "other-request" });
          if (held.sealedAnswer === null) return ended({ type: "in-flight" });
          const answer = Answer.parse(JSON.parse(cipher.open(held.sealedAnswer, context(institutionId, key))));
          return ended({ type: "repeat", answer });
        }
        const answer = await work();
        const fate = keepingOf(answer.status);
        if (fate !== "kept") return ended({ type: "first" }, fate === "free");
        // A replica of an earlier release may have begun with the same key in between: then this work is undone.
        return (await keep(institutionId, key, fingerprint, answer))
          ? ended({ type: "first" })
          : ended({ type: "in-flight" }, false);
      }),
  };
}
