import { randomUUID } from "node:crypto";
import { and, count, desc, eq, getTableColumns, inArray, isNull, min, ne, or, sql, sum } from "drizzle-orm";
import type { BankLine } from "../../feed/bank-line.ts";
import { OWN_WORDS } from "../../feed/own-words.ts";
import type { Home, PushStore } from "../../feed/ports.ts";
import type { PushField } from "../../feed/push-list.ts";
import type { PushStatus } from "../../feed/push-status.ts";
import type { Db } from "../database.ts";
import { type Compile, compareDate, compareId, compareText, compiled, ordered } from "../listing.ts";
import { bankLines, companies, connections, feeds, pushOperations, sourceAccounts } from "../schema.ts";
import { EVENTS, type FeedNeeds, inLine, isWaiting, lineOf, linkedAccount, timeOut } from "./line-up.ts";

const {
  lastLine: _line,
  shared: _shared,
  institutionId: _owner,
  timesOutAt,
  ...plain
} = getTableColumns(pushOperations);
/** Who has run out of time is over for its institution at that moment, noted or not, whatever becomes of it. */
function shownAt(now: Date) {
  const { status, completedAt } = plain;
  const isLate = sql`(${status} = 'TimedOut' or ${status} = 'Pending' and ${timesOutAt} <= ${now.toISOString()}::timestamptz)`;
  return {
    ...plain,
    status: sql<PushStatus>`case when ${isLate} then 'TimedOut' else ${status} end`,
    completedAt: sql<Date | null>`case when ${isLate} then ${timesOutAt} else ${completedAt} end`.mapWith(completedAt),
  };
}

/** What the properties that a query may name are in the database. */
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
    }
  };
};

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

/** What institutions push, in the database. */
export function pushStore(needs: FeedNeeds): PushStore {
  const { db, clock, enqueue, tell } = needs;
  return {
    push: (home, externalId, lines, timeoutMinutes, judge) =>
      db.transaction(async (tx) => {
        const account = await accountAt(tx, home, externalId);
        if (!account) return "account-unknown";
        const feed = await inLine(tx, account.id);
        if (!feed) return "account-unknown";
        const now = await linkedAccount(tx, account.id);
        if (!now) return account.status === "connected" ? "connection-unlinked" : "account-not-connected";
        const of = eq(bankLines.sourceAccountId, account.id);
        // No line is older than the one before it.
        const [newest] = await tx
          .select({ at: bankLines.at })
          .from(bankLines)
          .where(of)
          .orderBy(desc(bankLines.seq))
          .limit(1);
        const ids = lines.map(({ id }) => id);
        const held = await tx
          .select()
          .from(bankLines)
          .where(and(of, inArray(bankLines.id, ids)));
        const startDate = now.feedStartDate;
        const requestedAt = clock();
        const { errors, warnings, fresh } = judge({
          newest: newest?.at ?? null,
          held: new Map(held.map((row) => [row.id, lineOf(row)])),
          startDate,
          now: requestedAt,
        });
        const isWanted = ({ at }: Pick<BankLine, "at">) => !startDate || at >= startDate;
        // What repeats a line that is still on its way shares that line's fate: it is not in Sage yet.
        const sent = feed.sentTo === now.sageBankAccountId ? feed.sentThrough : 0;
        const onTheirWay = held.filter((row) => row.seq > sent && isWanted(row)).map(({ seq }) => seq);
        const isPending = fresh.some(isWanted) || onTheirWay.length > 0;
        const status = errors.length > 0 ? "Failed" : isPending ? "Pending" : "Success";
        const id = randomUUID();
        const errorMessage = status === "Failed" ? OWN_WORDS.againstTheRules : null;
        const operation = {
          id,
          institutionId: home.institutionId,
          companyId: home.companyId,
          connectionId: home.connectionId,
          sourceAccountId: account.id,
          status,
          requestedAt,
          completedAt: status === "Pending" ? null : requestedAt,
          timeoutMinutes,
          timesOutAt: timeoutMinutes === null ? null : new Date(requestedAt.getTime() + timeoutMinutes * 60_000),
          errorMessage,
          errors,
          warnings,
          lines: lines.length,
        } as const;
        await tx.insert(pushOperations).values({ ...operation, shared: status === "Pending" ? onTheirWay : [] });
        let lastLine: number | null = status === "Pending" && onTheirWay.length > 0 ? Math.max(...onTheirWay) : null;
        for (let from = 0; from < fresh.length; from += PORTION) {
          const portion = fresh.slice(from, from + PORTION);
          const stored = await tx
            .insert(bankLines)
            .values(portion.map((line) => ({ ...line, sourceAccountId: account.id, pushId: id })))
            .returning({ seq: bankLines.seq });
          stored.forEach(({ seq }, index) => {
            const line = portion[index];
            if (line && isWanted(line)) lastLine = seq;
          });
        }
        if (lastLine !== null) await tx.update(pushOperations).set({ lastLine }).where(eq(pushOperations.id, id));
        const { institutionId } = home;
        if (status === "Pending") {
          await tx.update(feeds).set({ lookedAt: requestedAt }).where(eq(feeds.sourceAccountId, account.id));
          await enqueue(tx, {
            sourceAccountId: account.id,
            institutionId,
            afterSeconds: 0,
            isFirst: feed.lookedAt === null,
          });
        } else {
          await tell(tx, institutionId, EVENTS[status], { pushId: id });
        }
        const { institutionId: _, timesOutAt: _end, ...told } = operation;
        return told;
      }),

    async operation(institutionId, companyId, id) {
      const own = and(
        eq(pushOperations.id, id),
        eq(pushOperations.institutionId, institutionId),
        eq(pushOperations.companyId, companyId),
      );
      const [row] = await db.select(shownAt(clock())).from(pushOperations).where(own);
      return row ?? null;
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
          .where(wanted)
          .orderBy(...ordered(order, orders, [desc(pushOperations.requestedAt), desc(pushOperations.id)]))
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.$count(pushOperations, wanted),
      ]);
      return { results, total };
    },

    accountAt: async (home, externalId) => (await accountAt(db, home, externalId))?.id ?? null,

    async backlog() {
      // Its user may never come.
      const isUnlinked = eq(connections.status, "Unlinked");
      const [row] = await db
        .select({ pushes: count(), lines: sum(pushOperations.lines), oldest: min(pushOperations.requestedAt) })
        .from(pushOperations)
        .leftJoin(feeds, eq(feeds.sourceAccountId, pushOperations.sourceAccountId))
        .leftJoin(connections, eq(connections.id, pushOperations.connectionId))
        .where(and(isWaiting, or(isNull(feeds.reauthorisation), ne(feeds.reauthorisation, "required"), isUnlinked)));
      return { pushes: row?.pushes ?? 0, lines: Number(row?.lines ?? 0), oldest: row?.oldest ?? null };
    },

    timeOut: (limit) => db.transaction((tx) => timeOut(tx, needs, limit)),
  };
}
