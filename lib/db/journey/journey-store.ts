import { and, type Column, count, desc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import { hasChangedConnection, hasFailed, type Journey } from "../../journey/journey.ts";
import type { JourneyStore, TimelineEntry, TimelineType } from "../../journey/ports.ts";
import { progressOf } from "../../journey/progress.ts";
import { step } from "../../journey/step.ts";
import { type Tell, tellNobody } from "../institution/outbox.ts";
import { events, journeys, journeyTokens, linkApprovals, passcodes, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isConnected, isExpiredJourney, isLivePasscode, isUsableApproval } from "../store/predicates.ts";

/** Most windows of one journey. It exceeds any real use; a stranger who reloads for ever fills nothing. */
const TOKENS_KEPT = 30;
/** More entries of one journey than this tell support nothing new. */
const ENTRIES_KEPT = 300;

/** Sees each change in its own transaction: neither is there without the other. */
export type Witness = (tx: Db, journey: Journey, entry: TimelineEntry) => Promise<void>;

/**
 * Columns that the store itself maintains for a journey. A journey is read without them, so a write cannot reset them.
 */
const NOTED = [
  "erasedAt",
  "openedAt",
  "identifiedAt",
  "chosenAt",
  "confirmedAt",
  "linkedAt",
  "connectedAt",
  "returnHost",
] as const;
const columns = getTableColumns(journeys);
/** The columns of a journey itself. */
export const journeyColumns = Object.fromEntries(
  Object.entries(columns).filter(([name]) => !NOTED.some((one) => one === name)),
) as Omit<typeof columns, (typeof NOTED)[number]>;

const OWN = (Object.keys(journeyColumns) as (keyof typeof journeyColumns)[]).filter((name) => name !== "id");

/** Journeys, their tokens and timelines in the database; each change is a compare-and-set with its event in one transaction. */
export function journeyStore(
  db: Db,
  clock: () => Date,
  counted: (event: TimelineType) => void = () => {},
  tell: Tell = tellNobody,
  witnesses: readonly Witness[] = [],
): JourneyStore {
  function eventOf(journey: Journey, entry: TimelineEntry) {
    counted(entry.type);
    return {
      at: clock(),
      type: entry.type,
      actor: entry.actor,
      institutionId: journey.institutionId,
      journeyId: journey.id,
      connectionId: entry.connectionId ?? journey.connectionId,
      supportCode: journey.supportCode,
      detail: entry.detail ?? {},
    };
  }

  async function compareAndSet(tx: Db, before: Journey, after: Journey, entry: TimelineEntry) {
    const unchanged = and(eq(journeys.id, before.id), eq(journeys.version, before.version));
    // Its own columns alone, whatever else came along with it.
    const values = Object.fromEntries(OWN.map((name) => [name, after[name]]));
    const written = await tx
      .update(journeys)
      .set({ ...values, ...stepsTaken(entry.type, clock()) })
      .where(unchanged)
      .returning({ id: journeys.id });
    if (written.length === 0) return false;
    // A language can be switched for ever; nothing else can be repeated without end.
    if (entry.type !== "locale-chosen" || after.version < ENTRIES_KEPT)
      await tx.insert(events).values(eventOf(after, entry));
    const { institutionId, connectionId } = after;
    if (hasFailed(before, after) && institutionId && connectionId)
      await tell(tx, institutionId, "connection.failed", { connectionId });
    for (const witness of witnesses) await witness(tx, after, entry);
    return true;
  }

  /** Moves a journey on to its second token. A user identified earlier under another connection is put back. */
  async function identified(
    tx: Db,
    before: Journey,
    after: Journey,
    tokenHash: string,
    detail: Record<string, unknown>,
  ) {
    if (!(await compareAndSet(tx, before, after, { type: "identified", actor: "user", detail }))) throw new Lost();
    if (hasChangedConnection(before, after)) {
      const earlier = and(eq(journeyTokens.journeyId, before.id), eq(journeyTokens.grants, "identified"));
      await tx.update(journeyTokens).set({ grants: "arrival" }).where(earlier);
    }
    await tx.insert(journeyTokens).values({ hash: tokenHash, journeyId: before.id, grants: "identified" });
  }

  // Built once: every page asks it.
  const byToken = db
    .select({ journey: journeyColumns, grant: journeyTokens.grants })
    .from(journeyTokens)
    .innerJoin(journeys, eq(journeys.id, journeyTokens.journeyId))
    .where(eq(journeyTokens.hash, sql.placeholder("tokenHash")))
    .prepare("journey_by_token");

  return {
    announce: (journey, entry) =>
      db.transaction(async (tx) => {
        const added = await tx
          .insert(journeys)
          .values(journey)
          .onConflictDoNothing({ target: journeys.authorisationId })
          .returning({ id: journeys.id });
        if (added.length === 0) return false;
        await tx.insert(events).values(eventOf(journey, entry));
        return true;
      }),

    async byAuthorisation(authorisationId) {
      const [row] = await db.select(journeyColumns).from(journeys).where(eq(journeys.authorisationId, authorisationId));
      return row ?? null;
    },

    async byToken(tokenHash) {
      const [row] = await byToken.execute({ tokenHash });
      return row ?? null;
    },

    async addToken(journeyId, tokenHash, grant) {
      await db.insert(journeyTokens).values({ hash: tokenHash, journeyId, grants: grant });
      if (grant !== "arrival") return;
      const ofThis = and(eq(journeyTokens.journeyId, journeyId), eq(journeyTokens.grants, grant));
      const beyond = db.select({ hash: journeyTokens.hash }).from(journeyTokens).where(ofThis);
      const oldest = beyond.orderBy(desc(journeyTokens.createdAt)).offset(TOKENS_KEPT);
      await db.delete(journeyTokens).where(inArray(journeyTokens.hash, oldest));
    },

    save: (before, after, entry) => db.transaction((tx) => compareAndSet(tx, before, after, entry)),

    async note(journey, entry) {
      const [so] = await db.select({ far: count() }).from(events).where(eq(events.journeyId, journey.id));
      if ((so?.far ?? 0) < ENTRIES_KEPT) await db.insert(events).values(eventOf(journey, entry));
    },

    async noteRefusal(supportCode, detail, institutionId = null) {
      const entry = { type: "arrival-refused", actor: "system", supportCode, detail, institutionId };
      await db.insert(events).values({ at: clock(), ...entry });
    },

    identify: (before, after, passcodeId, tokenHash) =>
      db
        .transaction(async (tx) => {
          const now = clock();
          const spent = await tx
            .update(passcodes)
            .set({ redeemedAt: now, redeemedBy: before.id })
            .where(and(eq(passcodes.id, passcodeId), isLivePasscode(now)))
            .returning({ id: passcodes.id });
          if (spent.length === 0) throw new Lost();
          await identified(tx, before, after, tokenHash, { connectionId: after.connectionId });
          return "done" as const;
        })
        .catch(lost),

    identifyApproved: (before, after, tokenHash) =>
      db
        .transaction(async (tx) => {
          const now = clock();
          const waiting = and(eq(linkApprovals.journeyId, before.id), isUsableApproval(now));
          const taken = await tx
            .update(linkApprovals)
            .set({ usedAt: now })
            .where(waiting)
            .returning({ connectionId: linkApprovals.connectionId });
          if (taken[0]?.connectionId !== after.connectionId) throw new Lost();
          // The password that was shown beside it has done its work.
          const alive = and(eq(passcodes.connectionId, taken[0].connectionId), isNull(passcodes.revokedAt));
          await tx.update(passcodes).set({ revokedAt: now }).where(alive);
          await identified(tx, before, after, tokenHash, { connectionId: after.connectionId, approved: true });
          return "done" as const;
        })
        .catch(lost),

    expire: (limit) =>
      db.transaction(async (tx) => {
        const now = clock();
        const due = await tx
          .select(journeyColumns)
          .from(journeys)
          .where(isExpiredJourney(now))
          .limit(limit)
          .for("update", { skipLocked: true });
        const ended = due.flatMap((before) => {
          const after = step(before, { type: "expired" }, now);
          return after.ok ? [{ before, after: after.value }] : [];
        });
        for (const alike of Map.groupBy(ended, ({ after }) => after.ambiguous).values()) {
          const [{ after: over } = { after: null }] = alike;
          if (!over) continue;
          const { state, linkingSince, ambiguous } = over;
          const ids = alike.map(({ after }) => after.id);
          await tx
            .update(journeys)
            .set({ state, linkingSince, ambiguous, version: sql`${journeys.version} + 1` })
            .where(inArray(journeys.id, ids));
        }
        if (ended.length > 0)
          await tx
            .insert(events)
            .values(ended.map(({ after }) => eventOf(after, { type: "expired", actor: "system" })));
        for (const { before, after } of ended) {
          const { institutionId, connectionId } = after;
          if (hasFailed(before, after) && institutionId && connectionId)
            await tell(tx, institutionId, "connection.failed", { connectionId });
        }
        return ended.length;
      }),
  };
}

/** When a journey first came as far as an entry of its timeline says. */
function stepsTaken(type: TimelineType, now: Date) {
  const first = (column: Column) => sql`coalesce(${column}, ${now.toISOString()}::timestamptz)`;
  const connected = sql`exists (select 1 from ${sourceAccounts} where ${sourceAccounts.connectionId} = ${journeys.connectionId}
    and ${isConnected} and ${journeys.accountIds} ? ${sourceAccounts.id}::text)`;
  const progress = progressOf(type);
  return Object.fromEntries([
    ...progress.now.map((name) => [name, first(journeys[name])]),
    ...progress.whereConnected.map((name) => [
      name,
      sql`case when ${connected} then ${first(journeys[name])} else ${journeys[name]} end`,
    ]),
  ]);
}

const lost = (error: unknown) => {
  if (error instanceof Lost) return "lost" as const;
  throw error;
};

/** Rolls the transaction back: the passcode or the journey went to someone faster. */
class Lost extends Error {}
