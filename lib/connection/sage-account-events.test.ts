import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { anInstitution } from "../../test/institutions.ts";
import { minutesAfter, someConsent } from "../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { chosen, good } from "../../test/walk.ts";
import { banks, events, notifications, sageReach, sourceAccounts } from "../db/schema.ts";
import { linkAccounts } from "../journey/link-accounts.ts";
import { interpret } from "../sage/notification.ts";
import { accountCreated, accountDeleted, recoverLostAccounts } from "./sage-account-events.ts";

type News = { created?: string; deleted?: string; of?: string; bankId?: string; startDate?: string };

/** As the notification's door does it: write it down, then act on it. */
async function hear(needs: TestNeeds, { created, deleted, of, bankId, startDate }: News) {
  const type = created ? "resourceCreated" : "resourceDeleted";
  const resource = { id: created ?? deleted ?? "", type: "bankAccount" };
  const additionalData = { externalId: of ?? null, bankId: bankId ?? null, requestedStartDate: startDate ?? null };
  await needs.notifications.record({ type, resourceType: resource.type, resourceId: resource.id, additionalData });
  const meaning = interpret({ type, resource, additionalData });
  if (!meaning.ok) throw new Error(meaning.field);
  const { heard } = meaning;
  if (heard.event === "account-deleted") return accountDeleted(needs, heard.sageBankAccountId);
  if (heard.event === "account-created")
    return accountCreated(needs, { ...heard, sourceAccountId: heard.externalId ?? "" });
  throw new Error(heard.event);
}

const accountOf = async (needs: TestNeeds, id: string) => {
  const [row] = await needs.db.select().from(sourceAccounts).where(eq(sourceAccounts.id, id));
  return row;
};
const eventsOf = async (needs: TestNeeds, connectionId: string) =>
  (await needs.db.select().from(events).where(eq(events.connectionId, connectionId)).orderBy(events.id)).map(
    ({ type }) => type,
  );

describeStores("Sage's news of a bank account", (database) => {
  const start = async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    return { needs, institution, account: institution.accounts[0]?.id ?? "", sageId: randomUUID() };
  };

  test("that two accounts end at the same moment ends their connection, every time", async () => {
    const { needs, institution } = await start();
    const { companyId, institutionId, connectionId, accounts } = institution;
    for (let round = 0; round < 8; round++) {
      const pairs = accounts.slice(0, 2).map(({ id }) => ({ of: id, created: randomUUID() }));
      for (const pair of pairs) await hear(needs, pair);
      await Promise.all(pairs.map(({ created }) => hear(needs, { deleted: created })));
      const after = await needs.companyConnections.connection(institutionId, companyId, connectionId);
      expect(after?.status).toBe("Deauthorized");
    }
  });

  test("and the deletion of their connection at that time do not wait for each other for ever", async () => {
    for (let round = 0; round < 8; round++) {
      const { needs, institution, account, sageId } = await start();
      const { companyId, institutionId, connectionId } = institution;
      const [heard] = await Promise.all([
        hear(needs, { created: sageId, of: account }),
        needs.companyConnections.disconnect(institutionId, companyId, connectionId),
      ]);
      expect(["connected", "unknown"]).toContain(heard);
    }
  });

  test("connects our account and its connection, and keeps Sage's id and the first day", async () => {
    const { needs, institution, account, sageId } = await start();
    const { bankId, institutionId, connectionId } = institution;
    expect(await hear(needs, { created: sageId, of: account, bankId, startDate: "2026-01-01T00:00:00Z" })).toBe(
      "connected",
    );
    expect(await accountOf(needs, account)).toMatchObject({
      status: "connected",
      sageBankAccountId: sageId,
      sageBankId: bankId,
      feedStartDate: theDay("2026-01-01"),
    });
    expect(await needs.connections.connection(institutionId, connectionId)).toMatchObject({ status: "Linked" });
    expect(await needs.connections.accountBySageId(sageId)).toMatchObject({ id: account });
  });

  test("that comes twice changes nothing the second time", async () => {
    const { needs, institution, account, sageId } = await start();
    await hear(needs, { created: sageId, of: account, startDate: "2026-01-01T00:00:00Z" });
    const before = await accountOf(needs, account);
    needs.passMinutes(1);
    expect(await hear(needs, { created: sageId, of: account, startDate: "2026-02-02T00:00:00Z" })).toBe("repeated");
    expect(await accountOf(needs, account)).toEqual(before);
    expect(await eventsOf(needs, institution.connectionId)).toEqual(["account-connected"]);
    expect(await needs.db.select().from(notifications).where(eq(notifications.resourceId, sageId))).toMatchObject([
      { times: 2 },
    ]);
  });

  test("that comes twenty times at once connects once", async () => {
    const { needs, institution, account, sageId } = await start();
    const answers = await Promise.all(Array.from({ length: 20 }, () => hear(needs, { created: sageId, of: account })));
    expect(answers.filter((answer) => answer === "connected")).toHaveLength(1);
    expect(await eventsOf(needs, institution.connectionId)).toEqual(["account-connected"]);
  });

  test("that it has ended disconnects it", async () => {
    const { needs, institution, account, sageId } = await start();
    await hear(needs, { created: sageId, of: account });
    expect(await hear(needs, { deleted: sageId })).toBe("disconnected");
    expect(await accountOf(needs, account)).toMatchObject({ status: "disconnected" });
    expect(await eventsOf(needs, institution.connectionId)).toEqual(["account-connected", "account-disconnected"]);
  });

  test("that it has ended changes nothing when it comes a second time", async () => {
    const { needs, institution, account, sageId } = await start();
    await hear(needs, { created: sageId, of: account });
    for (let times = 0; times < 3; times++) await hear(needs, { deleted: sageId });
    expect(await eventsOf(needs, institution.connectionId)).toEqual(["account-connected", "account-disconnected"]);
  });

  test("that it has ended wins when it overtook the news of its beginning", async () => {
    const { needs, account, sageId } = await start();
    expect(await hear(needs, { deleted: sageId })).toBe("unknown");
    expect(await hear(needs, { created: sageId, of: account })).toBe("stale");
    expect(await accountOf(needs, account)).toMatchObject({ status: "pending", sageBankAccountId: null });
  });

  test("that it has begun and ended, at once, never leaves an ended account connected", async () => {
    for (let round = 0; round < 15; round++) {
      const { needs, account, sageId } = await start();
      await Promise.all([hear(needs, { created: sageId, of: account }), hear(needs, { deleted: sageId })]);
      expect((await accountOf(needs, account))?.status).not.toBe("connected");
    }
  });

  test("that it was ended and linked again connects it under the new id", async () => {
    const { needs, account, sageId } = await start();
    await hear(needs, { created: sageId, of: account });
    await hear(needs, { deleted: sageId });
    const renewed = randomUUID();
    expect(await hear(needs, { created: renewed, of: account })).toBe("connected");
    // A late echo of the old one does not bring it back.
    expect(await hear(needs, { created: sageId, of: account })).toBe("stale");
    expect(await hear(needs, { deleted: sageId })).toBe("unknown");
    expect(await accountOf(needs, account)).toMatchObject({ status: "connected", sageBankAccountId: renewed });
  });

  test("that we do not have is no fault", async () => {
    const { needs } = await start();
    expect(await hear(needs, { created: randomUUID(), of: randomUUID() })).toBe("unknown");
    expect(await hear(needs, { deleted: randomUUID() })).toBe("unknown");
  });

  test("without a bank is put to the bank of the journey that shared it", async () => {
    const { needs, sageId } = await start();
    const sage = await sageForTest();
    const connected = needsOver(database(), sage.config);
    const institution = await anInstitution(connected);
    const { journey } = await chosen(connected, institution);
    good(await linkAccounts(connected, journey, someConsent));
    await hear(needs, { created: sageId, of: institution.accounts[0]?.id ?? "" });
    expect(await accountOf(needs, institution.accounts[0]?.id ?? "")).toMatchObject({ sageBankId: institution.bankId });
  });
});

describeStores("a notification that was lost", (database) => {
  const shared = async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs);
    const { journey } = await chosen(needs, institution);
    good(await linkAccounts(needs, journey, someConsent));
    return { sage, needs, institution, account: institution.accounts[0]?.id ?? "" };
  };
  /** Asks about this test's accounts alone: the store is shared with the others. */
  const recover = async (needs: TestNeeds, account: string, how = {}) => {
    const { connections } = needs;
    const awaited: typeof connections.awaited = async (since, limit) =>
      (await connections.awaited(since, limit)).filter(({ sourceAccountId }) => sourceAccountId === account);
    const told = await recoverLostAccounts(
      { ...needs, connections: { ...connections, awaited } },
      { since: minutesAfter(-1), limit: 1_000, ...how },
    );
    return told.found;
  };

  test("is made good for one institution though Sage's other region answers nothing", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), { eu: sage.config.eu });
    const share = async () => {
      const institution = await anInstitution(needs);
      const { journey } = await chosen(needs, institution);
      good(await linkAccounts(needs, journey, someConsent));
      return institution;
    };
    const here = await share();
    needs.passMinutes(1);
    const there = [];
    for (let n = 0; n < 7; n++) there.push(await share());
    const away = there.map(({ bankId }) => bankId);
    await needs.db.update(banks).set({ region: "us" }).where(inArray(banks.id, away));
    sage.answer(/accountqueries/, {
      status: 200,
      body: { data: [{ bankAccountId: randomUUID(), status: "pending" }] },
    });
    const own = new Set([here, ...there].flatMap(({ accounts }) => accounts).map(({ id }) => id));
    const { connections } = needs;
    const awaited: typeof connections.awaited = async (since, limit) =>
      (await connections.awaited(since, limit)).filter(({ sourceAccountId }) => own.has(sourceAccountId));
    const asked = { since: minutesAfter(-1), limit: 1_000 };
    const told = await recoverLostAccounts({ ...needs, connections: { ...connections, awaited } }, asked);
    expect(told).toEqual({ asked: 6, found: 1, unanswered: 5 });
  });

  test("is not asked about while Sage is away, but by one who sees whether it is back", async () => {
    const { sage, needs, account } = await shared();
    const region = "eu";
    await needs.db.delete(sageReach);
    await needs.reach.heard(region, { type: "unanswered", retryAfter: 60 });
    const { mayAsk } = needs.reach;
    expect(await recover(needs, account, { mayAsk })).toBe(0);
    expect(sage.to("/v1/accountqueries")).toEqual([]);
    await needs.db.update(sageReach).set({ probeAt: new Date(0) });
    const body = { data: [{ bankAccountId: randomUUID(), status: "pending" }] };
    sage.answer(/accountqueries/, { status: 200, body });
    expect(await recover(needs, account, { mayAsk })).toBe(1);
    await needs.reach.heard(region, { type: "answered" });
  });

  test("does not bring back an account that the institution has ended itself", async () => {
    const { sage, needs, institution, account } = await shared();
    const answer = { status: 200, body: { data: [{ bankAccountId: randomUUID(), status: "active" }] } };
    sage.answer(/accountqueries/, answer, answer);
    expect(await recover(needs, account)).toBe(1);
    needs.passMinutes(1);
    const held = await needs.accounts.account(institution, "acc-0");
    if (!held) throw new Error("no account");
    await needs.accounts.change(institution, held, { status: "disconnected" });
    expect(await recover(needs, account)).toBe(0);
    expect(await accountOf(needs, account)).toMatchObject({ status: "disconnected" });
  });

  test("is made good by asking Sage, once", async () => {
    const { sage, needs, institution, account } = await shared();
    const bankAccountId = randomUUID();
    sage.answer(/accountqueries/, {
      status: 200,
      body: { data: [{ bankAccountId, status: "pending", requestedStartDate: "2026-01-01T00:00:00Z" }] },
    });
    expect(await recover(needs, account)).toBe(1);
    expect(JSON.parse(sage.to("/v1/accountqueries")[0]?.body ?? "")).toEqual({
      data: { bankId: institution.bankId, externalId: account },
    });
    expect(await accountOf(needs, account)).toMatchObject({
      status: "connected",
      sageBankAccountId: bankAccountId,
      sageBankId: institution.bankId,
    });
    expect(await recover(needs, account)).toBe(0);
    expect(sage.to("/v1/accountqueries")).toHaveLength(1);
  });

  test.each([
    ["nothing yet", { status: 200, body: { data: [] } }],
    ["that there is none", { status: 404, body: { error: { code: "NotFoundError" } } }],
    [
      "of an account that has ended",
      { status: 200, body: { data: [{ bankAccountId: randomUUID(), status: "cancelled" }] } },
    ],
    ["a web page", { status: 200, body: "<html>Sign in</html>", type: "text/html" }],
    ["another shape", { status: 200, body: { data: { bankAccountId: 7 } } }],
    ["nothing at all", { status: 204, body: "" }],
    ["no", { status: 400, body: "null" }],
  ] as const)("stays lost as long as Sage answers %s, and nothing breaks", async (_, answer) => {
    const { sage, needs, account } = await shared();
    sage.answer(/accountqueries/, answer);
    expect(await recover(needs, account)).toBe(0);
    expect(await accountOf(needs, account)).toMatchObject({ status: "pending" });
  });
});
