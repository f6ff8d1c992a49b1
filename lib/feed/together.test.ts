import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { accountCreated, accountDeleted } from "../connection/hear-sage.ts";
import { followerOf } from "../db/feed/follow.ts";
import { resumesFeedsOf } from "../db/feed/reauthorisations.ts";
import { relinks } from "../db/relink.ts";
import { connections } from "../db/schema.ts";
import { openQueue } from "../jobs/queue.ts";
import type { Journey } from "../journey/journey.ts";
import { aFeed, postAll, RUNNER, someLines } from "../testing/feed.ts";
import { endHere, fault, linkTo, QUERY } from "../testing/feed-steps.ts";
import { describeStores } from "../testing/stores.ts";
import { postNext } from "./post-next.ts";

/** What happens to one account at the same moment waits its turn, and nobody is told that we failed. */
describeStores("an account's pushing, posting, ending and authorising together", (database) => {
  /** A feed on a real job queue, and its user's authorising again, which takes part in all of it. */
  async function scene() {
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
        await resumesFeedsOf({ clock, enqueue })(tx, journey, entry);
        await relinks(async () => {}, followerOf({ enqueue }))(tx, journey, entry);
      });
    /** As it is before each round: the user has to authorise again, and no job waits. */
    const before = async (status: "Linked" | "Unlinked") => {
      await db.update(connections).set({ status }).where(eq(connections.id, feed.connectionId));
      await db.execute(sql`update feeds set reauthorisation = 'required' where source_account_id = ${feed.account.id}`);
      await db.execute(sql`delete from jobs.job where name = ${queue.POSTINGS}`);
    };
    return { feed, needs, clock, reauthorise, before };
  }

  test("a user who authorises while Sage has just been told to ask them", async () => {
    const feed = await aFeed(database());
    const given = resumesFeedsOf({ clock: feed.needs.clock, enqueue: async () => {} });
    const journey = {
      kind: "reauth",
      connectionId: feed.connectionId,
      accountIds: [feed.account.id],
    } as unknown as Journey;
    const give = () => feed.needs.db.transaction((tx) => given(tx, journey, { type: "linked", actor: "sage" }));
    for (let round = 0; round < 20; round++) {
      expect(await feed.needs.feed.askReauthorisation(feed.account.id, "institution")).toBe("asked");
      const next = await feed.needs.feed.next(feed.account.id, RUNNER);
      if (!next || next === "taken" || "awaitsUser" in next) throw new Error("no statement to ask with");
      await Promise.all([
        feed.needs.feed.delivered(next),
        give(),
        feed.needs.feed.askReauthorisation(feed.account.id, "support"),
      ]);
      await give();
      expect(await feed.needs.feed.reauthorisationOf(feed.account.id)).toBe("given");
    }
  });

  test("a user who authorises an unlinked connection again, and Sage's word of their account", async () => {
    const { feed, needs, clock, reauthorise, before } = await scene();
    const connect = () =>
      needs.connections.markConnected(
        {
          sageBankAccountId: randomUUID(),
          sourceAccountId: feed.account.id,
          bankId: feed.sageBankId,
          requestedStartDate: new Date("2026-01-01"),
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

  test("an institution that deletes an account, or all of its connection, while it pushes to it", async () => {
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

  test("all that can happen", async () => {
    const { feed, needs, clock, reauthorise, before } = await scene();
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
      await feed.scene.call("DELETE", "/_control/faults");
      last = anew;
      await needs.connections.markConnected(linkTo(feed, anew), clock());
    }
    expect(failures).toEqual([]);
  });
});
