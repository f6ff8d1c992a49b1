import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { availableAccounts } from "../../lib/connection/available-accounts.ts";
import { recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { events } from "../../lib/db/schema.ts";
import { accountInSage, aFeed, connect } from "../feed.ts";
import { connectedTo, endHere, type Feed, hear, inSageIs, linesIn, post, push, share } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Multi-account linking: no authorisation, and no journey. */
describeStores("an account that its user links again in Sage, beside a connected one", (database) => {
  async function fixture() {
    const feed = await aFeed(database());
    const [, other] = feed.accounts;
    if (!other) throw new Error("one account only");
    const beside = { ...feed, account: other };
    return { feed, beside, other, otherInSage: await connect(beside) };
  }
  /** Accounts disconnected before c96a9e9; the store did not record which. */
  const asBefore = (feed: Feed) =>
    feed.needs.db
      .update(events)
      .set({ detail: {} })
      .where(
        and(
          eq(events.connectionId, feed.connectionId),
          eq(events.type, "account-disconnected"),
          eq(events.actor, "institution"),
        ),
      );
  const offer = async (feed: Feed, beside: { id: string }) => {
    feed.needs.passMinutes(5);
    expect((await availableAccounts(feed.needs, beside.id))?.map(({ externalId }) => externalId)).toContain(
      feed.account.id,
    );
    feed.needs.passMinutes(5);
  };

  for (const way of ["word", "recovery"])
    test(`F35 is connected though its institution had disconnected it, by ${way}: its user chose it in Sage`, async () => {
      const { feed, other } = await fixture();
      feed.needs.passMinutes(5);
      expect((await endHere(feed)).status).toBe(200);
      await inSageIs(feed, "cancelled");
      await hear(feed, feed.sageBankAccountId, null, "resourceDeleted");
      await offer(feed, other);
      const anew = await accountInSage(feed, "2026-01-01");
      if (way === "word") expect(await hear(feed, anew)).toBe("connected");
      else await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
      expect(await connectedTo(feed)).toBe(anew);
      await push(feed);
      await post(feed);
      expect(await linesIn(feed, anew)).toBe(2);
    });

  test("F35 is connected though the store does not record which account its institution disconnected", async () => {
    const { feed, beside, other } = await fixture();
    feed.needs.passMinutes(5);
    // The institution disconnected `other` long ago.
    expect((await endHere(beside)).status).toBe(200);
    await asBefore(feed);
    feed.needs.passMinutes(5);
    // Its user reconnects it in a separate journey.
    await share(beside);
    await connect(beside);
    await inSageIs(feed, "cancelled");
    await hear(feed, feed.sageBankAccountId, null, "resourceDeleted");
    await offer(feed, other);
    const anew = await accountInSage(feed, "2026-01-01");
    expect(await hear(feed, anew)).toBe("connected");
    expect(await connectedTo(feed)).toBe(anew);
  });
});
