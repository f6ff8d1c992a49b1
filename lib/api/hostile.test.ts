import { connect } from "node:net";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anApiInstitution, asking, serveApi, someV2 } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";

type Refusal = { statusCode: number; service: string; error: string; correlationId: string; canBeRetried: string };

describeStores("input that does not fit", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    return { needs, url, ...(await anApiInstitution(needs, url)) };
  }

  const counts = async (needs: ReturnType<typeof needsOver>) => {
    const of = (table: string) => needs.db.execute(sql.raw(`select count(*)::int as n from ${table}`));
    return JSON.stringify(await Promise.all(["companies", "connections", "source_accounts", "passcodes"].map(of)));
  };

  const uuid = "8a210b68-6988-11ed-a1eb-0242ac120002";
  const text = (body: string, type = "application/json") => ({ body, headers: { "content-type": type } });
  test.each<[string, string, string, { body?: string; headers?: Record<string, string> }, number]>([
    ["wrong JSON", "POST", "/companies", text("{name:"), 400],
    ["no body", "POST", "/companies", {}, 400],
    ["an empty JSON body", "POST", "/companies", text(""), 400],
    ["a list for an object", "POST", "/companies", text("[]"), 400],
    ["JSON of another type", "POST", "/companies", text('{"name":"a"}', "text/plain"), 415],
    ["a form", "POST", "/companies", text("name=a", "application/x-www-form-urlencoded"), 415],
    ["a name of 201 characters", "POST", "/companies", text(JSON.stringify({ name: "x".repeat(201) })), 400],
    ["a name of marks that fall away", "POST", "/companies", text('{"name":"[]<>"}'), 400],
    ["a name that is a number", "POST", "/companies", text('{"name":1}'), 400],
    ["a NUL in a description", "POST", "/companies", text('{"name":"a","description":"\\u0000"}'), 400],
    ["half a character in a tag", "POST", "/companies", text('{"name":"a","tags":{"k":"\\ud800"}}'), 400],
    [
      "eleven tags",
      "POST",
      "/companies",
      text(JSON.stringify({ name: "a", tags: Object.fromEntries([..."abcdefghijk"].map((k) => [k, k])) })),
      400,
    ],
    ["a long tag", "POST", "/companies", text(JSON.stringify({ name: "a", tags: { k: "x".repeat(101) } })), 400],
    ["10 MB", "POST", "/companies", text(JSON.stringify({ name: "x".repeat(10_000_000) })), 413],
    ["a company that is no UUID", "GET", "/companies/1", {}, 404],
    ["a company that is SQL", "DELETE", "/companies/'%20or%201=1", {}, 404],
    ["a connection that is no UUID", "GET", `/companies/${uuid}/connections/x`, {}, 404],
    ["a platform that does not exist", "POST", "{company}/connections", text('{"platformKey":"zzzz"}'), 404],
    ["a platform of five letters", "POST", "{company}/connections", text('{"platformKey":"olprx"}'), 400],
    ["a NUL in an account's id", "DELETE", "{connection}/connectionInfo/bankFeedAccounts/a%00", {}, 404],
    [
      "1001 accounts",
      "POST",
      "{connection}/connectionInfo/bankFeedAccounts/batch",
      text(JSON.stringify(Array.from({ length: 1001 }, () => someV2()))),
      400,
    ],
    ["a status that does not exist", "PATCH", "{connection}", text('{"status":"Gone"}'), 400],
    [
      "an Idempotency-Key that is no UUID",
      "POST",
      "/companies",
      { body: '{"name":"a"}', headers: { "content-type": "application/json", "Idempotency-Key": "1" } },
      400,
    ],
    [
      "two Idempotency-Keys",
      "POST",
      "/companies",
      { body: '{"name":"a"}', headers: { "content-type": "application/json", "Idempotency-Key": `${uuid}, ${uuid}` } },
      400,
    ],
    ["an operation that there is not", "GET", "/nothing", {}, 404],
    ["a method that there is not", "PUT", "/companies", text("{}"), 405],
  ])(
    "%s is answered with the error body, and nothing is stored",
    async (_, method, path, { body, headers }, status) => {
      const { needs, ask, company, connection } = await fixture();
      const before = await counts(needs);
      const answer = await ask(
        method,
        path.replace("{company}", company).replace("{connection}", connection),
        body,
        headers,
      );
      const refusal = answer.body as Refusal;
      expect([answer.status, refusal.statusCode, refusal.service]).toEqual([status, status, "PublicApi"]);
      expect(refusal.correlationId).toMatch(/^[0-9a-f]{32}$/);
      expect(answer.headers.get("x-request-id")).toBe(refusal.correlationId);
      expect([refusal.canBeRetried, typeof refusal.error]).toEqual(["False", "string"]);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      expect(answer.headers.get("x-rate-limit-limit")).toBe("1000");
      if (status === 405) expect(answer.headers.get("allow")).toBe("POST, GET");
      expect(await counts(needs)).toBe(before);
    },
  );

  test("a body without a length is not read beyond 2 MB", async () => {
    const { url, apiKey } = await fixture();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const chunk = Buffer.alloc(64 * 1024, "x");
    let sent = 0;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      const more = () => {
        while (sent < 40 * 1024 * 1024 && said === "") {
          sent += chunk.length;
          if (
            !socket.write(Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]))
          )
            return;
        }
      };
      socket.on("drain", more).on("error", reject);
      socket.on("data", (data) => {
        said += data;
        resolve();
      });
      const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;
      socket.write(
        `POST /api/companies HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      more();
    });
    socket.destroy();
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  });

  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
  const SEND = "Unauthorized: send Authorization: Basic and the base64 of your API key.";
  const NOBODY = "Unauthorized: nobody has this API key.";
  test.each([
    ["no key", {}, SEND],
    ["an empty key", { authorization: "Basic " }, SEND],
    ["a colon for a key", basic(":"), SEND],
    ["a key that nobody has", basic("nobody"), NOBODY],
    ["a bearer", { authorization: "Bearer abc" }, SEND],
    ["user and password", basic("user:password"), NOBODY],
  ])("%s is answered with 401, a challenge and a sentence", async (_, headers, error) => {
    const { url } = await fixture();
    const response = await fetch(`${url}/companies`, { headers });
    expect([response.status, await response.json()]).toMatchObject([401, { statusCode: 401, error }]);
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="Institution API", charset="UTF-8"');
  });

  test("a revoked key is answered with 403", async () => {
    const { needs, ask, institutionId } = await fixture();
    const [key] = await needs.apiKeys.keys(institutionId);
    await needs.apiKeys.revoke(key?.id ?? "");
    const answer = await ask("GET", "/companies");
    expect([answer.status, (answer.body as Refusal).error]).toEqual([
      403,
      "You are using an outdated API key or a key not associated with that resource.",
    ]);
  });

  test("a key works however its base64 is written, and with the colon or line end that clients add", async () => {
    const { url, apiKey } = await fixture();
    for (const encoded of [Buffer.from(apiKey).toString("base64"), Buffer.from(apiKey).toString("base64url")]) {
      const response = await fetch(`${url}/companies`, { headers: { authorization: `basic ${encoded}` } });
      expect(response.status).toBe(200);
    }
    for (const written of [`${apiKey}:`, `${apiKey}\n`, `${apiKey}\r\n`, `${apiKey} `, `${apiKey}\n:`, `${apiKey}:\n`])
      expect((await asking(url, written)("GET", "/companies")).status, JSON.stringify(written)).toBe(200);
    for (const other of [`${apiKey}:x`, `:${apiKey}`, `${apiKey}::`])
      expect((await asking(url, other)("GET", "/companies")).status, JSON.stringify(other)).toBe(401);
  });
});
