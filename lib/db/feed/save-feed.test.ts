import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aFeed, RUNNER, someLines } from "../../../test/feed.ts";
import { describeStores } from "../../../test/stores.ts";
import { statements } from "../schema.ts";
import { loadFeed } from "./load-feed.ts";
import { saveFeed } from "./save-feed.ts";

describeStores("a feed that is saved", (database) => {
  test("keeps its statement's unknown outcome that was recorded since it was loaded", async () => {
    const feed = await aFeed(database());
    await feed.push(someLines(2));
    await feed.needs.feed.look(feed.account.id, RUNNER);
    const its = eq(statements.sourceAccountId, feed.account.id);
    await feed.needs.db.transaction(async (tx) => {
      const loaded = await loadFeed(tx, feed.account.id);
      if (!loaded?.feed.held) throw new Error("no statement is in flight");
      await tx.update(statements).set({ isRestored: true, refusals: 2 }).where(its);
      await saveFeed(tx, loaded.feed, { ...loaded.feed, held: { ...loaded.feed.held, attempts: 1 } });
    });
    expect(await feed.needs.db.select().from(statements).where(its)).toMatchObject([
      { attempts: 1, isRestored: true, refusals: 2 },
    ]);
  });
});
