import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi, someV2 } from "../../test/api.ts";
import { theDay } from "../../test/days.ts";
import { isConnected } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { announceAuthorisation } from "../journey/announce-authorisation.ts";
import { operations } from "./operations.ts";
import { documentOf } from "./reference/document.ts";

const AUTHORISATION = randomUUID();

const PUSH = "/companies/{companyId}/connections/{connectionId}/push/bankAccounts/{accountId}/bankTransactions";
const LINE = { id: "t1", date: "2026-02-01", description: "Test Company", amount: 1.5, balance: 10 };

/** A request that its own institution may make, for every operation; those that end something come last. */
const REQUESTS: [operation: string, body?: unknown][] = [
  ["GET /companies/{companyId}"],
  ["PATCH /companies/{companyId}", { name: "Taken over" }],
  ["PUT /companies/{companyId}", { name: "Taken over" }],
  ["GET /companies/{companyId}/connections"],
  ["POST /companies/{companyId}/connections", { platformKey: "olpr" }],
  ["GET /companies/{companyId}/connections/{connectionId}"],
  ["PATCH /companies/{companyId}/connections/{connectionId}", { status: "Unlinked" }],
  ["GET /companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts"],
  ["POST /companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts", someV2()],
  ["POST /companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts/batch", [someV2()]],
  [
    "PATCH /companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts/{accountId}",
    { accountName: "x" },
  ],
  ["POST /companies/{companyId}/connections/{connectionId}/bankFeeds/otp"],
  ["POST /companies/{companyId}/connections/{connectionId}/linkTokens", { locale: "fr" }],
  ["PUT /companies/{companyId}/connections/{connectionId}/authorization", { authorizationId: AUTHORISATION }],
  [`POST ${PUSH}`, { accountId: "acc-0", transactions: [LINE] }],
  ["GET /companies/{companyId}/connections/{connectionId}/options/bankAccounts/{accountId}/bankTransactions"],
  ["GET /companies/{companyId}/connections/{connectionId}/bankAccounts/{accountId}/reauthorization"],
  ["POST /companies/{companyId}/connections/{connectionId}/bankAccounts/{accountId}/reauthorization"],
  ["GET /companies/{companyId}/push"],
  ["GET /companies/{companyId}/push/{pushOperationKey}"],
  ["GET /webhooks/{webhookId}"],
  ["PATCH /webhooks/{webhookId}", { disabled: false }],
  ["GET /webhooks/{webhookId}/deliveries"],
  ["POST /webhooks/{webhookId}/deliveries/{deliveryId}/replay"],
  ["DELETE /webhooks/{webhookId}"],
  ["DELETE /companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts/{accountId}"],
  ["DELETE /companies/{companyId}/connections/{connectionId}"],
  ["DELETE /companies/{companyId}"],
];
const noServices = (): never => {
  throw new Error("a document needs no services");
};

/** Operations that name no institution's row. */
const WITHOUT_OWNER = [
  "POST /companies",
  "GET /companies",
  "POST /webhooks",
  "GET /webhooks",
  "GET /settings",
  "PUT /settings",
  "GET /branding",
  "PUT /branding",
  "POST /branding/publish",
  "POST /branding/preview",
  "POST /branding/versions/{number}/restore",
];

test("every operation is asked with two institutions' keys", () => {
  const known = Object.entries(
    documentOf(operations(noServices), "http://localhost", theDay("2026-03-02")).paths ?? {},
  ).flatMap(([path, item]) => Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`));
  expect([...REQUESTS.map(([operation]) => operation), ...WITHOUT_OWNER].sort()).toEqual(known.sort());
});

describeStores("two institutions", (database) => {
  test("neither sees nor touches what is the other's, on any operation", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const url = await serveApi(needs);
    const [owner, stranger] = [await anApiInstitution(needs, url), await anApiInstitution(needs, url)];
    const webhook = { url: "https://bank.example/events", eventTypes: ["connection.created"] };
    const webhookId = ((await owner.ask("POST", "/webhooks", webhook)).body as { id: string }).id;
    await owner.ask("POST", `${owner.company}/connections`, { platformKey: "olpr" });
    const log = (await owner.ask("GET", `/webhooks/${webhookId}/deliveries`)).body as { results: { id: string }[] };
    const deliveryId = log.results[0]?.id ?? "";
    await announceAuthorisation(needs, { authorisationId: AUTHORISATION, bankId: owner.bankId });
    await isConnected(needs, owner.accounts[0]?.id ?? "");
    let pushOperationKey = "";
    const place = (operation: string, { companyId, connectionId, accounts }: typeof owner) =>
      operation
        .split(" ")[1]
        ?.replace("{companyId}", companyId)
        .replace("{connectionId}", connectionId)
        .replace("{accountId}", accounts[0]?.externalId ?? "")
        .replace("{webhookId}", webhookId)
        .replace("{deliveryId}", deliveryId)
        .replace("{pushOperationKey}", pushOperationKey) ?? "";
    const pushed = await owner.ask("POST", place(`POST ${PUSH}`, owner), { accountId: "acc-0", transactions: [LINE] });
    ({ pushOperationKey } = pushed.body as { pushOperationKey: string });
    const own = async () =>
      JSON.stringify(
        await Promise.all(
          [
            "companies",
            "connections",
            "source_accounts",
            "push_operations",
            "passcodes",
            "webhooks",
            "webhook_deliveries",
            "link_tokens",
            "journeys",
          ].map((table) =>
            needs.db.execute(
              sql`select t::text from ${sql.raw(table)} t where institution_id = ${owner.institutionId} order by 1`,
            ),
          ),
        ),
      );

    const before = await own();
    for (const [operation, body] of REQUESTS) {
      const method = operation.split(" ")[0] ?? "";
      const answer = await stranger.ask(method, place(operation, owner), body);
      expect([operation, answer.status]).toEqual([operation, 404]);
      expect(answer.text).not.toContain("Test Company");
      // The other's connection under one's own company is no way in either.
      const mixed = place(operation, { ...owner, companyId: stranger.companyId });
      if (operation.includes("{connectionId}")) expect((await stranger.ask(method, mixed, body)).status).toBe(404);
      const nobody = place(operation, owner);
      expect((await fetch(url + nobody, { method })).status).toBe(401);
    }
    expect(await own()).toBe(before);

    const listed = (await stranger.ask("GET", `/companies?query=id=${owner.companyId}`)).body as {
      totalResults: number;
    };
    expect(listed.totalResults).toBe(0);
    const all = (await stranger.ask("GET", "/companies")).body as { totalResults: number; results: { id: string }[] };
    expect(all.results.map(({ id }) => id)).toEqual([stranger.companyId]);

    expect((await stranger.ask("GET", "/webhooks")).body).toEqual({ results: [] });
    expect(sage.calls).toEqual([]);

    for (const [operation, body] of REQUESTS) {
      const answer = await owner.ask(operation.split(" ")[0] ?? "", place(operation, owner), body);
      const expected = operation.startsWith("PATCH") && body && "status" in (body as object) ? 400 : answer.status;
      expect([operation, answer.status < 300 || answer.status === expected]).toEqual([operation, true]);
      expect(answer.status, operation).not.toBe(404);
    }
  });
});
