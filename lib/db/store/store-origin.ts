import { eq, type SQL, sql } from "drizzle-orm";
import { hasMoved, type Origin, originAfter } from "../../feed/origin.ts";
import { isRestored } from "../../feed/restored.ts";
import { markOutcomesUnknown } from "../feed/mark-outcome-unknown.ts";
import type { OnMoved } from "../feed/parts.ts";
import { storeFacts } from "../schema.ts";
import { type Db, rowsOf } from "./database.ts";

/** The parts of a store's origin. A role may be forbidden to ask for some of them. */
const QUESTIONS = {
  system: sql`select system_identifier::text as is from pg_control_system()`,
  database: sql`select oid::text as is from pg_database where datname = current_database()`,
  timeline: sql`select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as is`,
} satisfies Record<keyof Origin, SQL>;

/** Codes of a function that is missing or not allowed, and of a server in recovery. */
const UNANSWERED = new Set(["42501", "42883", "55000", "0A000"]);

async function answerTo(db: Db, question: SQL): Promise<string | null> {
  try {
    return (await rowsOf<{ is: string }>(db, question))[0]?.is ?? null;
  } catch (error) {
    if (UNANSWERED.has(codeOf(error))) return null;
    throw error;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}

const originOf = async (db: Db): Promise<Origin> => ({
  system: await answerTo(db, QUESTIONS.system),
  database: await answerTo(db, QUESTIONS.database),
  timeline: await answerTo(db, QUESTIONS.timeline),
});

/**
 * Compares the store's origin with the recorded one, once for all replicas. True when it has moved: then the outcome of
 * all feeds is unknown.
 */
export async function lookAtOrigin(db: Db, clock: () => Date, onMoved: OnMoved = async () => {}): Promise<boolean> {
  const now = await originOf(db);
  return db.transaction(async (tx) => {
    const own = eq(storeFacts.name, "origin");
    const [known] = await tx.select().from(storeFacts).where(own).for("update");
    const at = clock();
    if (!known) {
      await tx
        .insert(storeFacts)
        .values({ name: "origin", value: JSON.stringify(now), at })
        .onConflictDoNothing();
      return false;
    }
    const before = JSON.parse(known.value) as Origin;
    const after = originAfter(before, now);
    if (JSON.stringify(after) === known.value) return false;
    await tx
      .update(storeFacts)
      .set({ value: JSON.stringify(after), at })
      .where(own);
    if (!hasMoved(before, now)) return false;
    await markOutcomesUnknown(tx, at, "found");
    await onMoved(tx, before, after);
    return true;
  });
}

/** Records the store's present origin without marking an outcome as unknown. */
export async function settleOrigin(db: Db, at: Date) {
  const value = JSON.stringify(await originOf(db));
  await db
    .insert(storeFacts)
    .values({ name: "origin", value, at })
    .onConflictDoUpdate({ target: storeFacts.name, set: { value, at } });
}

/** True while the outcome of the store's new statements counts as unknown. */
export async function isStoreRestored(tx: Db, now: Date) {
  const [fact] = await tx.select({ at: storeFacts.at }).from(storeFacts).where(eq(storeFacts.name, "restored"));
  return isRestored(fact?.at ?? null, now);
}
