import { randomUUID } from "node:crypto";
import { and, count, desc, eq, getTableColumns, inArray, isNull, min, sql, sum } from "drizzle-orm";
import type { CalendarDay } from "../../calendar-day.ts";
import { acceptPush, lastLineOf, pushRefusalOf } from "../../feed/accept-push.ts";
import { sentThroughOf } from "../../feed/fed-account.ts";
import type { Home, PushOperation, PushStore } from "../../feed/ports.ts";
import { newsOf } from "../../feed/push-ends.ts";
import { DATA_TYPE, type PushField } from "../../feed/push-list.ts";
import { isInSage } from "../../feed/push-outcome.ts";
import { decimalOf } from "../../feed/statement.ts";
import type { DayRules } from "../../feed/validate-day.ts";
import { bankLines, companies, connections, feeds, institutions, pushOperations, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isOnItsWay, isWaiting, shownPushAt } from "../store/feed-predicates.ts";
import { type Compile, compareDate, compareId, compareText, compiled, ordered } from "../store/listing.ts";
import { accountNow } from "./fed-account.ts";
import { heldLineOf, wasMoment } from "./lines.ts";
import { itsFeed, linesNow } from "./lines-now.ts";
import { lockFeed } from "./locks.ts";
import type { FeedNeeds } from "./parts.ts";
import { timeOut } from "./push-ends.ts";
import { ofPush, pushReason } from "./reasons.ts";
import { standingOf } from "./standing.ts";

const {
  lastLine: _line,
  shared: _shared,
  institutionId: _owner,
  timesOutAt: _end,
  ...plain
} = getTableColumns(pushOperations);
/** A push's columns, as its institution sees it at a moment. */
const shownAt = (now: Date) => ({
  ...plain,
  ...shownPushAt(now),
  endedAt: plain.completedAt,
  accountId: sourceAccounts.externalId,
  now: linesNow,
});

/** It changes once, when the push ends. */
const modifiedOf = ({ requestedAt, completedAt }: Pick<ReturnType<typeof shownAt>, "requestedAt" | "completedAt">) =>
  sql`coalesce(${completedAt}, ${requestedAt})`;

/** The columns behind the properties that a query may name. */
const pushSql = ({
  id,
  connectionId,
  status,
  requestedAt,
  completedAt,
}: ReturnType<typeof shownAt>): Compile<PushField> => {
  return ({ name }, operator, value) => {
    switch (name) {
      case "pushOperationKey":
        return compareId(id, operator, value);
      case "dataConnectionKey":
        return compareId(connectionId, operator, value);
      case "status":
        return compareText(status, operator, value);
      case "requestedOnUtc":
        return compareDate(requestedAt, operator, value);
      case "completedOnUtc":
        return compareDate(completedAt, operator, value);
      case "modifiedDate":
        return compareDate(modifiedOf({ requestedAt, completedAt }), operator, value);
      case "dataType":
        return compareText(sql`${DATA_TYPE}::text`, operator, value);
    }
  };
};

const operationOf = ({ endedAt, errorMessage, reason, ...row }: ShownRow) => ({
  ...row,
  reason: pushReason({ reason, errorMessage }),
  isInSage: isInSage(row.status, endedAt),
});

type ShownRow = Omit<PushOperation, "isInSage" | "reason"> & { endedAt: Date | null } & Pick<
    typeof pushOperations.$inferSelect,
    "reason" | "errorMessage"
  >;

/** Rows that one insert takes: PostgreSQL has at most 65,535 parameters. */
const PORTION = 500;

/** Finds an account where the institution says it is. */
async function accountAt(tx: Db, { institutionId, companyId, connectionId }: Home, externalId: string) {
  const [row] = await tx
    .select({ account: sourceAccounts })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(
      and(
        eq(sourceAccounts.externalId, externalId),
        eq(sourceAccounts.connectionId, connectionId),
        eq(connections.companyId, companyId),
        eq(connections.institutionId, institutionId),
      ),
    );
  return row?.account ?? null;
}

async function dayRulesOf(tx: Db, institutionId: string): Promise<DayRules> {
  const { timeZone, strictOrder } = institutions;
  const [row] = await tx
    .select({ timeZone, isStrict: strictOrder })
    .from(institutions)
    .where(eq(institutions.id, institutionId));
  return row ?? { timeZone: null, isStrict: false };
}

/** Institutions' pushes, in the database. */
export function pushStore(needs: FeedNeeds): PushStore {
  const { db, aside = db, clock, enqueue, tell } = needs;
  return {
    push: (home, externalId, lines, timeoutMinutes, judge) =>
      db.transaction(async (tx) => {
        const account = await accountAt(tx, home, externalId);
        if (!account) return "account-unknown";
        const feed = await lockFeed(tx, account.id);
        if (!feed) return "account-unknown";
        const now = await accountNow(tx, account.id);
        if (!now) return "account-unknown";
        const refusal = pushRefusalOf(now);
        if (refusal) return refusal;
        const of = eq(bankLines.sourceAccountId, account.id);
        const standing = await standingOf(tx, account.id);
        const ids = lines.map(({ id }) => id);
        const held = await tx
          .select({ ...getTableColumns(bankLines), wasMoment })
          .from(bankLines)
          .where(and(of, inArray(bankLines.id, ids)));
        const startDate = now.feedStartDate;
        const requestedAt = clock();
        const verdict = judge({
          newest: standing?.day ?? null,
          held: new Map(held.map((row) => [row.id, heldLineOf(row)])),
          startDate,
          standing,
          account: {
            balance: decimalOf(now.balance),
            // Where it was not written down, all that comes first is in it.
            toldAt: now.balanceToldAt ?? requestedAt,
            isCard: now.type === "creditCard",
          },
          now: requestedAt,
          ...(await dayRulesOf(tx, home.institutionId)),
        });
        const { errors, warnings, fresh } = verdict;
        if (!now.balanceToldAt && fresh.length > 0)
          await tx
            .update(sourceAccounts)
            .set({ balanceToldAt: requestedAt })
            .where(and(eq(sourceAccounts.id, account.id), isNull(sourceAccounts.balanceToldAt)));
        const sentThrough = sentThroughOf(feed, now.sageBankAccountId);
        const { shared, ...begins } = acceptPush(
          { ids, verdict, known: held, sentThrough, startDate, timeoutMinutes },
          requestedAt,
        );
        const { status, reason } = begins;
        const id = randomUUID();
        const operation = {
          id,
          institutionId: home.institutionId,
          companyId: home.companyId,
          connectionId: home.connectionId,
          sourceAccountId: account.id,
          ...begins,
          requestedAt,
          timeoutMinutes,
          errors,
          warnings,
          lines: lines.length,
        } as const;
        await tx.insert(pushOperations).values({ ...operation, ...ofPush(reason), shared });
        const numbered: { seq: number; day: CalendarDay }[] = [];
        for (let from = 0; from < fresh.length; from += PORTION) {
          const portion = fresh.slice(from, from + PORTION);
          const stored = await tx
            .insert(bankLines)
            .values(portion.map((line) => ({ ...line, sourceAccountId: account.id, pushId: id })))
            .returning({ seq: bankLines.seq, day: bankLines.day });
          numbered.push(...stored);
        }
        const lastLine = lastLineOf(numbered, shared, startDate);
        if (lastLine !== null) await tx.update(pushOperations).set({ lastLine }).where(eq(pushOperations.id, id));
        const { institutionId } = home;
        const news = newsOf(status);
        if (news) {
          await tell(tx, institutionId, news, { pushId: id });
        } else {
          await tx.update(feeds).set({ lookedAt: requestedAt }).where(eq(feeds.sourceAccountId, account.id));
          await enqueue(tx, {
            sourceAccountId: account.id,
            institutionId,
            afterSeconds: 0,
            isFirst: feed.lookedAt === null,
          });
        }
        const { institutionId: _, timesOutAt: _end, ...told } = operation;
        return { ...told, accountId: account.externalId, isInSage: isInSage(status, told.completedAt), now: null };
      }),

    async operation(institutionId, companyId, id) {
      const own = and(
        eq(pushOperations.id, id),
        eq(pushOperations.institutionId, institutionId),
        eq(pushOperations.companyId, companyId),
      );
      const [row] = await db
        .select(shownAt(clock()))
        .from(pushOperations)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
        .leftJoin(feeds, itsFeed)
        .where(own);
      return row ? operationOf(row) : null;
    },

    async operations(institutionId, companyId, { page, pageSize, where, order }) {
      const [company] = await db
        .select({ id: companies.id })
        .from(companies)
        .where(and(eq(companies.id, companyId), eq(companies.institutionId, institutionId)));
      if (!company) return null;
      const shown = shownAt(clock());
      const orders = {
        requestedOnUtc: shown.requestedAt,
        completedOnUtc: shown.completedAt,
        modifiedDate: modifiedOf(shown),
        status: shown.status,
        pushOperationKey: shown.id,
      };
      const wanted = and(
        eq(pushOperations.institutionId, institutionId),
        eq(pushOperations.companyId, companyId),
        ...where.map((one) => compiled(one, pushSql(shown))),
      );
      const [results, total] = await Promise.all([
        db
          .select(shown)
          .from(pushOperations)
          .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
          .leftJoin(feeds, itsFeed)
          .where(wanted)
          .orderBy(...ordered(order, orders, [desc(pushOperations.requestedAt), desc(pushOperations.id)]))
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.$count(pushOperations, wanted),
      ]);
      return { results: results.map(operationOf), total };
    },

    accountAt: async (home, externalId) => (await accountAt(db, home, externalId))?.id ?? null,

    backlog: () => backlogIn(aside),

    timeOut: (limit) => db.transaction((tx) => timeOut(tx, needs, limit)),
  };
}

/** Lines that were pushed and are not in Sage yet. */
async function backlogIn(db: Db) {
  const [row] = await db
    .select({ pushes: count(), lines: sum(pushOperations.lines), oldest: min(pushOperations.requestedAt) })
    .from(pushOperations)
    .leftJoin(feeds, eq(feeds.sourceAccountId, pushOperations.sourceAccountId))
    .leftJoin(connections, eq(connections.id, pushOperations.connectionId))
    .where(and(isWaiting, isOnItsWay));
  return { pushes: row?.pushes ?? 0, lines: Number(row?.lines ?? 0), oldest: row?.oldest ?? null };
}
