import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi, someV1, someV2 } from "../../test/api.ts";
import { theDay } from "../../test/days.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";

type Account = Record<string, unknown> & { id: string };
type Refusal = { error: string; validation?: { errors: { itemId: string; message: string }[] } };

describeStores("source accounts over HTTP", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const institution = await anApiInstitution(needs, url);
    const { ask, company } = institution;
    const made = await ask("POST", `${company}/connections`, { platformKey: "olpr" });
    const { id } = made.body as Account;
    const connection = `${company}/connections/${id}`;
    return {
      ...institution,
      needs,
      connection,
      connectionId: id,
      root: `${connection}/connectionInfo/bankFeedAccounts`,
    };
  }

  /** Sage links the account. */
  async function connect(
    { needs, institutionId, connectionId }: Awaited<ReturnType<typeof fixture>>,
    externalId: string,
  ) {
    const held = await needs.connections.accounts(institutionId, connectionId);
    const account = held.find((one) => one.externalId === externalId);
    await needs.connections.markConnected(
      {
        sageBankAccountId: randomUUID(),
        sourceAccountId: account?.id ?? "",
        bankId: null,
        requestedStartDate: theDay("2026-03-01"),
      },
      needs.clock(),
    );
  }

  test("both shapes come back as they were sent, with a status and without nulls", async () => {
    const { ask, root } = await fixture();
    const v2 = someV2({
      sortCode: null,
      accountInfo: { description: "d", nickname: null, accountOpenDate: "2023-05-06", availableBalance: -10.25 },
      modifiedDate: "2024-08-02T00:00:00.0000000Z",
    });
    const created = await ask("POST", root, v2);
    const { sortCode: _, ...sent } = v2 as Record<string, unknown>;
    expect([created.status, created.body]).toEqual([
      200,
      {
        ...sent,
        accountInfo: { description: "d", accountOpenDate: "2023-05-06", availableBalance: -10.25 },
        modifiedDate: "2024-08-02T00:00:00.000Z",
        status: "pending",
      },
    ]);
    expect((await ask("GET", root)).body).toEqual([created.body]);

    const v1 = someV1({ accountType: "Credit" });
    expect((await ask("POST", root, v1)).body).toEqual({ ...v1, status: "pending" });
    // Each in its own, also beside one of the other.
    expect((await ask("GET", root)).body).toEqual(expect.arrayContaining([created.body, { ...v1, status: "pending" }]));
  });

  test("the start of a feed is a date in v2 and a moment in v1", async () => {
    const at = await fixture();
    await at.ask("POST", at.root, someV2({ id: "one" }));
    await connect(at, "one");
    await at.ask("POST", at.root, someV1({ id: "two" }));
    await connect(at, "two");
    const read = async (id: string) =>
      ((await at.ask("GET", at.root)).body as Account[]).find((account) => account.id === id);
    expect(await read("one")).toMatchObject({ status: "connected", feedStartDate: "2026-03-01" });
    expect(await read("two")).toMatchObject({ status: "connected", feedStartDate: "2026-03-01T00:00:00.000Z" });
    expect((await at.ask("PATCH", `${at.root}/one`, {})).body).toEqual(await read("one"));
    expect((await at.ask("PATCH", `${at.root}/two`, {})).body).toEqual(await read("two"));
  });

  test("an id that is taken is refused with 400 and its place, and nothing changes", async () => {
    const { ask, root } = await fixture();
    await ask("POST", root, someV2({ id: "one" }));
    const again = await ask("POST", root, someV2({ id: "one", accountName: "Other" }));
    expect([again.status, (again.body as Refusal).validation?.errors]).toEqual([
      400,
      [{ itemId: "id", message: "Account one already exists", validatorName: "unique" }],
    ]);
    expect((await ask("GET", root)).body).toMatchObject([{ id: "one", accountName: "Business current account" }]);
  });

  test("a batch answers 201 for all, 207 for some, 409 for none, and 400, storing nothing, for a bad one", async () => {
    const { ask, root } = await fixture();
    const batch = (...ids: string[]) =>
      ask(
        "POST",
        `${root}/batch`,
        ids.map((id) => someV2({ id })),
      );
    const all = await batch("a", "b");
    expect([all.status, all.body]).toMatchObject([
      201,
      [
        { sourceAccountId: "a", result: { statusCode: 200, account: { id: "a", status: "pending" } } },
        { sourceAccountId: "b", result: { statusCode: 200, account: { id: "b" } } },
      ],
    ]);
    const some = await batch("b", "c", "c");
    expect([some.status, some.body]).toMatchObject([
      207,
      [
        { result: { statusCode: 409, error: "Account b already exists" } },
        { result: { statusCode: 200 } },
        { result: { statusCode: 409 } },
      ],
    ]);
    expect((some.body as { result: object }[])[0]?.result).not.toHaveProperty("account");
    const none = await batch("a", "b");
    expect([none.status, none.body]).toMatchObject([
      409,
      [{ result: { statusCode: 409 } }, { result: { statusCode: 409 } }],
    ]);

    const bad = await ask("POST", `${root}/batch`, [
      someV2({ id: "d" }),
      someV2({ currency: "gbp" }),
      someV1({ balance: "1" }),
    ]);
    expect([bad.status, (bad.body as Refusal).validation?.errors.map(({ itemId }) => itemId)]).toEqual([
      400,
      ["[1].currency", "[2].balance"],
    ]);
    expect((await ask("POST", `${root}/batch`, [])).status).toBe(400);
    expect(((await ask("GET", root)).body as Account[]).map(({ id }) => id).sort()).toEqual(["a", "b", "c"]);
  });

  test("name, status and balance may change, the rest only be repeated", async () => {
    const at = await fixture();
    const { ask, root } = at;
    const { balance: _, ...rest } = someV1({ id: "a/b ü" });
    await ask("POST", root, { ...rest, balance: 1 });
    const one = `${root}/${encodeURIComponent("a/b ü")}`;
    const patch = (body: object) => ask("PATCH", one, body);
    expect(await patch({ accountName: "New", balance: 0.1 })).toMatchObject({
      status: 200,
      body: { accountName: "New", balance: 0.1 },
    });
    expect(await patch({ ...rest, accountName: "Newer", status: "pending" })).toMatchObject({ status: 200 });
    const bad = await patch({
      id: "other",
      accountNumber: "1",
      currency: "EUR",
      status: "connected",
      accountName: "No",
    });
    expect((bad.body as Refusal).validation?.errors.map(({ itemId }) => itemId)).toEqual([
      "id",
      "accountNumber",
      "currency",
      "status",
    ]);
    await connect(at, "a/b ü");
    expect((await patch({ balance: 5 })).status).toBe(400);
    expect(await patch({ status: "disconnected" })).toMatchObject({ status: 200, body: { status: "disconnected" } });
    expect(await patch({ balance: 5 })).toMatchObject({ status: 200, body: { balance: 5, accountName: "Newer" } });

    expect(await ask("DELETE", one)).toMatchObject({ status: 204, text: "" });
    expect((await ask("DELETE", one)).status).toBe(404);
    expect((await patch({ accountName: "x" })).status).toBe(404);
  });

  test.each([
    [{ bankCode: "021001088", type: "aba" }, { bankCode: "0210 0108 8" }, 200],
    [{ bankCode: "021001088", type: "aba" }, { bankCode: "021001088", type: null }, 200],
    [{ bankCode: "021001088", type: "aba" }, { type: "aba" }, 200],
    [{ bankCode: "021001088", type: "aba" }, { bankCode: "021001088", type: "bankcode" }, 400],
    [{ bankCode: "021001088", type: "aba" }, { bankCode: "011000015" }, 400],
    [{ bankCode: "12345-003", type: "rtn" }, { bankCode: "12345003" }, 200],
    [undefined, {}, 200],
    [undefined, { bankCode: "021001088" }, 400],
  ])("an account with %j takes %j once more: %i", async (held, routingInfo, status) => {
    const { ask, root } = await fixture();
    await ask("POST", root, someV2({ id: "one", currency: held?.type === "rtn" ? "CAD" : "USD", routingInfo: held }));
    const patched = await ask("PATCH", `${root}/one`, { accountName: "Newer", routingInfo });
    expect(patched.status).toBe(status);
    if (status === 200 && held) expect(patched.body).toMatchObject({ routingInfo: held });
  });

  test("a v2 account's words may change, its routing code only be repeated, and the answer is v2", async () => {
    const { ask, root } = await fixture();
    const held = someV2({ id: "one", accountInfo: { nickname: "Till", availableBalance: 5.5 } });
    await ask("POST", root, held);
    const patch = (body: object) => ask("PATCH", `${root}/one`, body);
    const same = await patch({ ...held, accountNumber: "3192-6819", routingInfo: { bankCode: "0210 0108 8" } });
    expect(same).toMatchObject({ status: 200, body: { ...held, status: "pending" } });
    const changed = await patch({ accountInfo: { nickname: "Shop", description: "of the shop" } });
    const words = { nickname: "Shop", description: "of the shop", availableBalance: 5.5 };
    expect([changed.status, changed.body]).toEqual([200, { ...held, accountInfo: words, status: "pending" }]);
    expect((await ask("GET", root)).body).toEqual([changed.body]);
    for (const routingInfo of [{ bankCode: "021001099" }, { bankCode: "021001088", type: "aba" }]) {
      const refused = await patch({ accountName: "No", routingInfo });
      expect([refused.status, (refused.body as Refusal).validation?.errors]).toEqual([
        400,
        [{ itemId: "routingInfo", message: "cannot be changed", validatorName: "change" }],
      ]);
    }
    await ask("POST", root, someV1({ id: "two" }));
    const v1 = await ask("PATCH", `${root}/two`, { accountInfo: { nickname: "No" } });
    expect([v1.status, (v1.body as Refusal).validation?.errors]).toMatchObject([400, [{ itemId: "accountInfo" }]]);
    expect(JSON.stringify((await ask("GET", root)).body)).not.toContain("No");
  });

  test("numbers and codes are sent without spaces and hyphens, and answered as they were written", async () => {
    const { ask, root, needs, institutionId, connectionId } = await fixture();
    const written = { accountNumber: "3192-6819 ", sortCode: "60-16-13", currency: "GBP" };
    const made = await ask("POST", root, someV2({ id: "one", routingInfo: undefined, ...written }));
    expect(made).toMatchObject({ status: 200, body: written });
    const [account] = await needs.connections.accounts(institutionId, connectionId);
    expect((await needs.connections.numbers(institutionId, [account?.id ?? ""])).get(account?.id ?? "")).toEqual({
      accountNumber: "31926819",
      branchCode: "601613",
    });
    const repeated = { accountNumber: "31926819", sortCode: "601613", accountName: "New" };
    expect(await ask("PATCH", `${root}/one`, repeated)).toMatchObject({ status: 200, body: { ...written } });
    expect((await ask("PATCH", `${root}/one`, { sortCode: "601614" })).status).toBe(400);
  });

  test.each([
    ["a sort code of four digits", someV1({ sortCode: "2000" }), "sortCode"],
    ["a v2 sort code of four digits", someV2({ currency: "GBP", sortCode: "2000" }), "sortCode"],
    ["an IBAN with a wrong digit", someV2({ accountNumber: "DE89 3704 0044 0532 0130 01" }), "accountNumber"],
    ["a v1 IBAN with a wrong digit", someV1({ accountNumber: "GB82WEST12345698765433" }), "accountNumber"],
    [
      "an ABA number whose checksum does not fit",
      someV2({ routingInfo: { bankCode: "021001089", type: "aba" } }),
      "routingInfo.bankCode",
    ],
    ["a pound account without any routing code", someV2({ currency: "GBP", routingInfo: null }), "sortCode"],
    ["a v1 pound account without a sort code", someV1({ sortCode: null }), "sortCode"],
    ["a currency that is none", someV2({ currency: "ABC" }), "currency"],
    ["a balance in a string", someV2({ balance: "1" }), "balance"],
    ["a balance beyond all", someV2({ balance: 1e300 }), "balance"],
    ["a v2 body with a v1 word for the type", someV2({ accountType: "Checking" }), "accountType"],
    ["an unknown kind of routing code", someV2({ routingInfo: { type: "abc" } }), "routingInfo.type"],
    ["an id that is too long", someV2({ id: "x".repeat(201) }), "id"],
    ["a name of spaces", someV2({ accountName: "  " }), "accountName"],
    ["a character that no store can hold", someV2({ accountName: "a\u0000b" }), "accountName"],
    ["half a character", JSON.stringify(someV2({ accountName: "@" })).replace("@", "\\ud800"), "accountName"],
    ["no account number", someV2({ accountNumber: undefined }), "accountNumber"],
    ["a date that is none", someV2({ modifiedDate: "yesterday" }), "modifiedDate"],
  ])("%s is refused with 400 and its place", async (_, body, place) => {
    const { ask, root } = await fixture();
    const answer = await ask("POST", root, body);
    const refused = answer.body as Refusal;
    expect([answer.status, refused.error]).toEqual([400, "Error processing request - not valid."]);
    expect(refused.validation?.errors.map(({ itemId }) => itemId)).toContain(place);
    expect((await ask("GET", root)).body).toEqual([]);
  });

  test("cards in pounds have no sort code, and decimals come back as they went", async () => {
    const { ask, root } = await fixture();
    for (const balance of [0, -0.01, 1234567890123.45, 0.1 + 0.2]) {
      const card = someV2({ accountType: "creditCard", currency: "GBP", routingInfo: undefined, balance });
      expect(await ask("POST", root, card)).toMatchObject({ status: 200, body: { balance } });
    }
  });

  test("numbers and routing codes are sealed, and Sage gets them all the same", async () => {
    const { ask, root, needs, institutionId, connectionId } = await fixture();
    const numbers = {
      accountNumber: "90817263",
      sortCode: "402715",
      routingInfo: { bankCode: "HBUKGB4B", type: "swift" },
    };
    await ask("POST", root, someV2({ id: "one", currency: "GBP", ...numbers }));
    const dump = JSON.stringify(
      await needs.db.execute(sql`select t::text from source_accounts t where external_id = 'one'`),
    );
    for (const secret of ["90817263", "402715", "HBUKGB4B"]) expect(dump).not.toContain(secret);
    const [account] = await needs.connections.accounts(institutionId, connectionId);
    expect(account?.lastFour).toBe("7263");
    expect((await needs.connections.numbers(institutionId, [account?.id ?? ""])).get(account?.id ?? "")).toEqual({
      accountNumber: "90817263",
      branchCode: "402715",
    });
  });

  test("one of two at once gets the id", async () => {
    const { ask, root } = await fixture();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask("POST", root, someV2({ id: "race" }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });
});
