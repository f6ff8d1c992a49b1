import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi, someV1, someV2 } from "../testing/api.ts";
import { needsOver } from "../testing/needs.ts";
import { describeStores } from "../testing/stores.ts";

type Account = Record<string, unknown> & { id: string };
type Refusal = { error: string; validation?: { errors: { itemId: string; message: string }[] } };

describeStores("source accounts over HTTP", (database) => {
  async function scene() {
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
    { needs, institutionId, connectionId }: Awaited<ReturnType<typeof scene>>,
    externalId: string,
  ) {
    const held = await needs.connections.accounts(institutionId, connectionId);
    const account = held.find((one) => one.externalId === externalId);
    await needs.connections.markConnected(
      {
        sageBankAccountId: randomUUID(),
        sourceAccountId: account?.id ?? "",
        bankId: null,
        requestedStartDate: new Date("2026-03-01T00:00:00Z"),
      },
      needs.clock(),
    );
  }

  test("both shapes come back as they were sent, with a status and without nulls", async () => {
    const { ask, root } = await scene();
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
    const { routingInfo, accountInfo, ...shared } = created.body as Record<string, unknown>;
    expect((await ask("GET", root)).body).toEqual(
      expect.arrayContaining([
        { ...shared, accountType: "Debit" },
        { ...v1, status: "pending" },
      ]),
    );
  });

  test("the start of a feed is a date in v2 and a moment in v1", async () => {
    const at = await scene();
    await at.ask("POST", at.root, someV2({ id: "one" }));
    await connect(at, "one");
    expect((await at.ask("GET", at.root)).body).toMatchObject([{ status: "connected", feedStartDate: "2026-03-01" }]);
    expect((await at.ask("PATCH", `${at.root}/one`, {})).body).toMatchObject({
      feedStartDate: "2026-03-01T00:00:00.000Z",
    });
  });

  test("an id that is taken is refused with 400 and its place, and nothing changes", async () => {
    const { ask, root } = await scene();
    await ask("POST", root, someV2({ id: "one" }));
    const again = await ask("POST", root, someV2({ id: "one", accountName: "Other" }));
    expect([again.status, (again.body as Refusal).validation?.errors]).toEqual([
      400,
      [{ itemId: "id", message: "Account one already exists", validatorName: "unique" }],
    ]);
    expect((await ask("GET", root)).body).toMatchObject([{ id: "one", accountName: "Business current account" }]);
  });

  test("a batch answers 201 for all, 207 for some, 409 for none, and 400 with nothing stored for a bad one", async () => {
    const { ask, root } = await scene();
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
    const at = await scene();
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
    const { ask, root } = await scene();
    const answer = await ask("POST", root, body);
    const refused = answer.body as Refusal;
    expect([answer.status, refused.error]).toEqual([400, "Error processing request - not valid."]);
    expect(refused.validation?.errors.map(({ itemId }) => itemId)).toContain(place);
    expect((await ask("GET", root)).body).toEqual([]);
  });

  test("cards in pounds have no sort code, and decimals come back as they went", async () => {
    const { ask, root } = await scene();
    for (const balance of [0, -0.01, 1234567890123.45, 0.1 + 0.2]) {
      const card = someV2({ accountType: "creditCard", currency: "GBP", routingInfo: undefined, balance });
      expect(await ask("POST", root, card)).toMatchObject({ status: 200, body: { balance } });
    }
  });

  test("numbers and routing codes are sealed, and Sage gets them all the same", async () => {
    const { ask, root, needs, institutionId, connectionId } = await scene();
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
    const { ask, root } = await scene();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask("POST", root, someV2({ id: "race" }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });
});
