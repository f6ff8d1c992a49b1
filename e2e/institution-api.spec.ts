import { barriers } from "./steps/look.ts";
import { expect, test } from "./steps/test.ts";

/** The parts of the API that only the whole application shows: its rules are tested beside them. */
test("an institution goes from a company to an account and back, in the codes of the contract", async ({ stack }) => {
  const authorization = `Basic ${Buffer.from(stack.apiKey).toString("base64")}`;
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${stack.app}/api${path}`, {
      method,
      headers: { authorization, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, id: text.startsWith("{") ? String(JSON.parse(text).id) : "" };
  };

  const company = await ask("POST", "/companies", { name: "Made over the API" });
  const connection = await ask("POST", `/companies/${company.id}/connections`, { platformKey: "olpr" });
  const at = `/companies/${company.id}/connections/${connection.id}`;
  const account = {
    accountName: "Operating",
    accountType: "checking",
    accountNumber: "40007001",
    currency: "USD",
    balance: 1,
  };
  const accounts = `${at}/connectionInfo/bankFeedAccounts`;
  const statuses = [
    company.status,
    connection.status,
    (
      await ask("POST", `${accounts}/batch`, [
        { ...account, id: "one/of two" },
        { ...account, id: "two" },
      ])
    ).status,
    (await ask("PATCH", `${accounts}/one%2Fof%20two`, { accountName: "Renamed" })).status,
    (await ask("POST", `${at}/bankFeeds/otp`)).status,
    (await ask("DELETE", `${accounts}/one%2Fof%20two`)).status,
    (await ask("DELETE", at)).status,
    (await ask("DELETE", `/companies/${company.id}`)).status,
    (await ask("GET", `/companies/${company.id}`)).status,
  ];
  expect(statuses).toEqual([200, 200, 201, 200, 200, 204, 200, 204, 404]);
});

test("a body without a length is read, and not beyond 2 MB", async ({ stack }) => {
  const send = async (...parts: string[]) => {
    const body = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const headers = {
      authorization: `Basic ${Buffer.from(stack.apiKey).toString("base64")}`,
      "content-type": "application/json",
    };
    const request = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    return (await fetch(`${stack.app}/api/companies`, request)).status;
  };
  expect(await send('{"name":', '"In parts"}')).toBe(200);
  expect(await send('{"name":"', "x".repeat(10_000_000), '"}')).toBe(413);
});

test("every answer names its request, from whichever part of the application it comes", async ({ stack }) => {
  const authorization = `Basic ${Buffer.from(stack.apiKey).toString("base64")}`;
  const json = { authorization, "content-type": "application/json" };
  const ids = [];
  for (const [path, init, status] of [
    ["/api/companies", { headers: { authorization } }, 200],
    ["/api/companies", { headers: { authorization, "x-request-id": "of-a-stranger" } }, 200],
    ["/api/companies", {}, 401],
    ["/api/companies/none", { headers: { authorization } }, 404],
    ["/api/nothing/at/all", { headers: { authorization } }, 404],
    ["/api/companies", { method: "POST", headers: json, body: "{" }, 400],
    ["/api/companies", { method: "POST", headers: json, body: "x".repeat(3_000_000) }, 413],
    ["/api/companies", { method: "DELETE", headers: json }, 405],
    ["/api/companies", { method: "OPTIONS" }, 204],
    ["/api/openapi.json", {}, 200],
    ["/nowhere", {}, 404],
  ] as const) {
    const response = await fetch(stack.app + path, init);
    expect(response.status, path).toBe(status);
    const id = response.headers.get("x-request-id");
    expect(id, path).toMatch(/^[0-9a-f]{32}$/);
    if (status >= 400 && path.startsWith("/api/")) expect(await response.json()).toMatchObject({ correlationId: id });
    ids.push(id);
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test("the reference is for everybody to read, in any light and width, and loads nothing", async ({ page, stack }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${stack.app}/api/docs`);
  await expect(page.getByRole("heading", { name: "Create a source account" })).toBeVisible();
  await page.getByRole("link", { name: "Generate a one-time password" }).click();
  await expect(page.getByRole("heading", { name: "Generate a one-time password" })).toBeInViewport();
  expect(loaded.filter((path) => path !== "/icon.svg" && path !== "/favicon.ico")).toEqual(["/api/docs"]);
  // A long page: in the other light only its colours can be otherwise.
  test.setTimeout(600_000);
  expect(await barriers(page, "reference")).toEqual([]);
  await page.setViewportSize({ width: 320, height: 600 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
