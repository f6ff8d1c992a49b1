import { arriveByHttp, read } from "./steps/over-http.ts";
import { type Answer, sendRaw } from "./steps/raw.ts";
import { expect, type RunStack, stackNamed, test as withStack } from "./steps/test.ts";

/** Scanners and attackers ask at every door; the framework's words about it have a log of their own. */
const test = withStack.extend<object, { stack: RunStack }>({ stack: stackNamed("strangers", { connections: 5 }) });

const DOORS = [
  ...["", "connect", "connect/TOKEN", "connect/TOKEN/identify", "connect/TOKEN/approval", "connect/unknown/review"],
  ...[
    "link",
    "link/unknown",
    "link/status",
    "console",
    "console/people",
    "console/sign-in",
    "console/auth/session",
    "console/auth/signin/x",
  ],
  ...["console/auth/callback/credentials", "console/auth/csrf", "console/auth/_log", "console/audit.jsonl"],
  ...["console/find.csv", "console/institutions/x/logo", "api", "api/companies", "api/docs", "brand/x/y/logo"],
  ...["preview/x/identify", "_next", "_next/static/chunks/x.js", "SCRIPT", "_next/image", "_next/data/x/y.json"],
  ...["sage", "sage/unknown", "sage/notification", "sage/auth", "sage/authrefresh", "sage/availableaccounts"],
  ...["healthz", "readyz", "metrics", "connect-bank.js", "robots.txt", "icon.svg", "unknown"],
];

const STRANGE = "evil.example";
/** Ways to write a door's address: the door is the argument, without its first slash. */
const PATHS: Record<string, (door: string) => string> = {
  "an escape that is no text": (door) => `/${door}/%ff`,
  "an escape that is none": (door) => `/${door}/%zz`,
  "half an escape": (door) => `/${door}%`,
  "an overlong escape": (door) => `/${door}/%c0%ae%c0%ae/`,
  "an escape in a query": (door) => `/${door}?locale=%ff&next=%zz&x[]=1&__proto__=1`,
  "an escaped escape": (door) => `/${door}/%25ff`,
  "an end of text": (door) => `/${door}/%00`,
  "an end of line": (door) => `/${door}/%0d%0aset-cookie:%20x=1`,
  "two slashes first": (door) => `//${door}`,
  "another host behind two slashes": (door) => `//${STRANGE}/${door}`,
  "another host behind two slashes, and one at the end": (door) => `//${STRANGE}/${door}/`,
  "another host behind a backslash": (door) => `/\\${STRANGE}/${door}`,
  "another host behind an escaped backslash": (door) => `/%5c${STRANGE}/${door}/`,
  "another host behind an escaped slash": (door) => `/%2f${STRANGE}/${door}/`,
  "two slashes at the end": (door) => `/${door}//`,
  "two slashes within": (door) => `/${door.replaceAll("/", "//")}`,
  "escaped slashes": (door) => `/${door.replaceAll("/", "%2f")}%2f`,
  "a dot": (door) => `/./${door}`,
  "a way back": (door) => `/console/../${door}`,
  "an escaped way back": (door) => `/connect/%2e%2e/${door}`,
  "more ways back than there are": (door) => `/../../..//${STRANGE}/../${door}`,
  "an escaped letter": (door) => `/${door.replace("c", "%63")}`,
  "great letters": (door) => `/${door.toUpperCase()}`,
  "a letter that is not ASCII": (door) => `/${door}/\u00e9\u00ff`,
  "a slash at the end": (door) => `/${door}/`,
  "another host's address": (door) => `http://${STRANGE}/${door}/`,
  "another host's address with two slashes": (door) => `http://${STRANGE}//${STRANGE}/${door}/`,
  "another scheme's address": (door) => `ftp://${STRANGE}/${door}`,
  "no slash": (door) => door || "x",
  "a very long address": (door) => `/${door}/${"a".repeat(8_000)}`,
};

const MULTIPART = "content-type: multipart/form-data; boundary=b";
const field = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`;
type Sent = { method?: string; headers?: string[]; body?: string };
/** Ways to ask, at an address that is as it should be. */
const REQUESTS: Record<string, Sent> = {
  TRACE: { method: "TRACE" },
  OPTIONS: { method: "OPTIONS" },
  HEAD: { method: "HEAD" },
  PUT: { method: "PUT", body: "x" },
  DELETE: { method: "DELETE" },
  PATCH: { method: "PATCH", body: "{" },
  PROPFIND: { method: "PROPFIND" },
  "a post of nothing": { method: "POST" },
  "a post of garbage": { method: "POST", headers: ["content-type: application/json"], body: "{" },
  "a post of null": { method: "POST", headers: ["content-type: application/json"], body: "null" },
  "a post with a type that is none": { method: "POST", headers: ["content-type: ;;;"], body: "x" },
  "a post without its boundary": { method: "POST", headers: ["content-type: multipart/form-data"], body: "x" },
  "a post of fields": { method: "POST", headers: ["content-type: application/x-www-form-urlencoded"], body: "a=%ff&b" },
  "an action nobody has": { method: "POST", headers: [MULTIPART], body: field(`$ACTION_ID_${"0".repeat(42)}`, "") },
  "an action that is none": { method: "POST", headers: [MULTIPART], body: field("$ACTION_REF_1", "") },
  "an action's name that is none": {
    method: "POST",
    headers: ["next-action: ../x", "content-type: text/plain"],
    body: "[]",
  },
  "an action's name that nobody has": { method: "POST", headers: [`next-action: ${"0".repeat(42)}`], body: '["$F1"]' },
  "an action asked for with GET": { headers: [`next-action: ${"0".repeat(42)}`] },
  "a post from another site": {
    method: "POST",
    headers: [`origin: https://${STRANGE}`, MULTIPART],
    body: field("a", "b"),
  },
  "a post from no site": { method: "POST", headers: ["origin: null", MULTIPART], body: field("a", "b") },
  "a post from a site that is none": { method: "POST", headers: ["origin: %%%", MULTIPART], body: field("a", "b") },
  "a post from half a site": { method: "POST", headers: ["origin: http://", MULTIPART], body: field("a", "b") },
  "an action from no site": { method: "POST", headers: ["origin: null", `next-action: ${"0".repeat(42)}`], body: "[]" },
  "an action from a site that is none": {
    method: "POST",
    headers: ["origin: x", `next-action: ${"0".repeat(42)}`],
    body: "[]",
  },
  "another host": { headers: [`host: ${STRANGE}`, `x-forwarded-host: ${STRANGE}`, "x-forwarded-proto: gopher"] },
  "a host that is none": { headers: ["host: %%%:x"] },
  "a state of the page that is none": { headers: ["rsc: 1", "next-router-state-tree: %zz", "next-url: http://x"] },
  "a state of the page that is another's": { headers: ["rsc: 1", "next-router-state-tree: 1"] },
  "a part of a page that is none": {
    headers: ["rsc: 1", "next-router-prefetch: 1", "next-router-segment-prefetch: %zz"],
  },
  "names that the framework keeps to itself": {
    headers: ["x-middleware-subrequest: x", "x-invoke-path: /%ff", "x-matched-path: /%ff", "x-nextjs-data: 1"],
  },
  "cookies that are none": { headers: ["cookie: %ff=%zz; =; console-locale=%ff; next-auth.session-token=%zz"] },
  "a language that is none": { headers: ["accept-language: %%,;q=x", "accept: ;;;", "accept-encoding: ;;;"] },
  "an address that is none": { headers: ["x-forwarded-for: %%,,::::1", "forwarded: for=;"] },
  "a part of a file that is none": { headers: ["range: bytes=x-", "if-none-match: %%", "if-modified-since: x"] },
  "a key that is none": { headers: ["authorization: Basic %%%"] },
  "another protocol": { headers: ["connection: close, upgrade", "upgrade: websocket"] },
  "an expectation": { headers: ["expect: 200-ok"] },
};

/** No visitor is led away from here, and nothing of ours has failed. */
function complaint(asked: string, { status, headers }: Answer, own: string): string[] {
  const location = headers.location ?? "";
  const at = location === "" ? "" : new URL(location, own).origin;
  const cookies = headers["set-cookie"]?.includes("x=1") ? [`${asked}: a cookie of theirs`] : [];
  if (status >= 500) return [`${asked}: ${status}`];
  return at !== "" && at !== own ? [`${asked}: leads to ${location}`] : cookies;
}

test("no address and no request of a stranger's fails here or leads elsewhere", async ({ stack, sage }) => {
  test.setTimeout(600_000);
  const { token } = await arriveByHttp(sage);
  const { port, host } = new URL(stack.app);
  const { text } = await read(`${stack.app}/connect/${token}/identify`);
  const script = /\/(_next\/static\/[^"?]+\.js)/.exec(text)?.[1] ?? "";
  const ask = (first: string, headers: string[] = [], body = "") => {
    const named = headers.some((line) => line.startsWith("host:")) ? [] : [`Host: ${host}`];
    const length = body ? [`Content-Length: ${body.length}`] : [];
    const closes = headers.some((line) => line.startsWith("connection:")) ? [] : ["Connection: close"];
    return sendRaw(Number(port), [`${first} HTTP/1.1`, ...named, ...headers, ...length, ...closes], body);
  };
  const asked: [what: string, () => Promise<Answer>][] = [];
  for (const door of DOORS.map((door) => door.replace("TOKEN", token).replace("SCRIPT", script))) {
    for (const [how, write] of Object.entries(PATHS))
      asked.push([`GET ${write(door).slice(0, 80)} (${how})`, () => ask(`GET ${write(door)}`)]);
    for (const [how, { method = "GET", headers = [], body = "" }] of Object.entries(REQUESTS))
      asked.push([`${method} /${door} (${how})`, () => ask(`${method} /${door}`, headers, body)]);
  }
  for (const first of ["OPTIONS *", "GET *", `CONNECT ${STRANGE}:443`, `GET ${STRANGE}:443`, "GET", "G\u00ebT /"])
    asked.push([first, () => ask(first)]);
  asked.push(["an older protocol", () => sendRaw(Number(port), ["GET /console HTTP/1.0"])]);
  asked.push(["no host", () => sendRaw(Number(port), ["GET /console HTTP/1.1", "Connection: close"])]);

  const complaints: string[] = [];
  const next = asked.values();
  const askOn = async () => {
    for (const [what, send] of next) complaints.push(...complaint(what, await send(), stack.app));
  };
  await Promise.all(Array.from({ length: 8 }, askOn));
  expect(complaints).toEqual([]);
});

test("a door's protection is that of the address it is reached at, however that is written", async ({ stack }) => {
  const { port, host } = new URL(stack.app);
  const policy = async (path: string) => {
    const { headers } = await sendRaw(Number(port), [`GET ${path} HTTP/1.1`, `Host: ${host}`, "Connection: close"]);
    return headers["content-security-policy"]?.replace(/nonce-[^']+/g, "nonce");
  };
  const console = await policy("/console/sign-in");
  expect(console).toContain("frame-ancestors 'none'");
  for (const path of ["//console/sign-in", "/./console/sign-in", "/link/../console/sign-in", "/%63onsole/sign-in"])
    expect(await policy(path), path).toBe(console);
});

test("pictures are not made to measure for anybody", async ({ stack }) => {
  for (const query of ["", "?url=%2Ficon.svg&w=640&q=75", "?url=http%3A%2F%2Fevil.example%2Fx.png&w=640&q=75"])
    expect((await fetch(`${stack.app}/_next/image${query}`)).status, query).toBe(404);
});
