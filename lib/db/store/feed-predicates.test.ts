import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { theDay } from "../../../test/days.ts";
import { DAYS, feedRows, SAGE_ACCOUNTS } from "../../../test/feed-rows.ts";
import { expectSame } from "../../../test/same-rows.ts";
import { describeStores } from "../../../test/stores.ts";
import { CONNECTION_STATUSES } from "../../connection/connection.ts";
import { isWanted, sentThroughOf } from "../../feed/fed-account.ts";
import { hasTaken, isLeftBehind, mayHaveTaken, wasTaken } from "../../feed/past-statements.ts";
import { isAskDue, isLookDue } from "../../feed/pauses.ts";
import { hasRunOut, isBehind, shownPush, statusAfter } from "../../feed/push-ends.ts";
import { isLeftOutNow, linesNowOf, wasLeftOut } from "../../feed/push-outcome.ts";
import { isResumeDue, REACHED } from "../../feed/reach.ts";
import { isOnItsWay, REAUTHORISATIONS } from "../../feed/reauthorisation.ts";
import { isEarlyInPart } from "../../feed/start-over.ts";
import { mayBeStuck } from "../../feed/stuck.ts";
import { lineGoes, pushGoes, statementGoes } from "../../feed/what-is-kept.ts";
import { itsFeed, linesNow } from "../feed/lines-now.ts";
import { bankLines, connections, feeds, pushOperations, sageReach, sourceAccounts, statements } from "../schema.ts";
import * as stored from "./feed-predicates.ts";

/** The store finds the rows that the rule names, and no other. */
describeStores("a condition of a query is its rule of the feed", (database) => {
  const now = new Date("2026-07-01T12:00:00.000Z");
  const { roll, around, one, some, anAccount, aPush, aStatement, pastOf, pushesWithLines, found } = feedRows(
    database,
    now,
  );

  test("for a push's name, and its end as its institution sees it", async () => {
    const account = await anAccount();
    const { db } = account.needs;
    const pushes = some(200, () => aPush(account));
    await db.insert(pushOperations).values(pushes);
    expectSame(await found(account.needs, pushOperations, stored.hasRunOut(now)), pushes, (push) =>
      hasRunOut(push, now),
    );
    const rows = await db
      .select({
        id: pushOperations.id,
        ...stored.shownPushAt(now),
        delivered: stored.statusOnceEnded("Success"),
        failed: stored.statusOnceEnded("Failed"),
      })
      .from(pushOperations);
    const byId = new Map(pushes.map((push) => [push.id, push]));
    expect(rows).toHaveLength(pushes.length);
    for (const { id, status, completedAt, delivered, failed } of rows) {
      const push = byId.get(id);
      if (!push) throw new Error("a push of another test");
      expect({ status, completedAt }, JSON.stringify(push)).toEqual(shownPush(push, now));
      expect([delivered, failed]).toEqual([statusAfter(push.status, "Success"), statusAfter(push.status, "Failed")]);
    }
  });

  test("for a push that is on its way, and an account that waits for its user", async () => {
    const { needs, connectionId, ...account } = await anAccount();
    const { db } = needs;
    const { id } = aPush({ needs, connectionId, ...account });
    await db.insert(pushOperations).values({ ...aPush({ needs, connectionId, ...account }), id });
    const minute = 60;
    let seen = 0;
    for (const status of CONNECTION_STATUSES)
      for (const reauthorisation of [null, ...REAUTHORISATIONS])
        for (const askedInVain of [0, 1, 8, 30]) {
          const reauthorisationAt = one([
            null,
            around(-5 * minute, -5 * minute + 1, -10 * minute, -1_280 * minute, -1_280 * minute + 1),
          ]);
          const feed = { reauthorisation, reauthorisationAt, askedInVain };
          await db.update(connections).set({ status }).where(eq(connections.id, connectionId));
          await db.update(feeds).set(feed);
          const select = async (which: SQL | undefined) =>
            (
              await db
                .select({ id: pushOperations.id })
                .from(pushOperations)
                .leftJoin(feeds, itsFeed)
                .leftJoin(connections, eq(connections.id, pushOperations.connectionId))
                .where(which)
            ).length > 0;
          const about = JSON.stringify({ status, ...feed });
          expect(await select(stored.isOnItsWay), about).toBe(isOnItsWay(reauthorisation, status));
          expect(await select(stored.isUserAskDue(now)), about).toBe(isAskDue(feed, now));
          expect(await select(stored.isLookDue(now)), about).toBe(isLookDue(feed, now));
          if (isAskDue(feed, now)) seen++;
        }
    expect(seen).toBeGreaterThan(5);
    await db.delete(feeds);
    const without = await db.select().from(pushOperations).leftJoin(feeds, itsFeed).leftJoin(connections, sql`false`);
    expect(without).toHaveLength(1);
    const onItsWay = await db
      .select({ id: pushOperations.id })
      .from(pushOperations)
      .leftJoin(feeds, itsFeed)
      .leftJoin(connections, sql`false`)
      .where(stored.isOnItsWay);
    expect(onItsWay.length > 0).toBe(isOnItsWay(null, null));
  });

  test("for an account that had no answer and is to be tried again", async () => {
    const { needs, sourceAccountId } = await anAccount();
    const { db } = needs;
    let due = 0;
    for (const _ of some(60, () => null)) {
      const feed = { awaitsSage: one([null, "eu" as const, "us" as const]), resumeAt: one([null, around(-1, 0, 1)]) };
      const awaySince = one([null, around(-60)]);
      await db.delete(sageReach);
      if (roll(3) > 0) await db.insert(sageReach).values({ region: "eu", ...REACHED, awaySince });
      const [row] = await db.select().from(sageReach);
      await db.update(feeds).set(feed).where(eq(feeds.sourceAccountId, sourceAccountId));
      const its = and(
        eq(feeds.sourceAccountId, sourceAccountId),
        stored.isResumeDue(sql`${now.toISOString()}::timestamptz`),
      );
      const isFound = (await db.$count(feeds, its)) > 0;
      const reach = row && row.region === feed.awaitsSage ? row : REACHED;
      expect(isFound, JSON.stringify({ feed, row })).toBe(isResumeDue(feed, reach, now));
      if (isFound) due++;
    }
    expect(due).toBeGreaterThan(5);
  });

  test("for a statement that may be stuck", async () => {
    const account = await anAccount();
    let seen = 0;
    for (const _ of some(80, () => null)) {
      const row = { ...aStatement(account, 9), finishedAt: one([null, null, now]) };
      await account.needs.db.delete(statements);
      await account.needs.db.insert(statements).values(row);
      const isFound = (await found(account.needs, statements, stored.mayBeStuck(now))).size > 0;
      expect(isFound, JSON.stringify(row)).toBe(mayBeStuck(pastOf(row), now));
      if (isFound) seen++;
    }
    expect(seen).toBeGreaterThan(10);
  });

  test("for a push's present lines", async () => {
    const account = await anAccount();
    const { db } = account.needs;
    const { pushes, lines, first, last } = await pushesWithLines(account, 40);
    let passedBy = 0;
    for (const _ of some(20, () => null)) {
      const feedStartDate = one([null, ...DAYS]);
      const sageBankAccountId = one([null, ...SAGE_ACCOUNTS]);
      const feed = { sentTo: one([null, ...SAGE_ACCOUNTS]), sentThrough: first + roll(last - first) };
      await db.update(sourceAccounts).set({ sageBankAccountId: null });
      const its = eq(sourceAccounts.id, account.sourceAccountId);
      await db.update(sourceAccounts).set({ feedStartDate, sageBankAccountId }).where(its);
      await db.update(feeds).set(feed);
      const sentThrough = sentThroughOf(feed, sageBankAccountId);
      const made = some(16, () => {
        const firstLine = first + roll(last - first);
        return {
          ...aStatement(account, last),
          firstLine,
          lastLine: firstLine + roll(3),
          wantedFrom: one([null, one(DAYS)]),
        };
      });
      await db.delete(statements);
      await db.insert(statements).values(made);
      const past = made.filter((row) => row.sageBankAccountId === sageBankAccountId).map(pastOf);
      const rows = await db
        .select({ id: pushOperations.id, now: linesNow, sentThrough: stored.sentThrough })
        .from(pushOperations)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
        .leftJoin(feeds, itsFeed);
      expect(rows).toHaveLength(pushes.length);
      for (const row of rows) {
        const push = pushes.find(({ id }) => id === row.id);
        const own = lines.filter(({ pushId }) => pushId === row.id);
        expect(Number(row.sentThrough)).toBe(sentThrough);
        expect(row.now).toEqual(
          wasLeftOut(push?.warnings ?? []) ? linesNowOf(own, { sentThrough, startDate: feedStartDate, past }) : null,
        );
      }
      const having = async (which: SQL) => {
        const its = await db
          .select({ seq: bankLines.seq })
          .from(bankLines)
          .innerJoin(sourceAccounts, eq(sourceAccounts.id, bankLines.sourceAccountId))
          .where(which);
        return its.map(({ seq }) => seq).sort();
      };
      const placesOf = (which: (line: (typeof lines)[number]) => boolean) =>
        lines
          .filter(which)
          .map(({ seq }) => seq)
          .sort();
      const early = placesOf((line) => !isWanted(line, feedStartDate));
      expect(await having(stored.isEarly)).toEqual(early);
      const leftOut = placesOf((line) => isLeftOutNow(line, { startDate: feedStartDate, past }));
      expect(await having(stored.isLeftOutNow)).toEqual(leftOut);
      passedBy += leftOut.length - early.length;
    }
    expect(passedBy).toBeGreaterThan(5);
  });

  test("for the lines that earlier statements have taken, or may have", async () => {
    const account = await anAccount();
    const { needs, sourceAccountId } = account;
    const { pushes, lines, last } = await pushesWithLines(account, 60);
    const made = some(150, () => aStatement(account, last)).map((row, index) =>
      index === 0 ? { ...row, finishedAt: null } : row,
    );
    await needs.db.insert(statements).values(made);
    const past = made.map(pastOf);
    const [to = ""] = SAGE_ACCOUNTS;
    expectSame(await found(needs, statements, stored.wasTaken(sourceAccountId)), past, wasTaken);
    expectSame(
      await found(needs, statements, stored.wasTaken(sourceAccountId, to)),
      past,
      (row) => wasTaken(row) && row.sageBankAccountId === to,
    );
    expectSame(await found(needs, statements, stored.isLeftBehind(sourceAccountId, to)), past, (row) =>
      isLeftBehind(row, to),
    );
    const range = { firstLine: Math.ceil(last / 2), lastLine: Math.ceil(last / 2) + 1 };
    expectSame(await found(needs, statements, stored.mayHaveTaken(sourceAccountId, to, range)), past, (row) =>
      mayHaveTaken(row, to, range),
    );
    for (const count of [25, 150]) {
      const kept = past.slice(0, count);
      await needs.db.delete(statements).where(
        sql`not ${inArray(
          statements.id,
          kept.map(({ id }) => id),
        )}`,
      );
      if (count === 150) await needs.db.insert(statements).values(made.slice(25));
      const came = await found(needs, pushOperations, stored.cameToSage(sourceAccountId));
      for (const { id } of pushes) {
        const own = lines.filter(({ pushId }) => pushId === id);
        expect(came.has(id)).toBe(own.some((line) => kept.some((statement) => hasTaken(statement, line))));
      }
      expect(came.size).toBeGreaterThan(0);
      expect(came.size).toBeLessThan(pushes.length);
    }
  });

  test("for pushes behind a place, and with lines from before a day", async () => {
    const account = await anAccount();
    const { pushes, lines, first, last } = await pushesWithLines(account, 120);
    const place = Math.round((first + last) / 3);
    const [, day = theDay("2026-01-05")] = DAYS;
    const rows = pushes.map((push) => ({
      ...push,
      own: lines.filter(({ pushId }) => pushId === push.id),
      repeated: lines.filter(({ seq }) => push.shared.includes(seq)),
    }));
    expectSame(await found(account.needs, pushOperations, stored.isBehind(place)), rows, ({ lastLine, own }) =>
      isBehind({ lastLine, own: own.map(({ seq }) => seq) }, place),
    );
    expectSame(
      await found(account.needs, pushOperations, stored.isEarlyInPart(place, day)),
      rows,
      ({ own, repeated }) => isEarlyInPart({ own, shared: repeated }, place, day),
    );
  });

  test("for rows that are old enough to go", async () => {
    const account = await anAccount();
    const { needs } = account;
    const { pushes, lines, first, last } = await pushesWithLines(account, 120);
    const made = some(120, () => aStatement(account, last)).map((row, index) =>
      index === 0 ? { ...row, finishedAt: null } : row,
    );
    await needs.db.insert(statements).values(made);
    const past = made.map(pastOf);
    for (const isOver of [true, false]) {
      expectSame(await found(needs, statements, stored.statementGoes(isOver, now)), past, (row) =>
        statementGoes(row, past, isOver, now),
      );
      expectSame(await found(needs, pushOperations, stored.pushGoes(isOver, now)), pushes, ({ id, completedAt }) => {
        const count = lines.filter(({ pushId }) => pushId === id).length;
        return pushGoes({ completedAt, lines: count }, isOver, now);
      });
    }
    for (const startDate of [null, ...DAYS]) {
      const [, , from = theDay("2026-01-06")] = DAYS;
      const has = { sentThrough: Math.round((first + last) / 2), startDate };
      const rows = await needs.db
        .select({ seq: bankLines.seq })
        .from(bankLines)
        .innerJoin(pushOperations, eq(pushOperations.id, bankLines.pushId))
        .where(stored.lineGoes(has, from, now));
      const completed = new Map(pushes.map(({ id, completedAt }) => [id, completedAt]));
      const going = lines.filter((line) =>
        lineGoes({ ...line, completedAt: completed.get(line.pushId) ?? null }, has, from, now),
      );
      expect(rows.map(({ seq }) => seq).sort()).toEqual(going.map(({ seq }) => seq).sort());
      expect(rows.length > 0).toBe(startDate !== from);
    }
  });
});
