import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { availableAccounts } from "../../lib/connection/available-accounts.ts";
import { recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { connections, sourceAccounts } from "../../lib/db/schema.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { linkAccounts } from "../../lib/journey/link-accounts.ts";
import { accountInSage, aFeed, RUNNER, someLines } from "../feed.ts";
import {
  authorise,
  connectedTo,
  days,
  endHere,
  fault,
  hear,
  inSageIs,
  LOOK,
  linesIn,
  POST,
  type Push,
  post,
  push,
  QUERY,
  share,
  told,
} from "../feed-steps.ts";
import { anInstitution } from "../institutions.ts";
import { someConsent } from "../journeys.ts";
import { needsOver } from "../needs.ts";
import { sageForTest } from "../sage.ts";
import { describeStores } from "../stores.ts";
import { chosen, good } from "../walk.ts";

/**
 * An account disconnected by an institution or support stays so until its user reconnects it. A statement under way is
 * finished.
 */
describeStores("a push to a connection or account disconnected by its institution", (database) => {
  test("F34 is finished in Sage when the institution disconnects the account during it", async () => {
    const feed = await aFeed(database());
    await feed.fixture.control("/options", { statementDelayMs: 1000 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    const waiting = await push(feed, "2026-02-06");
    await endHere(feed);
    await feed.fixture.control("/clock", { advanceSeconds: 5 });
    await post(feed);
    expect([await told(feed, it), await told(feed, waiting), await linesIn(feed)]).toEqual(["Success", "Failed", 2]);
  });

  test("F34 has failed when Sage disconnected the account too, after its institution", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { status: 503 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await endHere(feed);
    await inSageIs(feed, "cancelled");
    await post(feed);
    expect(await told(feed, it)).toBe("Failed");
  });

  test("F34 has failed once Sage has disconnected the account too and never finishes the statement", async () => {
    const feed = await aFeed(database());
    const underway = { status: 200, body: { status: "success", data: { status: "processing" } } };
    await fault(feed, LOOK, underway, "always");
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await endHere(feed);
    await inSageIs(feed, "cancelled");
    await hear(feed, feed.sageBankAccountId, null, "resourceDeleted");
    await days(feed);
    expect(await told(feed, it)).toBe("Failed");
  });

  test("F34 stands still, and counts as such, where Sage may have it but wants its user to authorise first", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { status: 503 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await inSageIs(feed, "authRequired");
    await post(feed);
    expect((await endHere(feed)).status).toBe(200);
    await days(feed);
    const { pushes } = await feed.needs.feed.backlog();
    expect([await told(feed, it), pushes > 0]).toEqual(["Pending", true]);
  });

  test("F35 does not link an unlinked connection when the job finds a newer account during the push", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { status: 503 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-01-01");
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    await post(feed);
    const { body } = await feed.ask("GET", feed.connection);
    expect((body as { status: string }).status).toBe("Unlinked");
    expect([await told(feed, it), await linesIn(feed, anew)]).toEqual(["Failed", 0]);
  });

  test("F35 does not go to an unlinked connection, though the job finds a lost account beside it", async () => {
    const feed = await aFeed(database());
    const [, second] = feed.accounts;
    if (!second) throw new Error("one account only");
    await availableAccounts(feed.needs, feed.account.id);
    await accountInSage({ ...feed, account: second });
    // Support suspects that the accounts feed a stranger's Sage.
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    // As it is done every minute.
    await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
    const { body } = await feed.ask("GET", feed.connection);
    expect((body as { status: string }).status).toBe("Unlinked");
    await push(feed);
    await post(feed);
    expect(await linesIn(feed)).toBe(0);
  });

  test("F35 of an account that its user shares again goes on, although Sage still has it and reports nothing more", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs);
    const account = institution.accounts[0]?.id ?? "";
    const share = async () => good(await linkAccounts(needs, (await chosen(needs, institution)).journey, someConsent));
    const answer = { status: 200, body: { data: [{ bankAccountId: randomUUID(), status: "active" }] } };
    const recover = () => {
      sage.answer(/accountqueries/, answer);
      return recoverLostAccounts(needs, { since: new Date(0), limit: 10, connectionId: institution.connectionId });
    };
    const statusOf = async () =>
      (await needs.db.select().from(sourceAccounts).where(eq(sourceAccounts.id, account)))[0]?.status;
    await share();
    expect(await recover()).toMatchObject({ found: 1 });
    const home = { ...institution };
    const before = await needs.accounts.account(home, "acc-0");
    if (!before) throw new Error("no account");
    await needs.accounts.change(home, before, { status: "disconnected" });
    expect(await statusOf()).toBe("disconnected");
    needs.passMinutes(5);
    await share();
    needs.passMinutes(5);
    await recover();
    expect(await statusOf()).toBe("connected");
  });

  test("F35 does not go to a newer account of Sage's, found while it is under way", async () => {
    const feed = await aFeed(database());
    await fault(feed, POST, { status: 503 });
    await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await inSageIs(feed, "cancelled");
    const anew = await accountInSage(feed, "2026-01-01");
    await endHere(feed);
    await post(feed);
    expect(await connectedTo(feed)).toBe("disconnected");
    expect(await linesIn(feed, anew)).toBe(0);
  });

  for (const way of ["recovery", "word"])
    test(`F35 of an account shared before its disconnection waits for its user, whatever a late ${way} says`, async () => {
      const first = await aFeed(database());
      const [, second] = first.accounts;
      if (!second) throw new Error("one account only");
      // Shared, and never heard of: it was not connected yet.
      const beside = { ...first, account: second };
      const feed = { ...beside, sageBankAccountId: await accountInSage(beside) };
      await share(feed);
      expect((await endHere(feed)).status).toBe(200);
      feed.needs.passMinutes(5);
      if (way === "word") await hear(feed, feed.sageBankAccountId);
      else await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
      expect(await connectedTo(feed)).toBe("disconnected");
    });

  test("F35 has failed once Sage has disconnected the account too, though an older one is active there", async () => {
    const feed = await aFeed(database());
    const older = feed.sageBankAccountId;
    await hear(feed, older);
    await inSageIs(feed, "cancelled");
    const newer = await accountInSage(feed, "2026-01-01");
    expect(await hear(feed, newer)).toBe("connected");
    await fault(feed, POST, { status: 503 });
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await endHere(feed);
    await inSageIs(feed, "cancelled", newer);
    const data = [
      { bankAccountId: older, status: "active" },
      { bankAccountId: newer, status: "cancelled" },
    ];
    await fault(feed, QUERY, { status: 200, body: { data } }, "always");
    await days(feed);
    expect([await connectedTo(feed), await told(feed, it)]).toEqual(["disconnected", "Failed"]);
  });

  for (const way of ["recovery", "a repeated word"])
    test(`F35 of a disconnected account waits for its user, who has authorised another one, whatever ${way} says`, async () => {
      const feed = await aFeed(database());
      const [, other] = feed.accounts;
      if (!other) throw new Error("one account only");
      await share(feed);
      await hear(feed, feed.sageBankAccountId);
      await endHere(feed);
      feed.needs.passMinutes(5);
      await share(feed, { kind: "reauth", accountIds: [other.id] });
      if (way === "recovery")
        await recoverLostAccounts(feed.needs, { since: new Date(0), limit: 10, connectionId: feed.connectionId });
      else await hear(feed, feed.sageBankAccountId);
      expect(await connectedTo(feed)).toBe("disconnected");
    });

  test("F34 waits for the user of an unlinked connection where Sage may have it and asks them to authorise", async () => {
    const feed = await aFeed(database());
    const lines = someLines(2, { from: "2026-02-05" });
    await fault(feed, POST, { after: "apply-then-reset" });
    const it = (await feed.push(lines)).body as Push;
    await postNext(feed.needs, feed.account.id, RUNNER);
    expect(await linesIn(feed)).toBe(2);
    await inSageIs(feed, "authRequired");
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    await post(feed);
    // Its user reconnects.
    await feed.needs.db.update(connections).set({ status: "Linked" }).where(eq(connections.id, feed.connectionId));
    await authorise(feed);
    await inSageIs(feed, "active");
    await post(feed);
    const again = (await feed.push(lines)).body as Push;
    await post(feed);
    expect([await told(feed, it), await told(feed, again), await linesIn(feed)]).toEqual(["Success", "Success", 2]);
  });

  async function behind(how: "ended" | "unlinked") {
    const feed = await aFeed(database());
    const before = (await feed.needs.feed.backlog()).pushes;
    await fault(feed, POST, { status: 503 });
    await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    const waiting = await push(feed, "2026-02-06");
    await inSageIs(feed, "authRequired");
    if (how === "ended") expect((await endHere(feed)).status).toBe(200);
    else expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    await days(feed);
    return { feed, waiting, before };
  }
  test("F34 has failed behind a statement that stands still, if it was not posted", async () => {
    const { feed, waiting } = await behind("ended");
    expect(await told(feed, waiting)).toBe("Failed");
  });
  test("F34 has failed behind a statement that waits for the user of an unlinked connection", async () => {
    const { feed, waiting, before } = await behind("unlinked");
    const { pushes } = await feed.needs.feed.backlog();
    // The one that Sage may have waits, and is not forgotten.
    expect([await told(feed, waiting), pushes - before]).toEqual(["Failed", 1]);
  });
  test("F34 has failed where Sage has failed it for certain, and the connection is unlinked", async () => {
    const feed = await aFeed(database());
    const it = await push(feed);
    await postNext(feed.needs, feed.account.id, RUNNER);
    await fault(feed, LOOK, { status: 200, body: { status: "success", data: { status: "failed" } } }, "always");
    await inSageIs(feed, "authRequired");
    expect((await feed.ask("PATCH", feed.connection, { status: "Unlinked" })).status).toBe(200);
    await days(feed);
    expect(await told(feed, it)).toBe("Failed");
  });
  test("F34 has failed behind a request to Sage that its user authorise, which may be there", async () => {
    const feed = await aFeed(database());
    const path = `${feed.connection}/bankAccounts/${feed.account.externalId}/reauthorization`;
    await feed.ask("POST", path);
    await fault(feed, POST, { status: 503 });
    await postNext(feed.needs, feed.account.id, RUNNER);
    const waiting = await push(feed, "2026-02-06");
    await inSageIs(feed, "authRequired");
    const refused = {
      status: 409,
      body: { status: "fail", error: { message: "The bank account needs to be authorised again" } },
    };
    await fault(feed, POST, refused, "always");
    await endHere(feed);
    await days(feed);
    expect(await told(feed, waiting)).toBe("Failed");
  });
});
