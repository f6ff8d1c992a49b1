import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { aKey, anApiInstitution, asking, serveApi, testEnv } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { MAX_WEBHOOKS } from "../institution/webhook.ts";

const some = { url: "https://bank.example/events", eventTypes: ["connection.connected"] };

describeStores("webhooks over HTTP", (database) => {
  async function fixture(settings: Record<string, string> = {}) {
    const needs = needsOver(database());
    const env = testEnv(settings);
    const url = await serveApi(needs, env);
    const institution = await anApiInstitution(needs, url);
    const ask = asking(url, await aKey(needs, institution.institutionId, env));
    return { needs, url, ...institution, ask };
  }

  test("one is registered with 201, listed, read, deleted with 204; its secret is shown once and sealed", async () => {
    const { ask, needs, url, institutionId } = await fixture();
    const full = {
      ...some,
      disabled: true,
      eventTypes: ["connection.connected", "connection.failed", "connection.failed"],
      companyTags: ["region:uk"],
    };
    const made = await ask("POST", "/webhooks", full);
    const { id, secret } = made.body as { id: string; secret: string };
    const webhook = { ...full, id, eventTypes: ["connection.connected", "connection.failed"] };
    expect([made.status, made.body]).toEqual([201, { ...webhook, secret }]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await ask("GET", "/webhooks")).body).toEqual({ results: [webhook] });
    expect(await ask("GET", `/webhooks/${id}`)).toMatchObject({ status: 200, body: webhook });
    expect((await ask("GET", `/webhooks/${id}`)).text).not.toContain("whsec_");
    expect((await anApiInstitution(needs, url).then((other) => other.ask("GET", `/webhooks/${id}`))).status).toBe(404);

    const dump = JSON.stringify(
      await needs.db.execute(sql`select t::text from webhooks t where institution_id = ${institutionId}`),
    );
    expect(dump).toContain("test.");
    expect(dump).not.toContain("whsec_");
    expect(await ask("DELETE", `/webhooks/${id}`)).toMatchObject({ status: 204, text: "" });
    expect((await ask("DELETE", `/webhooks/${id}`)).status).toBe(404);
    expect((await ask("GET", `/webhooks/${id}`)).status).toBe(404);
    expect((await ask("GET", "/webhooks")).body).toEqual({ results: [] });
  });

  test("there are fifty and no more, also at the same moment", async () => {
    const { ask } = await fixture();
    for (let n = 0; n < MAX_WEBHOOKS - 2; n++) await ask("POST", "/webhooks", some);
    const last = await Promise.all(Array.from({ length: 5 }, () => ask("POST", "/webhooks", some)));
    expect(last.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(((await ask("GET", "/webhooks")).body as { results: object[] }).results).toHaveLength(MAX_WEBHOOKS);
  });

  test.each([
    ["no address", { ...some, url: undefined }, "url"],
    ["an address that is none", { ...some, url: "bank.example" }, "url"],
    ["another protocol", { ...some, url: "file:///etc/passwd" }, "url"],
    ["user and password", { ...some, url: "https://a:b@bank.example" }, "url"],
    ["an event that does not exist", { ...some, eventTypes: ["connection.painted"] }, "eventTypes[0]"],
    ["no event", { ...some, eventTypes: [] }, "eventTypes"],
    ["a tag without a value", { ...some, companyTags: ["region"] }, "companyTags[0]"],
    ["eleven tags", { ...some, companyTags: Array.from({ length: 11 }, (_, n) => `k:${n}`) }, "companyTags"],
  ])("%s is refused with 400 and its place", async (_, body, place) => {
    const { ask } = await fixture();
    const answer = await ask("POST", "/webhooks", body);
    const { validation } = answer.body as { validation: { errors: { itemId: string }[] } };
    expect([answer.status, validation.errors.map(({ itemId }) => itemId)]).toEqual([400, [place]]);
  });

  test("plain http is for this machine alone", async () => {
    const http = { ...some, url: "http://127.0.0.1:9/events" };
    expect((await (await fixture()).ask("POST", "/webhooks", http)).status).toBe(201);
    const production = await fixture({
      PUBLIC_URL: "https://connect.example",
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
      SAGE_NOTIFICATION_HEADER: "x-secret: 0123456789abcdef",
    });
    expect((await production.ask("POST", "/webhooks", http)).status).toBe(400);
    expect((await production.ask("POST", "/webhooks", some)).status).toBe(201);
  });
});
