import { randomUUID } from "node:crypto";
import type { Started } from "./steps/sage.ts";
import { tokenIn } from "./steps/secrets.ts";
import { expect, test } from "./steps/test.ts";

/** `GET /sage/auth`, as Sage or a stranger calls it. */

test("an arrival is handed to its journey, by script, refresh and link", async ({ sage }) => {
  const { authUrl } = await sage.start();
  const { status, text, headers } = await visit(authUrl);
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("no-store");
  const target = targetIn(text);
  expect(text.split(target)).toHaveLength(4);
  expect(tokenIn(target)).toHaveLength(43);
});

test("a second arrival with the same values is a reload, one with other values is refused", async ({ sage }) => {
  const started = await sage.start();
  const first = targetIn((await visit(started.authUrl)).text);
  const again = targetIn((await visit(started.authUrl)).text);
  expect(tokenIn(again)).not.toBe(tokenIn(first));
  for (const [name, value] of [
    ["state", randomUUID()],
    ["redirect_uri", `${started.redirectUri}x`],
    ["redirect_uri", new URL("/api/v1/indirectredirect/other", started.redirectUri).href],
  ] as const)
    expectRefused(await visit(changed(started, { [name]: value })), 409);
  expect((await fetch(first)).status).toBe(200);
});

test("an unannounced arrival is refused after the notification had three seconds to come", async ({ stack, sage }) => {
  const started = await sage.start();
  const before = Date.now();
  expectRefused(await visit(changed(started, { authorisation_id: randomUUID() })), 404);
  expect(Date.now() - before).toBeGreaterThanOrEqual(2_900);
  expect(Date.now() - before).toBeLessThan(8_000);
  expect(stack.app).toContain("localhost");
});

test("a bank that is not ours, or not the announced one, is refused", async ({ stack, sage }) => {
  const started = await sage.start();
  expectRefused(await visit(changed(started, { bank: randomUUID() })), 404);
  expectRefused(await visit(changed(started, { bank: stack.usBankId })), 404);
  expectRefused(await visit(changed(started, { bank: "not-a-uuid" })), 400);
  expect((await visit(changed(started, { bank: null }))).status, "no bank is needed once it was announced").toBe(200);
});

test("parameters that are missing, doubled or malformed are refused with a support code", async ({ sage }) => {
  const started = await sage.start();
  const { authUrl } = started;
  const bad = [
    changed(started, { authorisation_id: null }),
    changed(started, { redirect_uri: null }),
    changed(started, { state: null }),
    changed(started, { state: "" }),
    changed(started, { redirect_uri: "" }),
    changed(started, { authorisation_id: "" }),
    changed(started, { authorisation_id: "../../etc/passwd" }),
    changed(started, { authorisation_id: `${started.authorisationId}'--` }),
    changed(started, { state: "x".repeat(513) }),
    changed(started, { state: "a\u0000b" }),
    changed(started, { state: "a\r\nset-cookie: x=1" }),
    `${authUrl}&state=other`,
    `${authUrl}&redirect_uri=${encodeURIComponent(started.redirectUri)}`,
    `${authUrl}&authorisation_id=${randomUUID()}`,
    authUrl.split("?", 1)[0] ?? "",
  ];
  for (const address of bad) expectRefused(await visit(address), 400);
});

test("an address that is not Sage's is never gone back to", async ({ sage }) => {
  const started = await sage.start();
  const good = new URL(started.redirectUri);
  const hostile = [
    "https://evil.example/",
    "https://127.0.0.1.evil.example/",
    `http://${good.host}@evil.example/`,
    `http://user:pass@${good.host}/`,
    "https://evil.example\\@127.0.0.1/",
    "https:evil.example",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "file:///etc/passwd",
    `${started.redirectUri}\n.evil.example`,
    ` ${started.redirectUri}`,
    "https://xn--sgebankdrive-0wb.com/",
    "https://sаgebankdrive.com/",
    "http://2130706433/",
    "http://0x7f.1/",
    "https://sagebankdrive.com.evil.example/",
    `https://evil.example/${"x".repeat(3_000)}`,
  ];
  for (const redirect_uri of hostile) expectRefused(await visit(changed(started, { redirect_uri })), 400);
});

test("other methods than GET and HEAD get 405 on both doors", async ({ stack }) => {
  for (const door of ["auth", "authrefresh"])
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await fetch(`${stack.app}/sage/${door}`, { method })).status, `${method} ${door}`).toBe(405);
});

test("a re-authorisation of an account that we never connected is refused", async ({ stack, sage }) => {
  const started = await sage.start();
  const address = changed(started, { externalId: randomUUID(), bank: null }).replace(
    "/sage/auth?",
    "/sage/authrefresh?",
  );
  expectRefused(await visit(address), 404);
  expect((await sage.authorisation(started.authorisationId)).status).toBe("created");
  expect(stack.bankId).toBeTruthy();
});

type Answer = Awaited<ReturnType<typeof visit>>;

async function visit(address: string) {
  const response = await fetch(address, { redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A page that says what to do, with its support code and without anything that belongs to a journey. */
function expectRefused({ status, headers, text }: Answer, expected: number) {
  expect(status, text).toBe(expected);
  expect(headers.get("location")).toBeNull();
  expect(headers.get("content-type")).toContain("text/html");
  expect(headers.get("set-cookie")).toBeNull();
  expect(text).toMatch(/Support code: <b translate="no">[A-Z0-9]{4}.?[A-Z0-9]{4}<\/b>/);
  expect(text).not.toContain("/connect/");
  expect(text).not.toContain("evil");
}

function changed({ authUrl }: Started, values: Record<string, string | null>) {
  const url = new URL(authUrl);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

const targetIn = (text: string) => /<a href="([^"]+)"/.exec(text)?.[1] ?? "";
