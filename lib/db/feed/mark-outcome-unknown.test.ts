import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { dice } from "../../../test/dice.ts";
import { aFeed, someLines } from "../../../test/feed.ts";
import { describeStores } from "../../../test/stores.ts";
import { feedStep } from "../../feed/feed-step.ts";
import { feeds, statements } from "../schema.ts";
import { loadFeed } from "./load-feed.ts";
import { markOutcomesUnknown } from "./mark-outcome-unknown.ts";

describeStores("a store that came from a backup", (database) => {
  test("marks all feeds' outcomes unknown as `feedStep` marks one, on random rows", async () => {
    const feed = await aFeed(database());
    await feed.push(someLines(2));
    const { db, clock } = feed.needs;
    const roll = dice(20_261_130);
    const one = <T>(of: readonly T[]) => of[roll(of.length)] as T;
    const load = async () => {
      const loaded = await db.transaction((tx) => loadFeed(tx, feed.account.id));
      if (!loaded) throw new Error("no feed");
      return loaded.feed;
    };
    for (let n = 0; n < 60; n++) {
      await db.update(feeds).set({ mostLines: one([null, 4]), lookedAt: clock() });
      await db.delete(statements).where(eq(statements.sourceAccountId, feed.account.id));
      const { institutionId, sageBankAccountId, sageBankId: bankId, account } = feed;
      const to = { institutionId, sageBankAccountId, bankId, region: "eu" as const, sourceAccountId: account.id };
      const held = {
        ...{ ...to, id: randomUUID(), createdAt: clock(), firstLine: 1, lastLine: 2, lines: 2 },
        ...{ kind: one(["lines", "reauthorise"] as const), uncertain: one([true, false]), isRestored: false },
        sageStatementId: one([null, "in-sage"]),
        finishedAt: one([null, null, clock()]),
      };
      if (roll(4) > 0) await db.insert(statements).values(held);
      const before = await load();
      await db.transaction((tx) => markOutcomesUnknown(tx, clock(), "operator"));
      expect(await load()).toEqual(feedStep(before, { type: "restored" }, clock()).after);
    }
  });
});
