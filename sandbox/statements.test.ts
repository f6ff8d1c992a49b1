import { expect, test } from "vitest";
import { json } from "../test/sandbox/answer.ts";
import { type Fixture, startFixture } from "../test/sandbox/fixture.ts";
import { connected, posted, statementOf } from "../test/sandbox/onboard.ts";

type Body = ReturnType<typeof statementOf>;

async function anAccount() {
  const fixture = await startFixture();
  const { bankAccountId, headers } = await connected(fixture);
  const { bankId } = fixture.banks.eu;
  const make = (ids: string[], status: "active" | "authRequired" = "active") =>
    statementOf({ bankAccountId, bankId, ids, status });
  const send = (body: unknown) => fixture.call("POST", "/eu/provider/v1/statements", body, headers);
  const read = async (id: string) =>
    (await json(await fixture.call("GET", `/eu/provider/v1/statements/${id}`, undefined, headers))).data;
  return { fixture, headers, bankAccountId, make, send, read };
}

const accountIn = async (fixture: Fixture) => (await fixture.control("/state")).bankAccounts[0];
const change = (body: Body, alter: (data: Body["data"]) => void) => {
  alter(body.data);
  return body;
};

test("a statement is processed on the clock, and its first transactions make a pending account active", async () => {
  const { fixture, make, send, read } = await anAccount();
  const { data } = await json(await send(make(["t1", "t2"])));
  expect((await read(data._id)).status).toBe("pending");
  expect((await accountIn(fixture))?.status).toBe("pending");
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await read(data._id)).status).toBe("completed");
  expect(await accountIn(fixture)).toMatchObject({
    status: "active",
    transactionCount: 2,
    balances: { ledgerBalance: 100 },
  });
});

test("a statement without transactions leaves a pending account pending", async () => {
  const { fixture, headers, bankAccountId } = await anAccount();
  await posted(fixture, headers, { bankAccountId });
  expect((await accountIn(fixture))?.status).toBe("pending");
});

test("while one statement is processed the next is refused", async () => {
  const { fixture, make, send } = await anAccount();
  await send(make(["t1"]));
  const second = await send(make(["t2"]));
  expect([second.status, (await json(second)).error.code]).toEqual([409, "UnsupportedOperationError"]);
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await send(make(["t2"]))).status).toBe(201);
});

test("a transaction that was posted before spoils its whole statement", async () => {
  const { fixture, headers, bankAccountId, make, send } = await anAccount();
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  const refused = await send(make(["t0", "t1"]));
  expect(refused.status).toBe(409);
  expect((await json(refused)).error.detail[0]?.target).toBe("StatementRequest.data.transactionDetails[1].uniqueId");
  expect((await send(make(["t5", "t5"]))).status).toBe(409);
  expect((await accountIn(fixture))?.transactionCount).toBe(1);
});

test("duplicates may be reported late instead, and still nothing is applied", async () => {
  const { fixture, headers, bankAccountId, make, send, read } = await anAccount();
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  await fixture.control("/options", { answers: { duplicateTransaction: "failed" } });
  const { data } = await json(await send(make(["t0", "t1"])));
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await read(data._id)).status).toBe("failed");
  expect((await accountIn(fixture))?.transactionCount).toBe(1);
});

test.each<[string, (data: Body["data"]) => void, number, string | undefined]>([
  [
    "an id that is no UUID",
    (data) => Object.assign(data, { principalId: "x" }),
    400,
    "StatementRequest.data.principalId",
  ],
  [
    "an unknown type",
    (data) => Object.assign(data.transactionDetails[0] ?? {}, { transactionType: "GIFT" }),
    400,
    "StatementRequest.data.transactionDetails[0].transactionType",
  ],
  [
    "another account's detail",
    (data) => Object.assign(data.accountDetails[0] ?? {}, { bankAccountId: "00000000-0000-4000-8000-000000000000" }),
    400,
    "StatementRequest.data.accountDetails[0].bankAccountId",
  ],
  [
    "no balance",
    (data) => Object.assign(data.accountDetails[0] ?? {}, { balances: {} }),
    400,
    "StatementRequest.data.accountDetails[0].balances.ledgerBalance",
  ],
  [
    "wrong totals",
    (data) => Object.assign(data.expected, { transactionCreditSum: 1 }),
    400,
    "StatementRequest.data.expected.transactionCreditSum",
  ],
  [
    "another bank",
    (data) => Object.assign(data, { bankId: "00000000-0000-4000-8000-000000000000" }),
    400,
    "StatementRequest.data.bankId",
  ],
])("a statement with %s is refused at once", async (_case, alter, status, target) => {
  const { make, send } = await anAccount();
  const response = await send(change(make(["t1"]), alter));
  expect([response.status, (await json(response)).error.detail[0]?.target]).toEqual([status, target]);
});

test("an unknown account, a cancelled one and an unknown statement are told apart", async () => {
  const { fixture, headers, bankAccountId, make, send } = await anAccount();
  const stranger = "00000000-0000-4000-8000-000000000000";
  expect((await send(statementOf({ bankAccountId: stranger, bankId: fixture.banks.eu.bankId }))).status).toBe(404);
  const unknown = await fixture.call("GET", `/eu/provider/v1/statements/${stranger}`, undefined, headers);
  expect([unknown.status, (await json(unknown)).error.code]).toEqual([404, "NotFoundError"]);
  await fixture.control(`/accounts/${bankAccountId}/status`, { status: "cancelled" });
  expect((await send(make(["t1"]))).status).toBe(409);
});

test("a thousand transactions fit, one more does not", async () => {
  const { make, send } = await anAccount();
  const ids = Array.from({ length: 1001 }, (_, index) => `t${index}`);
  expect((await send(make(ids))).status).toBe(400);
  expect((await send(make(ids.slice(1)))).status).toBe(201);
});

test("history in date order is welcome, a transaction two weeks behind the newest fails", async () => {
  const { fixture, make, send, read } = await anAccount();
  const ids = Array.from({ length: 60 }, (_, day) => `day-${day}`);
  await send(make(ids));
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await accountIn(fixture))?.transactionCount).toBe(60);
  const { data } = await json(await send(make(["late"])));
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await read(data._id)).status).toBe("failed");
});

test("transactions out of order are remarked on, or refused where that is wanted", async () => {
  const { fixture, make, send } = await anAccount();
  const backwards = () => change(make(["t1", "t2"]), (data) => data.transactionDetails.reverse());
  await send(backwards());
  expect((await fixture.control("/state")).statements[0]?.remarks).toHaveLength(1);
  await fixture.control("/clock", { advanceSeconds: 1 });
  await fixture.control("/options", { answers: { wrongOrder: 400 } });
  expect((await send(change(make(["t3", "t4"]), (data) => data.transactionDetails.reverse()))).status).toBe(400);
});

test("after authRequired only a re-authorisation brings transactions in again", async () => {
  const { fixture, headers, bankAccountId, make, send } = await anAccount();
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  await posted(fixture, headers, { bankAccountId, status: "authRequired" });
  expect((await accountIn(fixture))?.status).toBe("authRequired");
  expect((await send(make(["t2"]))).status).toBe(409);
  await fixture.control("/options", { answers: { authRequiredAccount: "accept" } });
  expect((await send(make(["t2"]))).status).toBe(201);
});

test("one account can be looked at alone", async () => {
  const { fixture, headers, bankAccountId } = await anAccount();
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  const { status, transactionCount } = await fixture.control(`/accounts/${bankAccountId}`);
  expect({ status, transactionCount }).toEqual({ status: "active", transactionCount: 1 });
});
