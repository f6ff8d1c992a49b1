import { expect, test } from "vitest";
import { reasonWords } from "../../lib/api/wire/reason.ts";
import { webhookEvents } from "../../lib/db/schema.ts";
import { because } from "../../lib/feed/reason.ts";
import { aFeed, connect, postAll, someLines } from "../feed.ts";
import { type Feed, fault, inSageIs, linesIn, POST, type Push, post } from "../feed-steps.ts";
import { describeStores } from "../stores.ts";

describeStores("the outcome of a push", (database) => {
  const early = someLines(2, { from: "2025-12-30", prefix: "early" });
  const wanted = someLines(3, { from: "2026-01-05", prefix: "wanted" });
  async function fixture() {
    const feed = await aFeed(database());
    const eventTypes = ["bankTransactions.write.successful", "bankTransactions.write.unsuccessful"];
    await feed.ask("POST", "/webhooks", { url: "http://127.0.0.1:9/", eventTypes });
    return feed;
  }
  const push = async (feed: Feed, lines: readonly object[]) => (await feed.push(lines)).body as Push;
  const told = async (feed: Feed, { pushOperationKey }: Push) =>
    (await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`)).body as Record<string, unknown>;
  const events = async (feed: Feed) =>
    (await feed.needs.db.select().from(webhookEvents))
      .filter(({ institutionId }) => institutionId === feed.institutionId)
      .map(({ id, sealedBody }) => JSON.parse(feed.needs.cipher.open(sealedBody, id)));
  const counted = (status: string, delivered: number, skipped: number) => ({ status, delivered, skipped });

  test("F7 is no success where Sage gets nothing of it, by the operation, the list and the webhook", async () => {
    const feed = await fixture();
    for (const it of [await push(feed, early), await push(feed, early)]) {
      const expected = {
        ...counted("Failed", 0, 2),
        accountId: feed.account.externalId,
        errorMessage: reasonWords(because("nothing-wanted")),
      };
      expect(it).toMatchObject({ ...expected, statusCode: 400 });
      expect(await told(feed, it)).toMatchObject(expected);
      const { body } = await feed.ask("GET", `${feed.company}/push`);
      expect((body as { results: object[] }).results[0]).toMatchObject(expected);
      const event = (await events(feed)).find(({ payload }) => payload.id === it.pushOperationKey);
      expect(event).toMatchObject({ eventType: "bankTransactions.write.unsuccessful", payload: expected });
      expect(event.payload.validation.warnings).toEqual(
        (it as unknown as { validation: { warnings: object[] } }).validation.warnings,
      );
    }
  });

  test("F7 counts what is in Sage and what Sage does not get", async () => {
    const feed = await fixture();
    const it = await push(feed, [...early, ...wanted]);
    expect(it).toMatchObject(counted("Pending", 0, 2));
    await post(feed);
    expect(await told(feed, it)).toMatchObject({ ...counted("Success", 3, 2), accountId: feed.account.externalId });
    expect(await events(feed)).toMatchObject([
      {
        eventType: "bankTransactions.write.successful",
        payload: { ...counted("Success", 3, 2), accountId: feed.account.externalId },
      },
    ]);
    expect(await push(feed, wanted)).toMatchObject(counted("Success", 3, 0));
  });

  test("F7 counts what arrived after its time, and nothing of what broke a rule", async () => {
    const feed = await fixture();
    const it = (await feed.push(wanted, "?timeoutInMinutes=1")).body as Push;
    feed.needs.passMinutes(2);
    expect(await told(feed, it)).toMatchObject(counted("TimedOut", 0, 0));
    await post(feed);
    expect(await told(feed, it)).toMatchObject(counted("TimedOut", 3, 0));
    const bad = await push(feed, [...early, { ...wanted[0], id: "ahead", date: "2999-01-01" }]);
    expect(bad).toMatchObject(counted("Failed", 0, 0));
  });

  test("F7 counts what is true when it is asked for: an earlier start date brings what was skipped", async () => {
    const feed = await fixture();
    const none = await push(feed, early);
    feed.needs.passMinutes(1);
    const part = await push(feed, [...someLines(2, { from: "2025-12-31", prefix: "more" }), ...wanted]);
    await post(feed);
    expect(await told(feed, part)).toMatchObject(counted("Success", 3, 2));
    await inSageIs(feed, "cancelled");
    await feed.needs.connections.markDisconnected(feed.sageBankAccountId, feed.needs.clock());
    await connect(feed, "2025-12-01");
    expect(await told(feed, part)).toMatchObject(counted("Success", 3, 0));
    expect(await told(feed, none)).toMatchObject(counted("Failed", 0, 0));
    await post(feed);
    expect(await told(feed, part)).toMatchObject(counted("Success", 5, 0));
    const { body } = await feed.ask("GET", `${feed.company}/push`);
    expect((body as { results: object[] }).results).toMatchObject([counted("Success", 5, 0), counted("Failed", 2, 0)]);
  });

  /** Reconnects the account from before the skipped lines. Sage answers their statement as requested. */
  async function anew(feed: Feed, from: string, before = feed.sageBankAccountId) {
    await inSageIs(feed, "cancelled", before);
    await feed.needs.connections.markDisconnected(before, feed.needs.clock());
    return connect(feed, from);
  }
  const refusal = { status: 400, body: { error: { code: "ValidationError", message: "no" } } };

  // If Sage wants one of the two, the other goes too, or it would count for the missing one.
  test.each([
    ["2025-12-01", 2],
    ["2025-12-31", 1],
  ])(
    "F7 counts no line that was skipped, then wanted from %s, then refused; it may be pushed again",
    async (from, got) => {
      const feed = await fixture();
      const lines = [...someLines(1, { from: "2025-12-30" }), ...someLines(1, { from: "2025-12-31" })];
      const none = await push(feed, lines);
      const id = await anew(feed, from);
      await fault(feed, POST, refusal);
      await post(feed);
      expect([await told(feed, none), await linesIn(feed, id)]).toMatchObject([counted("Failed", 0, 2), 0]);
      const again = await push(feed, lines);
      expect(again).toMatchObject(counted("Pending", 0, 2 - got));
      await post(feed);
      expect([await told(feed, again), await linesIn(feed, id)]).toMatchObject([counted("Success", got, 2 - got), got]);
    },
  );

  test("F7 counts what was skipped, then delivered, for as long as a newer account refuses it as history", async () => {
    const feed = await fixture();
    const none = await push(feed, early);
    const older = await anew(feed, "2025-12-01");
    await post(feed);
    const repeat = await push(feed, early);
    expect(repeat).toMatchObject(counted("Success", 2, 0));
    const id = await anew(feed, "2025-11-01", older);
    await fault(feed, POST, refusal, "always");
    for (let n = 0; n < 3; n++) await postAll(feed.needs, feed.account.id, 1);
    expect(await told(feed, none)).toMatchObject(counted("Failed", 0, 0));
    expect(await linesIn(feed, id)).toBe(0);
    await feed.fixture.call("DELETE", "/_control/faults");
    await post(feed);
    expect([await told(feed, none), await linesIn(feed, id)]).toMatchObject([counted("Failed", 2, 0), 2]);
  });

  test("F7 names the first hundred remarks in an event, and how many there are; the operation has them all", async () => {
    const feed = await fixture();
    const it = await push(feed, someLines(120, { from: "2025-12-01" }));
    const { validation } = (await told(feed, it)) as { validation: { errors: object[]; warnings: object[] } };
    expect(validation.warnings).toHaveLength(120);
    const [event] = await events(feed);
    const expected = { errors: [], warnings: validation.warnings.slice(0, 100), totalErrors: 0, totalWarnings: 120 };
    expect(event.payload.validation).toEqual(expected);
  });
});
