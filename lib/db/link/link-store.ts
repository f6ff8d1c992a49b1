import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { linkAccount } from "../../link/link-account.ts";
import type { LinkStore, LinkView } from "../../link/ports.ts";
import {
  connections,
  events,
  journeys,
  journeyVisitors,
  linkApprovals,
  linkTokens,
  linkViews,
  sourceAccounts,
} from "../schema.ts";
import type { Db } from "../store/database.ts";
import {
  isAliveView,
  isApprovable,
  isLookedAt,
  isToldOn,
  isUsableApproval,
  isUsableToken,
} from "../store/predicates.ts";

/** Link tokens, views and approvals in the database. */
export function linkStore(db: Db, clock: () => Date): LinkStore {
  const openTo = (visitor: string, institutionId: string) =>
    and(
      eq(journeys.institutionId, institutionId),
      inArray(
        journeys.id,
        db.select({ id: journeyVisitors.journeyId }).from(journeyVisitors).where(eq(journeyVisitors.visitor, visitor)),
      ),
      isApprovable(clock()),
    );

  return {
    async addToken(hash, token) {
      await db.insert(linkTokens).values({ hash, ...token, createdAt: clock() });
    },

    async institutionOf(tokenHash) {
      const [row] = await db
        .select({ of: linkTokens.institutionId })
        .from(linkTokens)
        .where(eq(linkTokens.hash, tokenHash));
      return row?.of ?? null;
    },

    exchange: (tokenHash, { id, hash, visitor, expiresAt, asked }) =>
      db.transaction(async (tx) => {
        const now = clock();
        const unused = and(eq(linkTokens.hash, tokenHash), isUsableToken(now));
        const [token] = await tx.update(linkTokens).set({ usedAt: now }).where(unused).returning();
        if (!token) return null;
        const { institutionId, connectionId, locale } = token;
        const view = { id, institutionId, connectionId, locale: asked ?? locale, visitor, createdAt: now, expiresAt };
        await tx.insert(linkViews).values({ ...view, hash, seenAt: now });
        return view;
      }),

    async view(secretHash) {
      const [row] = await db
        .update(linkViews)
        .set({ seenAt: clock() })
        .where(and(eq(linkViews.hash, secretHash), isAliveView(clock())))
        .returning();
      return row ? asView(row) : null;
    },

    async noteSeen(secretHashes) {
      const its = inArray(linkViews.hash, [...secretHashes]);
      if (secretHashes.length > 0) await db.update(linkViews).set({ seenAt: clock() }).where(its);
    },

    async newestPlace() {
      const [newest] = await db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1);
      return newest?.id ?? 0;
    },

    changesAfter: (place) =>
      db
        .select({ place: events.id, connectionId: events.connectionId, visitor: journeyVisitors.visitor })
        .from(events)
        .leftJoin(journeyVisitors, eq(journeyVisitors.journeyId, events.journeyId))
        .where(gt(events.id, place))
        .orderBy(asc(events.id)),

    async chooseLocale({ id }, locale) {
      await db.update(linkViews).set({ locale }).where(eq(linkViews.id, id));
    },

    async viewById(id) {
      const [row] = await db
        .select()
        .from(linkViews)
        .where(and(eq(linkViews.id, id), isAliveView(clock())));
      return row ? asView(row) : null;
    },

    async latestJourney({ connectionId, institutionId, createdAt }) {
      const [row] = await db
        .select({ state: journeys.state, announcedAt: journeys.announcedAt, accountIds: journeys.accountIds })
        .from(journeys)
        .where(
          and(
            eq(journeys.connectionId, connectionId),
            eq(journeys.institutionId, institutionId),
            isToldOn({ createdAt }),
          ),
        )
        .orderBy(desc(journeys.announcedAt))
        .limit(1);
      return row ?? null;
    },

    async accounts({ connectionId, institutionId }) {
      const { id, name, lastFour, status, connectedAt, disconnectedBy, disconnectedAt } = sourceAccounts;
      const rows = await db
        .select({
          account: { id, name, lastFour, status, connectedAt, disconnectedBy, disconnectedAt },
          connection: { status: connections.status, unlinkedAt: connections.unlinkedAt },
        })
        .from(sourceAccounts)
        .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
        .where(and(eq(connections.id, connectionId), eq(connections.institutionId, institutionId)))
        .orderBy(asc(name), asc(lastFour), asc(id));
      return rows.map(({ account, connection }) => linkAccount(account, connection));
    },

    arrivals: ({ institutionId, visitor }, except) =>
      db
        .select({
          journeyId: journeys.id,
          supportCode: journeys.supportCode,
          region: sql<"eu" | "us">`${journeys.region}`,
          openedAt: journeyVisitors.at,
        })
        .from(journeys)
        .innerJoin(journeyVisitors, eq(journeyVisitors.journeyId, journeys.id))
        .leftJoin(linkApprovals, eq(linkApprovals.journeyId, journeys.id))
        .where(
          and(
            openTo(visitor, institutionId),
            isNull(linkApprovals.journeyId),
            except ? ne(journeys.id, except) : undefined,
          ),
        )
        .limit(2),

    approve: ({ connectionId, institutionId, visitor }, journeyId, expiresAt) =>
      db.transaction(async (tx) => {
        const fitting = and(eq(journeys.id, journeyId), openTo(visitor, institutionId));
        const [journey] = await tx.select({ id: journeys.id }).from(journeys).where(fitting).for("update");
        const own = and(eq(connections.id, connectionId), eq(connections.institutionId, institutionId));
        const [connection] = await tx.select({ id: connections.id }).from(connections).where(own).for("key share");
        if (!journey || !connection) return false;
        const added = await tx
          .insert(linkApprovals)
          .values({ journeyId, connectionId, visitor, expiresAt })
          .onConflictDoNothing()
          .returning({ id: linkApprovals.journeyId });
        return added.length > 0;
      }),

    async approvalOf(journeyId) {
      const waiting = and(eq(linkApprovals.journeyId, journeyId), isUsableApproval(clock()));
      const [row] = await db.select().from(linkApprovals).where(waiting);
      return row ? { journeyId: row.journeyId, connectionId: row.connectionId, visitor: row.visitor } : null;
    },

    async noteVisitor(journeyId, visitor) {
      await db.insert(journeyVisitors).values({ journeyId, visitor, at: clock() }).onConflictDoNothing();
    },

    async isOpenAt(institutionId, visitor) {
      const open = and(eq(linkViews.institutionId, institutionId), eq(linkViews.visitor, visitor), isLookedAt(clock()));
      return (await db.select({ id: linkViews.id }).from(linkViews).where(open).limit(1)).length > 0;
    },
  };
}

const asView = ({ hash: _, seenAt: __, ...view }: typeof linkViews.$inferSelect): LinkView => view;
