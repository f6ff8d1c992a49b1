import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { feedStore } from "../../lib/db/feed/feed-store.ts";
import { feeds, statements } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { saidBySage } from "../../lib/feed/reason.ts";
import type { Reauthorisation } from "../../lib/feed/reauthorisation.ts";
import { mayBeStuck, whyStuck } from "../../lib/feed/stuck.ts";
import { aFeed, connect, postAll, RUNNER } from "../feed.ts";
import { type Feed, fault, inSageIs, LOOK, POST, post, push, QUERY, told } from "../feed-steps.ts";
import { secondsAfter, someTime } from "../journeys.ts";
import { describeStores } from "../stores.ts";

type Case = {
  posted?: number;
  finished?: number;
  said?: string;
  uncertain?: boolean;
  user?: Reauthorisation;
  userAt?: number;
  away?: number;
  back?: number;
  tries?: number;
};

/** A statement that was opened at 0, and what happened so many seconds later. */
test.each<[string, Case, number, ReturnType<typeof whyStuck>]>([
  ["just opened", {}, 299, null],
  ["not taken after five minutes", {}, 300, "untaken"],
  ["just posted", { posted: 1 }, 299, null],
  ["not finished after five minutes", { posted: 1 }, 300, "unfinished"],
  ["forgotten and posted again and again", { posted: 3_590 }, 3_600, "unfinished"],
  ["finished late", { posted: 0, finished: 900 }, 3_600, null],
  ["refused in words that leave it open", { said: "uniqueId", uncertain: true }, 0, "unclear"],
  ["held though Sage refuses it", { said: "no" }, 0, "untaken"],
  ["refused for good", { finished: 10, said: "no" }, 3_600, null],
  ["not taken while Sage is away for all", { away: 10 }, 3_600, null],
  ["posted shortly before Sage went away", { posted: 1, away: 10 }, 3_600, null],
  ["not taken for minutes before Sage went away", { away: 300 }, 301, "untaken"],
  ["not taken just after an outage", { back: 3_600 }, 3_899, null],
  ["not taken long after an outage", { back: 3_600 }, 3_900, "untaken"],
  ["not tried since an outage: it waits for its turn here", { back: 3_600, tries: 0 }, 86_400, null],
  ["opened after an outage and not tried for minutes", { back: -60, tries: 0 }, 300, "untaken"],
  ["not tried for minutes without an outage", { tries: 0 }, 300, "untaken"],
  ["of a user who has to authorise again", { user: "required", userAt: 5 }, 3_600, null],
  ["of a user who may be on the way back", { user: "given", userAt: 600 }, 1_000, null],
  ["of a user who should be back by now", { user: "given", userAt: 600 }, 1_800, "untaken"],
  ["of a user who came back a moment ago", { userAt: 3_500 }, 3_600, null],
])("F20 a statement that is %s: stuck?", (_, change, seconds, expected) => {
  const at = (n: number | undefined) => (n === undefined ? null : secondsAfter(n, someTime));
  const { posted, finished, said, uncertain = false, user = null, userAt, away, back, tries = 1 } = change;
  const statement = {
    createdAt: someTime,
    postedAt: at(posted),
    finishedAt: at(finished),
    reason: said === undefined ? null : saidBySage(said),
    uncertain,
    attempts: tries,
  };
  const account = { reauthorisation: user, reauthorisationAt: at(userAt), awaySince: at(away), backAt: at(back) };
  const now = secondsAfter(seconds, someTime);
  expect(whyStuck({ ...statement, ...account }, now)).toBe(expected);
  if (expected !== null) expect(mayBeStuck(statement, now)).toBe(true);
});

test.each([
  ["new", 299, null, null, false],
  ["old", 300, null, null, true],
  ["new, and stands still", 0, saidBySage("no"), null, true],
  ["old, and has ended", 300, saidBySage("no"), someTime, false],
] as const)("F20 a statement that is %s is looked at: %#", (_, seconds, reason, finishedAt, expected) => {
  expect(mayBeStuck({ createdAt: someTime, reason, finishedAt }, secondsAfter(seconds, someTime))).toBe(expected);
});

describeStores("a statement that does not come to its end", (database) => {
  const stuck = (feed: Feed) => feed.needs.feed.countStuck();
  const none = { unfinished: 0, untaken: 0, unclear: 0 };
  /** Looks at the account once more, whatever it waits for. */
  const look = async (feed: Feed) => {
    await feed.needs.db.update(feeds).set({ awaitsSage: null, resumeAt: null });
    await feed.needs.reach.heard("eu", { type: "answered" });
    await postAll(feed.needs, feed.account.id, 1);
    await feed.needs.reach.heard("eu", { type: "answered" });
  };
  /** Takes away what a test leaves under way. */
  const done = (feed: Feed) =>
    feed.needs.db
      .update(statements)
      .set({ finishedAt: feed.needs.clock() })
      .where(eq(statements.sourceAccountId, feed.account.id));

  test("F20 since Sage never finishes it is counted after five minutes, and so is one that Sage takes none before", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/options", { statementsFinish: false });
    // Its name is lost, so that ours is not the one that Sage is at.
    await fault(feed, POST, { after: "apply-then-reset" });
    const pushed = await push(feed);
    await post(feed);
    expect(await told(feed, pushed)).toBe("Pending");
    expect(await stuck(feed)).toEqual({ ...none, unclear: 1 });
    await done(feed);

    const other = await aFeed(database());
    await other.fixture.control("/options", { statementsFinish: false });
    await push(other);
    await post(other);
    expect(await stuck(other)).toEqual(none);
    other.needs.passMinutes(5);
    expect(await stuck(other)).toEqual({ ...none, unfinished: 1 });
    await done(other);
  });

  const refused = { status: 400, body: { error: { code: "ValidationError", message: "no" } } };
  const lost = { status: 404, body: { error: { code: "NotFoundError", message: "no" } } };
  const taken = { status: 200, body: { data: { _id: "forgotten" } } };
  test.each([
    ["answers no post of it while it answers others", [[POST, { status: 500 }]], ["untaken"]],
    ["answers no look at it while it answers others", [[LOOK, { status: 500 }]], ["unfinished"]],
    [
      "refuses it at once and does not say what the account is",
      [
        [POST, refused],
        [QUERY, refused],
      ],
      ["untaken"],
    ],
    [
      "forgets it again and again",
      [
        [POST, taken],
        [LOOK, lost],
      ],
      ["untaken", "unfinished"],
    ],
  ] as const)("F20 since Sage %s is counted after five minutes", async (_, faults, reasons) => {
    const feed = await aFeed(database());
    await push(feed);
    for (const [match, action] of faults) await fault(feed, match, action, "always");
    for (let minute = 0; minute < 5; minute++) {
      for (let n = 0; n < 4; n++) await look(feed);
      expect(await stuck(feed)).toEqual(none);
      feed.needs.passMinutes(1);
    }
    await look(feed);
    const counted = await stuck(feed);
    expect(reasons.map((reason) => ({ ...none, [reason]: 1 }))).toContainEqual(counted);
    await done(feed);
  });

  test("F21 which this release cannot read is left alone, and reported, until a release comes that can", async () => {
    const feed = await aFeed(database());
    const { needs } = feed;
    const pushed = await push(feed);
    const its = eq(statements.sourceAccountId, feed.account.id);
    await fault(feed, POST, { status: 503 });
    await look(feed);
    const [{ lines } = { lines: 0 }] = await needs.db.update(statements).set({ lines: 3 }).where(its).returning();
    expect(lines).toBe(3);
    const words: string[] = [];
    const { db, clock, tell } = needs;
    const onStuck = (account: string, why: string) => void words.push(`${account}: ${why}`);
    const store = feedStore({ db, clock, tell, enqueue: async () => {}, onStuck });
    expect(await postNext({ ...needs, feed: store }, feed.account.id, RUNNER)).toBe(300);
    expect(words).toEqual([expect.stringMatching(`^${feed.account.id}: statement .* does not have its 3 lines`)]);
    needs.passMinutes(5);
    expect(await stuck(feed)).toEqual({ ...none, untaken: 1 });
    await needs.db.update(statements).set({ lines: 2 }).where(its);
    await look(feed);
    await post(feed);
    expect(await told(feed, pushed)).toBe("Success");
  });

  test("F20 since the newer account refuses history is counted at once, as one statement", async () => {
    const feed = await aFeed(database());
    await push(feed);
    await post(feed);
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    await connect(feed, "2026-02-01");
    await fault(feed, POST, refused, "always");
    for (let n = 0; n < 4; n++) await look(feed);
    expect(await stuck(feed)).toEqual({ ...none, untaken: 1 });
    expect(await feed.needs.db.$count(statements, eq(statements.sourceAccountId, feed.account.id))).toBe(2);
    await feed.fixture.call("DELETE", "/_control/faults");
    await post(feed);
    expect(await stuck(feed)).toEqual(none);
  });
});
