import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { accountCreated, accountDeleted } from "../../lib/connection/sage-account-events.ts";
import { relinks } from "../../lib/db/connection/relink.ts";
import { followerOf } from "../../lib/db/feed/follow.ts";
import { resumesFeedsOf } from "../../lib/db/feed/reauthorisations.ts";
import { connections, feeds } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { openQueue } from "../../lib/jobs/queue.ts";
import type { Journey } from "../../lib/journey/journey.ts";
import { theDay } from "../days.ts";
import { aFeed, postAll, RUNNER, someLines } from "../feed.ts";
import { endHere, fault, linkTo, QUERY } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Events of one account at the same moment wait for each other, and none gives an error of ours. */
describeStores("an account's pushing, posting, ending and authorising together", (database) => {
  /** A feed on a real job queue, and its user's authorising again. */
  async function fixture() {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const enqueue = queue.enqueuePosting;
    const feed = await aFeed(database(), enqueue);
    await feed.push(someLines(1));
    const { needs } = feed;
    const { clock, db } = needs;
    const journey = { ...feed, kind: "reauth", accountIds: [feed.account.id] } as unknown as Journey;
    const entry = { type: "linked", actor: "sage" } as const;
    const reauthorise = () =>
      db.transaction(async (tx) => {
        await resumesFeedsOf({ clock, enqueue, tell: async () => {} })(tx, journey, entry);
        await relinks(clock, async () => {}, followerOf({ enqueue }))(tx, journey, entry);
      });
    /** Before each round the user has to authorise again, and no job waits. */
    const before = async (status: "Linked" | "Unlinked") => {
      await db.update(connections).set({ status }).where(eq(connections.id, feed.connectionId));
      await db.execute(sql`update feeds set reauthorisation = 'required' where source_account_id = ${feed.account.id}`);
      await db.execute(sql`delete from jobs.job where name = ${queue.POSTINGS}`);
    };
    return { feed, needs, clock, reauthorise, before };
  }

  test("F40 a user who authorises just when Sage was asked to ask them", async () => {
    const feed = await aFeed(database());
    const given = resumesFeedsOf({ clock: feed.needs.clock, enqueue: async () => {}, tell: async () => {} });
    const journey = {
      kind: "reauth",
      connectionId: feed.connectionId,
      accountIds: [feed.account.id],
    } as unknown as Journey;
    const give = () => feed.needs.db.transaction((tx) => given(tx, journey, { type: "linked", actor: "sage" }));
    for (let round = 0; round < 20; round++) {
      expect(await feed.needs.feed.askReauthorisation(feed.account.id, "institution")).toBe("asked");
      const task = await feed.needs.feed.look(feed.account.id, RUNNER);
      if (typeof task === "string" || task.do !== "post") throw new Error("no statement to ask with");
      await Promise.all([
        feed.needs.feed.step(feed.account.id, { type: "completed", statement: task.of }),
        give(),
        feed.needs.feed.askReauthorisation(feed.account.id, "support"),
      ]);
      await give();
      expect(await feed.needs.feed.reauthorisationOf(feed.account.id)).toBe("given");
    }
  });

  test("F40 a user who authorises an unlinked connection again, and Sage's notification of their account", async () => {
    const { feed, needs, clock, reauthorise, before } = await fixture();
    const connect = () =>
      needs.connections.markConnected(
        {
          sageBankAccountId: randomUUID(),
          sourceAccountId: feed.account.id,
          bankId: feed.sageBankId,
          requestedStartDate: theDay("2026-01-01"),
        },
        clock(),
      );
    const failures: string[] = [];
    for (let round = 0; round < 8; round++) {
      await before("Unlinked");
      for (const end of await Promise.allSettled([reauthorise(), connect()]))
        if (end.status === "rejected") failures.push(String(end.reason?.cause ?? end.reason));
    }
    expect(failures).toEqual([]);
  });

  test("F40 an institution that deletes an account, or all of its connection, while it pushes to it", async () => {
    for (const whole of [false, true]) {
      const feed = await aFeed(database());
      await feed.push(someLines(1));
      const path = `${feed.connection}/connectionInfo/bankFeedAccounts/${feed.account.externalId}`;
      const answers = await Promise.all([
        ...Array.from({ length: 3 }, () => feed.push(someLines(500, { from: "2026-01-06" }))),
        postAll(feed.needs, feed.account.id, 3).then(() => ({ status: 200 })),
        feed.ask("DELETE", whole ? feed.connection : path),
        ...Array.from({ length: 3 }, () => feed.push(someLines(500, { from: "2026-01-06" }))),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    }
  });

  test("F40 all that can happen", async () => {
    const { feed, needs, clock, reauthorise, before } = await fixture();
    const failures: string[] = [];
    let last = feed.sageBankAccountId;
    for (let round = 0; round < 15; round++) {
      await before(round % 2 ? "Unlinked" : "Linked");
      const anew: string = randomUUID();
      const data = [{ bankAccountId: anew, status: "active" }];
      await fault(feed, QUERY, { status: 200, body: { data } }, "always");
      needs.passMinutes(1);
      const old = last;
      for (const end of await Promise.allSettled([
        reauthorise(),
        reauthorise(),
        accountCreated(needs, linkTo(feed, anew)),
        accountDeleted(needs, old),
        endHere(feed).then(({ status }) => {
          if (status >= 500) throw new Error(`end ${status}`);
        }),
        feed.ask("PATCH", feed.connection, { status: "Unlinked" }).then(({ status }) => {
          if (status >= 500) throw new Error(`unlink ${status}`);
        }),
        feed.push(someLines(3, { from: `2026-02-${10 + round}` })).then(({ status }) => {
          if (status >= 500) throw new Error(`push ${status}`);
        }),
        postNext(needs, feed.account.id, RUNNER),
      ]))
        if (end.status === "rejected") failures.push(String(end.reason?.cause ?? end.reason));
      await feed.fixture.call("DELETE", "/_control/faults");
      last = anew;
      await needs.connections.markConnected(linkTo(feed, anew), clock());
    }
    expect(failures).toEqual([]);
  });

  test("F40 Sage's answer while a push holds the feed for longer than a transaction waits", async () => {
    const feed = await aFeed(database());
    await feed.push(someLines(2));
    const { db, feed: store, sage } = feed.needs;
    const task = await store.look(feed.account.id, RUNNER);
    if (typeof task === "string" || task.do !== "post") throw new Error("nothing to post");
    const tried = await store.step(feed.account.id, { type: "tried", statement: task.of });
    const answer = await sage.postStatement(task.of);
    if (tried.do !== "send" || !answer.ok) throw new Error("Sage did not take it");
    const held = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const holding = db.transaction(async (tx) => {
      await tx.select().from(feeds).where(eq(feeds.sourceAccountId, feed.account.id)).for("update");
      held.resolve();
      await over.promise;
    });
    await held.promise;
    // The embedded store has one connection: all wait for it, and no longer than they have to.
    const tries = () =>
      database()
        .pools()
        .find(({ name }) => name === "main")?.served ?? Number.POSITIVE_INFINITY;
    const before = Number.isFinite(tries()) ? tries() : 0;
    const { id } = task.of;
    const { attempts, wasUnknown } = tried;
    const posted = { type: "posted", wasUnknown, sageStatementId: answer.value } as const;
    const told = store.step(feed.account.id, { ...posted, statement: { id, attempts } });
    try {
      await Promise.race([told, expect.poll(tries).toBeGreaterThan(before + 1)]);
    } finally {
      over.resolve();
      await holding;
    }
    expect(await told).toEqual({ do: "look-again", seconds: 2 });
    expect(await store.look(feed.account.id, RUNNER)).toMatchObject({ do: "ask-state" });
  });
});
