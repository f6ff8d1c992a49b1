import { expect, test } from "vitest";
import { json } from "../test/sandbox/answer.ts";
import {
  type Fixture,
  patched,
  paths,
  providerHeaders,
  secretHeader,
  startFixture,
  twoAccounts,
} from "../test/sandbox/fixture.ts";
import { posted } from "../test/sandbox/onboard.ts";

async function aCompany(fixture: Fixture) {
  const organisation = await json(await fixture.call("POST", "/api/v1/organisations", { company: { name: "Acme" } }));
  const [companyId] = organisation.companies;
  const ids = { "x-organisation-id": organisation.organisationId, "x-company-id": companyId ?? "" };
  const { jwt } = await json(await fixture.call("GET", "/api/v1/accesstoken", undefined, ids));
  return {
    base: `/api/v1/organisations/${organisation.organisationId}/companies/${companyId}`,
    headers: { authorization: `Bearer ${jwt}`, "x-application": "test" },
    jwt,
  };
}

async function aLink(fixture: Fixture, { base, headers }: Awaited<ReturnType<typeof aCompany>>) {
  const path = `${base}/indirectlinkaccount?bankid=${fixture.banks.eu.bankId}&web=true`;
  const response = await fixture.call("GET", path, undefined, headers);
  expect(response.status).toBe(302);
  const { redirect, pollRoute, pollPeriod } = await json(response);
  const { authorisations } = await fixture.control("/state");
  return { redirect, pollRoute, pollPeriod, authorisationId: authorisations.at(-1)?.id ?? "" };
}

async function aBankAccount(fixture: Fixture) {
  const company = await aCompany(fixture);
  const link = await aLink(fixture, company);
  const provider = await providerHeaders(fixture);
  await fixture.call("PATCH", `/eu/provider/v1/authorisations/${link.authorisationId}`, twoAccounts, provider);
  const { account } = await json(await fixture.call("GET", link.pollRoute));
  const wanted = {
    ...account,
    bankId: fixture.banks.eu.bankId,
    accountType: "DEBIT",
    requestedStartDate: "2026-01-01T00:00:00Z",
  };
  const created = await json(await fixture.call("POST", `${company.base}/bankaccounts`, wanted, company.headers));
  return { company, provider, wanted, bankAccountId: created.bankAccountId, created };
}

test("a product walks from a new organisation to transactions and back to nothing", async () => {
  const fixture = await startFixture();
  const company = await aCompany(fixture);
  const { name, primaryCountry, dataProvider } = await json(
    await fixture.call("GET", `/api/v1/banks/${fixture.banks.eu.bankId}`),
  );
  expect({ name, primaryCountry, dataProvider }).toEqual({
    name: "Test Bank eu",
    primaryCountry: "GBR",
    dataProvider: "indirect",
  });

  const link = await aLink(fixture, company);
  expect(link.pollPeriod).toBe(5000);
  const [notice] = fixture.provider.to(paths.notification);
  expect(notice?.headers[secretHeader.name]).toBe(secretHeader.value);
  expect(notice?.body).toEqual({
    type: "resourceCreated",
    resource: { id: link.authorisationId, type: "authorisation", url: "NA" },
    additionalData: { bankId: fixture.banks.eu.bankId },
  });

  const waiting = await fixture.call("GET", link.pollRoute);
  expect(waiting.status).toBe(202);
  const { pollRoute } = await json(waiting);
  expect((await fixture.call("GET", link.pollRoute)).status).toBe(403);

  const provider = await providerHeaders(fixture);
  const patch = await fixture.call(
    "PATCH",
    `/eu/provider/v1/authorisations/${link.authorisationId}`,
    twoAccounts,
    provider,
  );
  expect(patch.status).toBe(200);
  const poll = await json(await fixture.call("GET", pollRoute));
  expect(poll).toMatchObject({
    success: true,
    account: { bankAccountExternalId: "acc-1", accountIdentifier: "10000001" },
  });

  const wanted = { ...poll.account, bankId: fixture.banks.eu.bankId, requestedStartDate: "2026-01-01T00:00:00Z" };
  const created = await fixture.call("POST", `${company.base}/bankaccounts`, wanted, company.headers);
  expect(created.status).toBe(201);
  const { bankAccountId, status } = await json(created);
  expect(status).toBe("pending");
  expect(fixture.provider.to(paths.notification).at(-1)?.body).toMatchObject({
    type: "resourceCreated",
    resource: { id: bankAccountId, type: "bankAccount" },
    additionalData: { externalId: "acc-1", requestedStartDate: "2026-01-01T00:00:00.000Z" },
  });

  await posted(fixture, provider, { bankAccountId: bankAccountId, ids: ["t1", "t2"] });
  const accountPath = `${company.base}/bankaccounts/${bankAccountId}`;
  const later = await json(
    await fixture.call("GET", `${accountPath}/transactions?startIndex=2`, undefined, company.headers),
  );
  expect(later.bankTransactionList).toMatchObject([{ transactionId: 2, uniqueId: "t2" }]);
  expect(later.bankAccount.status).toBe("active");

  expect((await fixture.call("DELETE", accountPath, undefined, company.headers)).status).toBe(204);
  expect(fixture.provider.to(paths.notification).at(-1)?.body).toMatchObject({
    type: "resourceDeleted",
    resource: { id: bankAccountId },
  });
  const gone = await fixture.call("GET", accountPath, undefined, company.headers);
  expect([gone.status, (await json(gone)).status]).toEqual([200, "cancelled"]);
});

test("the same account is not linked twice, and linked again after a disconnect it has a new id", async () => {
  const fixture = await startFixture();
  const { company, wanted, bankAccountId } = await aBankAccount(fixture);
  const path = `${company.base}/bankaccounts`;
  expect((await fixture.call("POST", path, wanted, company.headers)).status).toBe(409);
  await fixture.call("DELETE", `${path}/${bankAccountId}`, undefined, company.headers);
  const again = await json(await fixture.call("POST", path, wanted, company.headers));
  expect(again.bankAccountId).not.toBe(bankAccountId);
});

test("an account that needs authorisation gets it back through indirectauth", async () => {
  const fixture = await startFixture();
  const { company, provider, bankAccountId } = await aBankAccount(fixture);
  await posted(fixture, provider, { bankAccountId, ids: ["t1"] });
  await posted(fixture, provider, { bankAccountId, status: "authRequired" });
  const accountPath = `${company.base}/bankaccounts/${bankAccountId}`;
  expect((await json(await fixture.call("GET", accountPath, undefined, company.headers))).status).toBe("authRequired");

  const left = await fixture.call("GET", `${accountPath}/indirectauth?web=true`, undefined, company.headers);
  const { redirect, pollRoute } = await json(left);
  const entry = await fixture.call("GET", redirect);
  const auth = new URL(entry.headers.get("location") ?? "");
  expect(auth.pathname).toBe(paths.reAuth);
  expect(auth.searchParams.get("externalId")).toBe("acc-1");
  expect(auth.searchParams.get("bankaccount")).toBe(bankAccountId);

  const id = auth.searchParams.get("authorisation_id");
  await fixture.call("PATCH", `/eu/provider/v1/authorisations/${id}`, { data: { status: "success" } }, provider);
  expect((await json(await fixture.call("GET", pollRoute))).success).toBe(true);
  expect((await json(await fixture.call("GET", accountPath, undefined, company.headers))).status).toBe("active");
});

test("further accounts of the same authorisation are found on the second look and linked without a session", async () => {
  const fixture = await startFixture();
  const { company, provider, bankAccountId } = await aBankAccount(fixture);
  const offer = (externalId: string, number: string) => {
    const { bankAccountExternalId, ...account } = patched(externalId, number);
    return { ...account, externalId: bankAccountExternalId, accountType: "business" };
  };
  const list = [offer("acc-1", "10000001"), offer("acc-2", "10000002")];
  fixture.provider.reply(paths.availableAccounts, (response, call) => {
    const allowed = call.headers[secretHeader.name] === secretHeader.value && call.query.get("externalId") === "acc-1";
    response.statusCode = allowed ? 200 : 401;
    response.end(JSON.stringify(list));
  });
  const look = async () =>
    json(
      await fixture.call(
        "GET",
        `${company.base}/availablebankaccounts?bankAccountIds=${bankAccountId}`,
        undefined,
        company.headers,
      ),
    );
  expect((await look()).$diagnoses).toHaveLength(1);

  await posted(fixture, provider, { bankAccountId, ids: ["t1"] });
  expect((await look()).availableAccounts).toEqual([]);
  let { availableAccounts } = await look();
  while (availableAccounts.length === 0) ({ availableAccounts } = await look());
  expect(availableAccounts.map((found) => found.metadata.connected)).toEqual([true, false]);

  const bankAccountCandidateId = availableAccounts[1]?.bankAccountCandidateId;
  const wish = { bankAccountCandidateId, requestedStartDate: "2026-02-01T00:00:00Z" };
  const linked = await fixture.call("POST", `${company.base}/linkavailablebankaccount`, wish, company.headers);
  expect(linked.status).toBe(201);
  expect((await fixture.control("/state")).authorisations).toHaveLength(1);
  expect(fixture.provider.to(paths.notification).at(-1)?.body).toMatchObject({
    resource: { type: "bankAccount", id: (await json(linked)).bankAccountId },
    additionalData: { externalId: "acc-2" },
  });
  expect((await look()).availableAccounts.map((found) => found.metadata.connected)).toEqual([true, true]);
});

test.each(["error", "cancelled"])("a provider that reports %s ends the poll without an account", async (status) => {
  const fixture = await startFixture();
  const company = await aCompany(fixture);
  const link = await aLink(fixture, company);
  await fixture.call(
    "PATCH",
    `/eu/provider/v1/authorisations/${link.authorisationId}`,
    { data: { status } },
    await providerHeaders(fixture),
  );
  expect(await json(await fixture.call("GET", link.pollRoute))).toEqual({ account: null, success: false });
  expect(fixture.provider.to(paths.notification)).toHaveLength(1);
});

test("a person who walks away leaves the poll open for twenty minutes, then false", async () => {
  const fixture = await startFixture();
  const link = await aLink(fixture, await aCompany(fixture));
  await fixture.control("/clock", { advanceSeconds: 19 * 60 });
  const waiting = await fixture.call("GET", link.pollRoute);
  expect(waiting.status).toBe(202);
  await fixture.control("/clock", { advanceSeconds: 60 });
  const { pollRoute } = await json(waiting);
  expect(await json(await fixture.call("GET", pollRoute))).toEqual({ account: null, success: false });
});

test("one company's token opens no other company's routes", async () => {
  const fixture = await startFixture();
  const [one, other] = [await aCompany(fixture), await aCompany(fixture)];
  const path = `${other.base}/bankaccounts/00000000-0000-4000-8000-000000000000`;
  expect((await fixture.call("GET", path, undefined, one.headers)).status).toBe(403);
  expect((await fixture.call("GET", path)).status).toBe(401);
});
