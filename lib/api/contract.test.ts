import { randomUUID } from "node:crypto";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { type Answer, anApiInstitution, serveApi, someV1, someV2 } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { hasPublicSpec, publicSpec } from "../../test/public-spec.ts";
import { sageForTest } from "../../test/sage.ts";
import { openStore } from "../../test/stores.ts";
import { announceAuthorisation } from "../journey/announce-authorisation.ts";

const CONNECTION = "/companies/{companyId}/connections/{connectionId}";
const ACCOUNTS = `${CONNECTION}/connectionInfo/bankFeedAccounts`;

/** Operations that the public specification of bank feeds does not hold: it has them elsewhere. */
const ELSEWHERE: Record<string, string | null> = {
  // It answers a connection, as this one does.
  [`PUT ${CONNECTION}/authorization`]: `PATCH ${CONNECTION}`,
  "GET /webhooks": null,
  "POST /webhooks": null,
  "GET /webhooks/{webhookId}": null,
  "PATCH /webhooks/{webhookId}": null,
  "DELETE /webhooks/{webhookId}": null,
  "GET /webhooks/{webhookId}/deliveries": null,
  "POST /webhooks/{webhookId}/deliveries/{deliveryId}/replay": null,
  [`POST ${CONNECTION}/linkTokens`]: null,
  [`GET ${CONNECTION}/bankAccounts/{accountId}/reauthorization`]: null,
  [`POST ${CONNECTION}/bankAccounts/{accountId}/reauthorization`]: null,
  "GET /branding": null,
  "PUT /branding": null,
  "POST /branding/publish": null,
  "POST /branding/preview": null,
  "POST /branding/versions/{number}/restore": null,
  "GET /settings": null,
  "PUT /settings": null,
};

/** It knows one shape for all of these accounts. Each operation answers in the shape of the accounts it makes. */
const EACH_BY_ITSELF = new Set([`GET ${ACCOUNTS}`, `PATCH ${ACCOUNTS}/{accountId}`]);

async function fixture() {
  const store = await openStore("pglite");
  const sage = await sageForTest();
  const needs = needsOver(store.database, sage.config);
  const url = await serveApi(needs);
  return { ...store, needs, url, ...(await anApiInstitution(needs, url)) };
}

type Described = {
  operationId: string;
  summary: string;
  responses: Record<string, unknown>;
  parameters?: { name: string }[];
};

test("the document is valid OpenAPI, and says what it must of every operation", async () => {
  const { url, close } = await fixture();
  const response = await fetch(`${url}/openapi.json`);
  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, Described>>;
  };
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { summary, responses } of operations) {
    expect(summary).toMatch(/^[A-Z]/);
    for (const status of ["401", "403", "429", "500", "503"]) expect(responses).toHaveProperty(status);
  }
  for (const item of Object.values(document.paths))
    for (const [method, { responses, parameters = [] }] of Object.entries(item)) {
      const takesKey = parameters.some(({ name }) => name === "Idempotency-Key");
      expect(takesKey, method).toBe(method === "post" || method === "patch");
      if (takesKey) for (const status of ["400", "409", "422"]) expect(responses).toHaveProperty(status);
    }
  await close();
});

test("the reference shows every operation and body, without a script and with every link leading somewhere", async () => {
  const { url, close } = await fixture();
  const response = await fetch(`${url}/docs`, { headers: { "x-nonce": "abc" } });
  expect(response.headers.get("content-type")).toBe("text/html; charset=UTF-8");
  const page = await response.text();
  expect(page).not.toMatch(/<script|stylesheet|src=|url\(|style="| on\w+=/);
  expect(page).toContain('<style nonce="abc">');
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  const { paths, components } = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: object };
  };
  for (const item of Object.values(paths))
    for (const { operationId } of Object.values(item)) expect(ids).toContain(operationId);
  for (const name of Object.keys(components.schemas)) expect(ids).toContain(name);
  await close();
});

describe.skipIf(!hasPublicSpec)("the public specification (skipped where its file is absent)", () => {
  test("refuses what official clients fail on", () => {
    const { faults } = publicSpec();
    const good = { id: randomUUID(), name: "n", redirect: "https://example.com" };
    expect(faults("GET /companies/{companyId}", 200, good)).toEqual([]);
    for (const bad of [{ ...good, id: 1 }, { ...good, description: null }, { ...good, redirect: undefined }, null])
      expect(faults("GET /companies/{companyId}", 200, bad), JSON.stringify(bad)).not.toEqual([]);
    expect(faults("POST /companies", 201, good)).toEqual(["no such answer"]);
    expect(faults(`DELETE ${CONNECTION}`, 200, {})).toEqual(["a body where there is none"]);
    expect(faults("GET /companies", 429, { statusCode: 429, canBeRetried: true })).not.toEqual([]);
  });

  test("knows every answer of every operation as we give it", async () => {
    const spec = publicSpec();
    const { ask, url, needs, close, institutionId, bankId, company, connection } = await fixture();
    const walked = new Set<string>();
    const faults: string[] = [];
    let checked = 0;
    const expectAnswer = async (operation: string, path: string, status: number, body?: unknown): Promise<Answer> => {
      const answer = await ask(operation.split(" ")[0] ?? "", path, body);
      if (answer.status < 400) walked.add(operation);
      checked++;
      if (answer.status !== status) faults.push(`${operation}: ${answer.status} instead of ${status} ${answer.text}`);
      const known = ELSEWHERE[operation];
      if (known === null) return answer;
      const each = status === 200 && EACH_BY_ITSELF.has(operation) ? answer.body : null;
      for (const fault of each
        ? [each].flat().flatMap((account) => spec.faults(`POST ${ACCOUNTS}`, 200, account))
        : spec.faults(known ?? operation, answer.status, answer.body))
        faults.push(`${operation} ${status}: ${fault}`);
      return answer;
    };
    const idOf = ({ body }: Answer) => (body as { id: string }).id;

    for (const body of [
      { name: "Plain" },
      { name: "Full", description: "d", tags: { region: "uk" } },
      { name: "Void", description: "" },
    ])
      await expectAnswer("POST /companies", "/companies", 200, body);
    await expectAnswer("POST /companies", "/companies", 400, {});
    await expectAnswer("GET /companies", "/companies", 200);
    await expectAnswer("GET /companies", "/companies?pageSize=1&page=2&orderBy=-name", 200);
    await expectAnswer("GET /companies", "/companies?query=wage=1", 400);
    await expectAnswer("GET /companies/{companyId}", company, 200);
    await expectAnswer("GET /companies/{companyId}", `/companies/${randomUUID()}`, 404);
    await expectAnswer("PATCH /companies/{companyId}", company, 200, { tags: { a: "b" } });
    await expectAnswer("PUT /companies/{companyId}", company, 200, { name: "Put" });

    const connections = `${company}/connections`;
    const made = await expectAnswer("POST /companies/{companyId}/connections", connections, 200, {
      platformKey: "olpr",
    });
    await expectAnswer("POST /companies/{companyId}/connections", connections, 404, { platformKey: "gbol" });
    await expectAnswer("GET /companies/{companyId}/connections", connections, 200);
    await expectAnswer("GET /companies/{companyId}/connections", `${connections}?pageSize=0`, 400);
    const fresh = `${connections}/${idOf(made)}`;
    await expectAnswer(`GET ${CONNECTION}`, fresh, 200);
    await expectAnswer(`GET ${CONNECTION}`, `${connections}/x`, 404);
    await expectAnswer(`PATCH ${CONNECTION}`, fresh, 400, { status: "Unlinked" });

    const accounts = `${fresh}/connectionInfo/bankFeedAccounts`;
    const info = { description: null, nickname: "n", accountOpenDate: "2023-05-06", availableBalance: 10 };
    await expectAnswer(`GET ${ACCOUNTS}`, accounts, 200);
    await expectAnswer(
      `POST ${ACCOUNTS}`,
      accounts,
      200,
      someV2({ id: "two", accountInfo: info, modifiedDate: "2024-08-02T00:00:00.000Z" }),
    );
    await expectAnswer(
      `POST ${ACCOUNTS}`,
      accounts,
      200,
      someV2({ id: "three", routingInfo: undefined, accountType: "prepaidCard" }),
    );
    await expectAnswer(`POST ${ACCOUNTS}`, accounts, 400, someV2({ id: "two" }));
    await expectAnswer(`GET ${ACCOUNTS}`, accounts, 200);
    for (const status of [201, 207])
      await expectAnswer(`POST ${ACCOUNTS}/batch`, `${accounts}/batch`, status, [
        someV2({ id: "b1" }),
        someV2({ id: status === 201 ? "b2" : "b3" }),
      ]);
    await expectAnswer(`POST ${ACCOUNTS}/batch`, `${accounts}/batch`, 409, [someV2({ id: "b1" })]);
    await expectAnswer(`POST ${ACCOUNTS}/batch`, `${accounts}/batch`, 201, [someV1({ id: "v1" })]);
    await expectAnswer(`GET ${ACCOUNTS}`, accounts, 200);
    await expectAnswer(`PATCH ${ACCOUNTS}/{accountId}`, `${accounts}/two`, 200, { id: "two", accountName: "New" });
    await expectAnswer(`PATCH ${ACCOUNTS}/{accountId}`, `${accounts}/two`, 400, { status: "connected" });
    await expectAnswer(`PATCH ${ACCOUNTS}/{accountId}`, `${accounts}/none`, 404, {});

    const [linked] = await needs.connections.accounts(institutionId, idOf(made));
    const link = { sageBankAccountId: randomUUID(), bankId: null, requestedStartDate: null };
    await needs.connections.markConnected({ ...link, sourceAccountId: linked?.id ?? "" }, needs.clock());
    await expectAnswer(`GET ${ACCOUNTS}`, accounts, 200);
    await expectAnswer(`GET ${CONNECTION}`, fresh, 200);
    const accountId = linked?.externalId ?? "";
    const line = {
      id: "t1",
      date: "2026-02-01",
      description: "d",
      amount: -1.5,
      balance: 10,
      transactionType: "Debit",
    };
    const transactions = `bankAccounts/${accountId}/bankTransactions`;
    const push = `POST ${CONNECTION}/push/bankAccounts/{accountId}/bankTransactions`;
    const pushed = await expectAnswer(push, `${fresh}/push/${transactions}`, 200, { accountId, transactions: [line] });
    const failing = { accountId, transactions: [{ ...line, id: "t2", date: "2999-01-01" }] };
    await expectAnswer(push, `${fresh}/push/${transactions}`, 200, failing);
    await expectAnswer(push, `${fresh}/push/${transactions}`, 400, { accountId, transactions: [] });
    await expectAnswer(push, `${fresh}/push/bankAccounts/none/bankTransactions`, 404, {
      ...failing,
      accountId: "none",
    });
    const { pushOperationKey } = pushed.body as { pushOperationKey: string };
    await expectAnswer("GET /companies/{companyId}/push", `${company}/push`, 200);
    const one = "GET /companies/{companyId}/push/{pushOperationKey}";
    await expectAnswer(one, `${company}/push/${pushOperationKey}`, 200);
    await expectAnswer(one, `${company}/push/${randomUUID()}`, 404);
    const model = `GET ${CONNECTION}/options/bankAccounts/{accountId}/bankTransactions`;
    await expectAnswer(model, `${fresh}/options/${transactions}`, 200);
    const reauthorization = `${CONNECTION}/bankAccounts/{accountId}/reauthorization`;
    for (const method of ["POST", "GET"])
      await expectAnswer(`${method} ${reauthorization}`, `${fresh}/bankAccounts/${accountId}/reauthorization`, 200);

    await expectAnswer(`PATCH ${CONNECTION}`, fresh, 200, { status: "Unlinked" });
    await expectAnswer(`DELETE ${ACCOUNTS}/{accountId}`, `${accounts}/v1`, 204);
    await expectAnswer(`DELETE ${ACCOUNTS}/{accountId}`, `${accounts}/v1`, 404);

    await expectAnswer(`POST ${CONNECTION}/bankFeeds/otp`, `${connection}/bankFeeds/otp`, 200);
    for (let n = 1; n < 20; n++) await ask("POST", `${connection}/bankFeeds/otp`);
    await expectAnswer(`POST ${CONNECTION}/bankFeeds/otp`, `${connection}/bankFeeds/otp`, 429);

    await expectAnswer(`POST ${CONNECTION}/linkTokens`, `${connection}/linkTokens`, 200);
    await expectAnswer(`POST ${CONNECTION}/linkTokens`, `${connection}/linkTokens`, 400, { locale: "xx" });

    const authorizationId = randomUUID();
    await announceAuthorisation(needs, { authorisationId: authorizationId, bankId });
    const authorization = `${connection}/authorization`;
    for (let time = 0; time < 2; time++)
      await expectAnswer(`PUT ${CONNECTION}/authorization`, authorization, 200, { authorizationId, bankId });
    await expectAnswer(`PUT ${CONNECTION}/authorization`, authorization, 404, { authorizationId: randomUUID() });
    const webhook = { url: "https://bank.example/events", eventTypes: ["company.created"] };
    const hook = await expectAnswer("POST /webhooks", "/webhooks", 201, webhook);
    await expectAnswer("GET /webhooks", "/webhooks", 200);
    await ask("POST", "/companies", { name: "Told" });
    const webhooks = `/webhooks/${idOf(hook)}`;
    await expectAnswer("GET /webhooks/{webhookId}", webhooks, 200);
    await expectAnswer("PATCH /webhooks/{webhookId}", webhooks, 200, { disabled: false });
    const log = await expectAnswer("GET /webhooks/{webhookId}/deliveries", `${webhooks}/deliveries`, 200);
    const [delivery] = (log.body as { results: { id: string }[] }).results;
    const replay = `${webhooks}/deliveries/${delivery?.id}/replay`;
    await expectAnswer("POST /webhooks/{webhookId}/deliveries/{deliveryId}/replay", replay, 202);
    await expectAnswer("DELETE /webhooks/{webhookId}", `/webhooks/${idOf(hook)}`, 204);
    const look = { name: "Look", accent: { light: "#1d4f91", dark: "#8ab8f5" } };
    await expectAnswer("PUT /branding", "/branding", 200, look);
    await expectAnswer("POST /branding/preview", "/branding/preview", 200);
    await expectAnswer("POST /branding/publish", "/branding/publish", 200);
    await expectAnswer("POST /branding/publish", "/branding/publish", 409);
    await expectAnswer("POST /branding/versions/{number}/restore", "/branding/versions/1/restore", 200);
    await expectAnswer("POST /branding/versions/{number}/restore", "/branding/versions/9/restore", 404);
    await expectAnswer("GET /branding", "/branding", 200);
    await expectAnswer("PUT /settings", "/settings", 200, { linkOrigins: ["https://bank.example.com"] });
    await expectAnswer("GET /settings", "/settings", 200);
    await expectAnswer(`DELETE ${CONNECTION}`, fresh, 200);
    await expectAnswer("DELETE /companies/{companyId}", company, 204);

    expect(faults).toEqual([]);
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const ours = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...walked].sort()).toEqual(ours.sort());
    expect(ours.filter((operation) => !spec.operations.includes(operation))).toEqual(Object.keys(ELSEWHERE).sort());
    expect(checked).toBeGreaterThan(35);
    await close();
  });
});
