import { randomUUID } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi, someV2 } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { ADDRESS_HEADER } from "../web/http/client-address.ts";

type Refused = { error: string; validation?: { errors: { itemId: string; message: string }[] } };

describeStores("a body's bytes", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const institution = await anApiInstitution(needs, url);
    const authorization = `Basic ${Buffer.from(institution.apiKey).toString("base64")}`;
    const accounts = `${institution.connection}/connectionInfo/bankFeedAccounts`;
    const post = async (body: Uint8Array, headers: Record<string, string> = {}, path = accounts) => {
      const response = await fetch(url + path, {
        method: "POST",
        headers: { authorization, [ADDRESS_HEADER]: randomUUID(), "content-type": "application/json", ...headers },
        body: new Uint8Array(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
    };
    const names = async () =>
      ((await institution.ask("GET", accounts)).body as { id: string; accountName: string }[])
        .filter(({ id }) => !/^acc-[0-2]$/.test(id))
        .map(({ id, accountName }) => `${id} ${accountName}`)
        .sort();
    return { post, names };
  }
  const account = (id: string, accountName = "Café Zoë") => JSON.stringify(someV2({ id, accountName }));
  const type = (charset: string) => ({ "content-type": `application/json; charset=${charset}` });

  test("that are not UTF-8 are refused with the place of the first, and no two ids become one", async () => {
    const { post, names } = await fixture();
    for (const id of ["caf\u00e9", "caf\u00e8"]) {
      const body = Buffer.from(account(id, "One"), "latin1");
      const answer = await post(body);
      expect(answer).toMatchObject({ status: 400, body: { error: "Error processing request - not valid." } });
      expect((answer.body as Refused).validation?.errors).toEqual([
        {
          itemId: `body[${body.findIndex((byte) => byte > 0x7f)}]`,
          message: "is not utf-8 from this byte on: declare its charset in Content-Type, or send UTF-8",
          validatorName: "charset",
        },
      ]);
    }
    const utf16 = Buffer.from(`\uFEFF${account("wide")}`, "utf16le");
    expect((await post(utf16)).body).toMatchObject({ validation: { errors: [{ itemId: "body[0]" }] } });
    expect((await post(Buffer.from(account("wide"), "utf16le"))).status).toBe(400);
    expect(await names()).toEqual([]);
  });

  test("are read in the charset that they declare", async () => {
    const { post, names } = await fixture();
    for (const [body, charset] of [
      [Buffer.from(account("utf-8")), "utf-8"],
      [Buffer.from(account("latin-1"), "latin1"), "iso-8859-1"],
      [Buffer.from(account("utf-16"), "utf16le"), "UTF-16"],
      [Buffer.from(account("utf-16le"), "utf16le"), "utf-16le"],
      [Buffer.from(account("utf-16be"), "utf16le").swap16(), "utf-16be"],
      [Buffer.from(`\uFEFF${account("marked")}`), "utf-8"],
    ] as const)
      expect((await post(body, type(charset))).status, charset).toBe(200);
    expect(await names()).toEqual(
      ["latin-1", "marked", "utf-16", "utf-16be", "utf-16le", "utf-8"].map((id) => `${id} Café Zoë`),
    );
    expect((await post(Buffer.from(account("x"), "latin1"), type("utf-8"))).status).toBe(400);
    expect(await post(Buffer.from(account("x")), type("klingon"))).toMatchObject({
      status: 415,
      body: { error: "The charset that Content-Type declares is not known." },
    });
  });

  test("are taken from gzip, and of other encodings refused with the one that is taken", async () => {
    const { post, names } = await fixture();
    const gzip = { "content-encoding": "gzip" };
    expect((await post(gzipSync(account("packed")), gzip)).status).toBe(200);
    const latin1 = gzipSync(Buffer.from(account("packed-latin"), "latin1"));
    expect((await post(latin1, { ...gzip, ...type("iso-8859-1") })).status).toBe(200);
    expect(await names()).toEqual(["packed Café Zoë", "packed-latin Café Zoë"]);
    expect((await post(latin1, gzip)).status).toBe(400);
    expect((await post(Buffer.from(account("plain")), gzip)).status).toBe(400);
    expect((await post(gzipSync(account("cut")).subarray(0, 40), gzip)).status).toBe(400);
    const other = await post(deflateSync(account("other")), { "content-encoding": "deflate" });
    expect([other.status, other.headers.get("accept-encoding")]).toEqual([415, "gzip"]);
    expect(await names()).toHaveLength(2);
  });

  test("that unpack to more than 2 MB are refused before they fill the memory", async () => {
    const { post, names } = await fixture();
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, " "));
    expect(bomb.length).toBeLessThan(400 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(bomb, { "content-encoding": "gzip" })));
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413, 413]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 1024 * 1024);
    expect(await names()).toEqual([]);
  });
});
