import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi, someV1, someV2 } from "../../test/api.ts";
import { deliveringOver } from "../../test/delivering.ts";
import { aReceiver } from "../../test/receiver.ts";
import { describeStores } from "../../test/stores.ts";
import { accountCreated, accountDeleted } from "../connection/sage-account-events.ts";
import { DISABLED_AFTER_MS } from "../institution/delivery.ts";

const ALL = [
  "bankFeeds.sourceAccount.connected",
  "bankFeeds.sourceAccount.disconnected",
  "company.created",
  "company.deleted",
  "connection.connected",
  "connection.created",
  "connection.deleted",
  "connection.disconnected",
  "connection.failed",
  "connection.reconnected",
];

type Body = { id: string; eventType: string; generatedDate: string; payload: Record<string, never> };
type Log = { results: { id: string; status: string; eventType: string; attempts: { statusCode?: number }[] }[] };

describeStores("webhooks", (database) => {
  async function fixture(wanted: object = {}, timing: { timeoutMs?: number } = {}) {
    const needs = await deliveringOver(database(), timing);
    const receiver = await aReceiver();
    const url = await serveApi(needs);
    const institution = await anApiInstitution(needs, url);
    const made = await institution.ask("POST", "/webhooks", { url: receiver.url, eventTypes: ALL, ...wanted });
    const webhook = made.body as { id: string; secret: string };
    const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Body);
    const log = async () => ((await institution.ask("GET", `/webhooks/${webhook.id}/deliveries`)).body as Log).results;
    return { ...institution, needs, receiver, webhook, url, bodies, log };
  }

  test("bring each event once, from what really causes it, signed so that the standard's own library agrees", async () => {
    const { needs, receiver, webhook, ask, bankId, bodies, log } = await fixture();
    await needs.start();
    const company = (await ask("POST", "/companies", { name: "Told", tags: { region: "uk" } })).body as { id: string };
    const connections = `/companies/${company.id}/connections`;
    const { id } = (await ask("POST", connections, { platformKey: "olpr" })).body as { id: string };
    const accounts = `${connections}/${id}/connectionInfo/bankFeedAccounts`;
    await ask("POST", accounts, someV2({ id: "one", accountNumber: "40007001" }));
    const home = { institutionId: (await needs.institutions.bank(bankId))?.institutionId ?? "", connectionId: id };
    const [account] = await needs.connections.accounts(home.institutionId, id);
    const link = (sageBankAccountId: string) => ({
      sageBankAccountId,
      sourceAccountId: account?.id ?? "",
      bankId,
      requestedStartDate: null,
    });
    const first = link(randomUUID());
    // Sage's notifications repeat.
    for (let time = 0; time < 2; time++) await accountCreated(needs, first);
    for (let time = 0; time < 2; time++) await accountDeleted(needs, first.sageBankAccountId);
    await accountCreated(needs, link(randomUUID()));
    await ask("PATCH", `${connections}/${id}`, { status: "Unlinked" });
    await ask("DELETE", `${connections}/${id}`);
    await ask("DELETE", `/companies/${company.id}`);

    await receiver.count(12);
    expect(
      bodies()
        .map(({ eventType }) => eventType)
        .sort(),
    ).toEqual(
      [
        "company.created",
        "connection.created",
        "connection.connected",
        "bankFeeds.sourceAccount.connected",
        "bankFeeds.sourceAccount.disconnected",
        "connection.disconnected",
        "connection.reconnected",
        "bankFeeds.sourceAccount.connected",
        "bankFeeds.sourceAccount.disconnected",
        "connection.disconnected",
        "connection.deleted",
        "company.deleted",
      ].sort(),
    );
    const verifier = new Webhook(webhook.secret);
    for (const { headers, body } of receiver.received) {
      const at = new Date(Number(headers["webhook-timestamp"]) * 1000);
      expect(headers["webhook-signature"]).toBe(verifier.sign(headers["webhook-id"] ?? "", at, body));
      expect((JSON.parse(body) as Body).id).toBe(headers["webhook-id"]);
    }
    const told = bodies().find(({ eventType }) => eventType === "bankFeeds.sourceAccount.connected");
    expect(told?.payload).toMatchObject({
      referenceCompany: { id: company.id, name: "Told", tags: { region: "uk" } },
      companyId: company.id,
      connectionId: id,
      sourceAccount: { id: "one", accountNumber: "40007001", status: "connected" },
    });
    const gone = bodies().find(({ eventType }) => eventType === "connection.deleted");
    expect(gone?.payload).toMatchObject({ connection: { id, status: "Unlinked" } });
    await expect.poll(async () => (await log()).map(({ status }) => status)).toEqual(Array(12).fill("delivered"));
    expect(needs.faults).toEqual([]);
  });

  test("for some events, or for companies with a tag, bring no others; a disabled one brings none", async () => {
    const { needs, ask, receiver, bodies } = await fixture({
      eventTypes: ["company.created"],
      companyTags: ["region:uk"],
    });
    const off = await aReceiver();
    await ask("POST", "/webhooks", { url: off.url, eventTypes: ALL, disabled: true });
    await needs.start();
    for (const tags of [{}, { region: "ie" }, { region: "uk", team: "a" }])
      await ask("POST", "/companies", { name: "n", tags });
    const other = await aReceiver();
    await ask("POST", "/webhooks", { url: other.url, eventTypes: ALL });
    await ask("POST", "/companies", { name: "last" });
    await other.count(1);
    await receiver.count(1);
    expect(bodies().map(({ payload }) => payload)).toMatchObject([{ referenceCompany: { tags: { region: "uk" } } }]);
    expect([receiver.received.length, off.received.length]).toEqual([1, 0]);
  });

  test("never tell one institution what happens at another", async () => {
    const { needs, ask, receiver, bodies, url } = await fixture();
    await needs.start();
    const stranger = await anApiInstitution(needs, url);
    await stranger.ask("POST", "/companies", { name: "Not yours" });
    await ask("POST", "/companies", { name: "Yours" });
    await receiver.count(1);
    expect(bodies().map(({ payload }) => payload)).toMatchObject([{ referenceCompany: { name: "Yours" } }]);
  });

  test("come again after a refusal, under the same id, and can be sent once more", async () => {
    const { needs, ask, receiver, webhook, log } = await fixture();
    receiver.reply(500, { status: 307, location: "https://elsewhere.example/" });
    await needs.start();
    await ask("POST", "/companies", { name: "n" });
    await receiver.count(1);
    await expect.poll(async () => (await log())[0]?.attempts).toMatchObject([{ statusCode: 500 }]);
    const [delivery] = await log();
    const replay = (id: string) => ask("POST", `/webhooks/${webhook.id}/deliveries/${id}/replay`);
    expect((await replay(delivery?.id ?? "")).status).toBe(202);
    await expect.poll(async () => (await log())[0]?.attempts).toMatchObject([{ statusCode: 500 }, { statusCode: 307 }]);
    await replay(delivery?.id ?? "");
    await expect.poll(async () => (await log())[0]?.status).toBe("delivered");
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await replay(randomUUID())).status).toBe(404);
  });

  test("that hang do not hold up those of other institutions", async () => {
    const { needs, ask, receiver } = await fixture({}, { timeoutMs: 3_000 });
    receiver.reply(...Array<"hang">(20).fill("hang"));
    const other = await aReceiver();
    await ask("POST", "/webhooks", { url: other.url, eventTypes: ALL });
    await needs.start();
    for (let n = 0; n < 20; n++) await ask("POST", "/companies", { name: `n${n}` });
    await other.count(20);
    expect(receiver.received.length).toBeLessThan(20);
  });

  test("that were switched off are sent nothing again, and keep the record of what arrived", async () => {
    const { needs, ask, receiver, webhook, log } = await fixture();
    await needs.start();
    await ask("POST", "/companies", { name: "n" });
    await expect.poll(async () => (await log())[0]?.status).toBe("delivered");
    await ask("PATCH", `/webhooks/${webhook.id}`, { disabled: true });
    const [delivery] = await log();
    expect((await ask("POST", `/webhooks/${webhook.id}/deliveries/${delivery?.id}/replay`)).status).toBe(409);
    expect((await log())[0]?.status).toBe("delivered");
    expect(receiver.received).toHaveLength(1);
  });

  test("whose job was lost are taken up again", async () => {
    const { needs, ask, receiver } = await fixture();
    await ask("POST", "/companies", { name: "n" });
    await needs.db.execute(sql`delete from jobs.job where name = 'webhook-deliveries'`);
    await needs.start();
    needs.passMinutes(20);
    await needs.deliveries.revive(new Date(needs.clock().getTime() - 15 * 60_000), 1_000);
    await receiver.count(1);
  });

  test("count as failing by what is on record when an attempt ends, not when it began", async () => {
    const { needs, ask, receiver, webhook, institutionId } = await fixture();
    receiver.reply(500, "hang");
    await needs.start();
    await ask("POST", "/companies", { name: "first" });
    await receiver.count(1);
    const log = async () => (await needs.deliveries.log(institutionId, webhook.id, { page: 1, pageSize: 9 }))?.results;
    await expect.poll(async () => (await log())?.[0]?.attempts.length).toBe(1);
    needs.passMinutes(DISABLED_AFTER_MS / 60_000 - 1);
    await ask("POST", "/companies", { name: "hangs" });
    await receiver.count(2);
    await ask("POST", "/companies", { name: "arrives" });
    await expect.poll(async () => (await log())?.some(({ status }) => status === "delivered")).toBe(true);
    needs.passMinutes(2);
    receiver.letGo(500);
    await expect.poll(async () => (await log())?.flatMap(({ attempts }) => attempts).length).toBe(3);
    expect((await ask("GET", "/webhooks")).body).toMatchObject({ results: [{ disabled: false }] });
  });

  test("at which nothing arrives for five days are disabled, and say why until they are switched on again", async () => {
    const { needs, ask, receiver, webhook, institutionId } = await fixture();
    receiver.reply(500, 500, 500);
    await needs.start();
    await ask("POST", "/companies", { name: "first" });
    await receiver.count(1);
    await expect
      .poll(
        async () =>
          (await needs.deliveries.log(institutionId, webhook.id, { page: 1, pageSize: 1 }))?.results[0]?.attempts
            .length,
      )
      .toBe(1);
    needs.passMinutes(DISABLED_AFTER_MS / 60_000);
    await ask("POST", "/companies", { name: "second" });
    const listed = async () => ((await ask("GET", "/webhooks")).body as { results: object[] }).results[0];
    await expect.poll(listed).toMatchObject({ disabled: true, disabledReason: "failing-for-five-days" });
    await ask("POST", "/companies", { name: "third" });
    expect((await ask("PATCH", `/webhooks/${webhook.id}`, { disabled: false })).body).not.toHaveProperty(
      "disabledReason",
    );
    expect(await listed()).toMatchObject({ disabled: false });
    expect(receiver.received).toHaveLength(2);
  });

  test("sent by two replicas bring each event once", async () => {
    const { needs, ask, receiver } = await fixture();
    await Promise.all([needs.start(), needs.start()]);
    for (let n = 0; n < 10; n++) await ask("POST", "/companies", { name: `n${n}` });
    await receiver.count(10);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(10);
    expect(receiver.received).toHaveLength(10);
  });

  test("keep accounts' numbers sealed while they wait", async () => {
    const { needs, ask, connection, institutionId, connectionId, bankId } = await fixture();
    await ask(
      "POST",
      `${connection}/connectionInfo/bankFeedAccounts`,
      someV1({ id: "sealed", accountNumber: "40007001" }),
    );
    const held = (await needs.connections.accounts(institutionId, connectionId)).find(
      ({ externalId }) => externalId === "sealed",
    );
    const link = { sageBankAccountId: randomUUID(), sourceAccountId: held?.id ?? "", bankId, requestedStartDate: null };
    await accountCreated(needs, link);
    const rows = await needs.db.query.webhookEvents.findMany();
    expect(rows.map(({ type }) => type)).toContain("bankFeeds.sourceAccount.connected");
    expect(JSON.stringify(rows)).not.toContain("40007001");
  });

  test("that hang, however many one institution has, leave others' events their way", async () => {
    const { needs, ask, url } = await fixture();
    for (let n = 0; n < 10; n++) {
      const hanging = await aReceiver();
      hanging.reply(...Array<"hang">(20).fill("hang"));
      await ask("POST", "/webhooks", { url: hanging.url, eventTypes: ALL });
    }
    const other = await anApiInstitution(needs, url);
    const receiver = await aReceiver();
    await other.ask("POST", "/webhooks", { url: receiver.url, eventTypes: ALL });
    for (let n = 0; n < 4; n++) await ask("POST", "/companies", { name: `n${n}` });
    await other.ask("POST", "/companies", { name: "Waits for nobody" });
    await needs.start();
    await receiver.count(1);
  }, 14_000);
});
