import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountCreated, recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { banks, statements } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { accountInSage, aFeed, RUNNER, someLines } from "../feed.ts";
import {
  connectedTo,
  days,
  endHere,
  type Feed,
  fault,
  hear,
  inSageIs,
  LOOK,
  linesIn,
  linkTo,
  type Push,
  post,
  push,
  QUERY,
  share,
  told,
} from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

/** Sage may have several accounts for one of ours, active and ended. It may report each late and twice. */
describeStores("an account that Sage has several times", (database) => {
  /** An account that Sage has ended, and its known successor. */
  async function followed() {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    await inSageIs(feed, "cancelled", older);
    const newer = await accountInSage(feed, "2026-01-01");
    expect(await hear(feed, newer)).toBe("connected");
    return { feed, older, newer };
  }

  /** Another one in Sage, after which the first is alive as well. */
  async function second(feed: Feed, startDate: string) {
    await inSageIs(feed, "cancelled");
    const newer = await accountInSage(feed, startDate);
    await inSageIs(feed, "active");
    return newer;
  }

  test("F36 stays as it is when a late notification reports a third, ended one", async () => {
    const feed = await aFeed(database());
    const [other, dead] = [randomUUID(), randomUUID()];
    const data = [
      { bankAccountId: other, status: "active" },
      { bankAccountId: feed.sageBankAccountId, status: "active" },
      { bankAccountId: dead, status: "cancelled" },
    ];
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    await hear(feed, dead);
    expect(await connectedTo(feed)).toBe(feed.sageBankAccountId);
  });

  test("F36 stays with the newer of two active ones when Sage reports the older one again", async () => {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    const newer = await second(feed, "2026-01-01");
    const data = [newer, older].map((bankAccountId) => ({ bankAccountId, status: "active" }));
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    expect(await hear(feed, newer)).toBe("connected");
    await hear(feed, older);
    expect(await connectedTo(feed)).toBe(newer);
  });

  test("F32 tells as delivered what the older one has taken when a newer one, from a later date, is connected", async () => {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    const it = await push(feed, "2026-02-05");
    await postNext(feed.needs, feed.account.id, RUNNER);
    expect(await linesIn(feed, older)).toBe(2);
    const newer: string = randomUUID();
    const data = [newer, older].map((bankAccountId) => ({ bankAccountId, status: "active" }));
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    expect(await hear(feed, newer, "2026-03-01")).toBe("connected");
    await post(feed);
    expect([await linesIn(feed, older), await told(feed, it)]).toEqual([2, "Success"]);
  });

  test("F36 waits for its user also when Sage names another one first", async () => {
    const feed = await aFeed(database());
    await inSageIs(feed, "authRequired");
    const data = [
      { bankAccountId: randomUUID(), status: "active" },
      { bankAccountId: feed.sageBankAccountId, status: "authRequired" },
    ];
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    const it = await push(feed);
    await post(feed);
    expect(await told(feed, it)).toBe("Pending");
  });

  test("F36 goes to none that Sage itself calls ended, and reports nothing as delivered", async () => {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    const lines = someLines(2, { from: "2026-02-05" });
    await feed.push(lines);
    await post(feed);
    await inSageIs(feed, "cancelled", older);
    const newer = await accountInSage(feed, "2026-01-01");
    expect(await hear(feed, newer)).toBe("connected");
    // Nothing has gone to the newer account yet. Sage ends it too; the notification is on its way.
    const again = (await feed.push(lines)).body as Push;
    await inSageIs(feed, "cancelled", newer);
    await hear(feed, older);
    await post(feed);
    expect(await connectedTo(feed)).not.toBe(older);
    expect([await linesIn(feed, newer), await told(feed, again)]).toEqual([0, "Failed"]);
  });

  test("F35 that its institution disconnected does not come back by a late notification of an older one", async () => {
    const { feed, older } = await followed();
    await endHere(feed);
    await hear(feed, older);
    expect(await connectedTo(feed)).toBe("disconnected");
  });

  test("F36 stays as it is while a gateway answers 404 to the account query", async () => {
    const { feed, older, newer } = await followed();
    await fault(feed, QUERY, { status: 404, body: "<html>no such page</html>" }, "always");
    await hear(feed, older).catch(() => {});
    const it = await push(feed);
    await post(feed);
    expect([await connectedTo(feed), await told(feed, it), await linesIn(feed, newer)]).toEqual([newer, "Success", 2]);
  });

  test("F36 is connected through the institution's other bank as through the same one", async () => {
    const feed = await aFeed(database());
    const { bankId } = feed.fixture.banks.us;
    await feed.needs.db
      .insert(banks)
      .values({ id: bankId, institutionId: feed.institutionId, region: "us", name: "US" });
    const anew = await accountInSage({ ...feed, sageBankId: bankId, region: "us" });
    const said = await accountCreated(feed.needs, linkTo(feed, anew, "2026-01-01", bankId));
    expect(said).toBe("connected");
    const it = await push(feed);
    await post(feed);
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Success", 2]);
  });

  async function two() {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    await inSageIs(feed, "cancelled");
    const newer = await accountInSage(feed, "2026-01-01");
    await inSageIs(feed, "active");
    const data = [newer, older].map((bankAccountId) => ({ bankAccountId, status: "active" }));
    await fault(feed, QUERY, { status: 200, body: { data } });
    expect(await hear(feed, newer)).toBe("connected");
    await inSageIs(feed, "cancelled", newer);
    expect(await hear(feed, newer, null, "resourceDeleted")).toBe("disconnected");
    const left = [
      { bankAccountId: older, status: "active" },
      { bankAccountId: newer, status: "cancelled" },
    ];
    await fault(feed, QUERY, { status: 200, body: { data: left } }, "always");
    return { feed, older };
  }
  test("F36 is connected to the older one by its notification when Sage has ended the newer", async () => {
    const { feed, older } = await two();
    await hear(feed, older);
    expect(await connectedTo(feed)).toBe(older);
  });

  test("F36 is connected to the older one when Sage, asked, has ended the newer", async () => {
    const { feed, older } = await two();
    await share(feed, { minutesAgo: 60 });
    await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
    expect(await connectedTo(feed)).toBe(older);
  });

  test("F32 goes on with the newer one though Sage says nothing of a statement of the older one", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/options", { statementDelayMs: 1000 });
    await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);

    await inSageIs(feed, "cancelled");
    await hear(feed, feed.sageBankAccountId, null, "resourceDeleted");
    const anew = await accountInSage(feed, "2026-01-01");
    await hear(feed, anew);
    expect(await connectedTo(feed)).toBe(anew);
    await feed.fixture.control("/clock", { advanceSeconds: 60 });
    const [held] = await feed.needs.db.select().from(statements).where(eq(statements.sourceAccountId, feed.account.id));
    const gone = {
      status: 403,
      body: { status: "failed", error: { code: "AuthorizationError", message: "cancelled" } },
    };
    await fault(feed, { ...LOOK, path: `${LOOK.path}/${held?.sageStatementId}` }, gone, "always");
    const next = await push(feed, "2026-02-06");
    for (let day = 0; day < 4; day++) {
      await days(feed, 1);
      await feed.fixture.control("/clock", { advanceSeconds: 60 });
    }
    expect([await told(feed, next), await linesIn(feed, anew)]).toEqual(["Success", 4]);
  });

  test("F36 is connected to the older one by its notification when the newer was at the institution's other bank", async () => {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    const { bankId } = feed.fixture.banks.us;
    await feed.needs.db
      .insert(banks)
      .values({ id: bankId, institutionId: feed.institutionId, region: "us", name: "US" });
    const newer = await accountInSage({ ...feed, sageBankId: bankId, region: "us" });
    feed.needs.passMinutes(1);
    expect(await accountCreated(feed.needs, linkTo(feed, newer, "2026-01-01", bankId))).toBe("connected");
    expect(await hear(feed, newer, null, "resourceDeleted")).toBe("disconnected");
    await hear(feed, older);
    expect(await connectedTo(feed)).toBe(older);
  });
});
