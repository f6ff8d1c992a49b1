import { expect, test } from "vitest";
import { anApiInstitution, serveApi, testEnv } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";

const PRODUCTION = {
  PUBLIC_URL: "https://connect.example.com",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  SAGE_NOTIFICATION_HEADER: "x-connect-secret: a secret of the tests alone",
};

describeStores("an institution's settings", (database) => {
  test("are what was put last, and only one's own", async () => {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const [own, other] = [await anApiInstitution(needs, url), await anApiInstitution(needs, url)];
    expect((await own.ask("GET", "/settings")).body).toEqual({ linkOrigins: [] });
    const settings = {
      authorizationRedirectUrl: "https://bank.example.com/sage?brand=blue",
      linkOrigins: ["https://bank.example.com"],
    };
    expect(await own.ask("PUT", "/settings", settings)).toMatchObject({ status: 200, body: settings });
    expect((await own.ask("GET", "/settings")).body).toEqual(settings);
    expect((await other.ask("GET", "/settings")).body).toEqual({ linkOrigins: [] });
    expect((await own.ask("PUT", "/settings", {})).body).toEqual({ linkOrigins: [] });
  });

  test("that would send people astray are refused with their places, and nothing is stored", async () => {
    const needs = needsOver(database());
    const url = await serveApi(needs, testEnv(PRODUCTION));
    const { ask } = await anApiInstitution(needs, url);
    const answer = await ask("PUT", "/settings", {
      authorizationRedirectUrl: "http://127.0.0.1:3001/sage",
      linkOrigins: ["https://bank.example.com", "https://*.example.com", "http://localhost:3001"],
    });
    expect(answer.status).toBe(400);
    const { errors } = (answer.body as { validation: { errors: { itemId: string }[] } }).validation;
    expect(errors.map(({ itemId }) => itemId)).toEqual([
      "authorizationRedirectUrl",
      "linkOrigins[1]",
      "linkOrigins[2]",
    ]);
    expect((await ask("GET", "/settings")).body).toEqual({ linkOrigins: [] });
  });
});
