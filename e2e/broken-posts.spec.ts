import { readFileSync } from "node:fs";
import { request } from "node:http";
import { signIn } from "./steps/console.ts";
import { formWith, postForm } from "./steps/forms.ts";
import { arriveByHttp, chooseByHttp, identifyByHttp, read } from "./steps/over-http.ts";
import { expect, type RunStack, stackNamed, test as withStack } from "./steps/test.ts";

/**
 * Posts of scanners and attackers to the pages of a journey. The framework's messages about them have a log of their
 * own.
 */
const test = withStack.extend<object, { stack: RunStack }>({ stack: stackNamed("broken-posts") });

test("garbage posted to a page is no fault of ours and changes nothing", async ({ stack, sage }) => {
  const { token, authorisationId } = await arriveByHttp(sage);
  const address = `${stack.app}/connect/${token}/identify`;
  const multipart = (body: string) => ({ headers: { "content-type": "multipart/form-data; boundary=b" }, body });
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const posts: [what: string, init: RequestInit][] = [
    ["nothing", {}],
    ["JSON", { headers: { "content-type": "application/json" }, body: '{"connectionId":"x"}' }],
    ["half of a JSON text", { headers: { "content-type": "application/json" }, body: "{" }],
    ["plain text", { headers: { "content-type": "text/plain" }, body: "hello" }],
    ["fields without an action", { body: new URLSearchParams({ connectionId: "x", passcode: "y" }) }],
    ["an action nobody has", { headers: { "next-action": "0".repeat(42), "content-type": "text/plain" }, body: "[]" }],
    ["an action that is no name", { headers: { "next-action": "../../x", "content-type": "text/plain" }, body: "[]" }],
    ["an action with a body that is none", { headers: { "next-action": "f".repeat(42) }, body: '["$F1","$undefined"' }],
    ["a boundary that never comes", multipart("hello")],
    ["a part that never ends", multipart(part("connectionId", "x"))],
    ["a field with an action nobody has", multipart(`${part(`$ACTION_ID_${"0".repeat(42)}`, "")}--b--\r\n`)],
    ["a reference to nothing", multipart(`${part("$ACTION_REF_1", "")}--b--\r\n`)],
    ["a reference to garbage", multipart(`${part("$ACTION_REF_1", "")}${part("$ACTION_1:0", "{")}--b--\r\n`)],
    [
      "a reference to a prototype",
      multipart(`${part("$ACTION_REF_1", "")}${part("$ACTION_1:0", '{"id":"__proto__","bound":"$@1"}')}--b--\r\n`),
    ],
    ["far too much", { body: new URLSearchParams({ connectionId: "x".repeat(2_000_000) }) }],
  ];
  for (const [what, init] of posts) {
    const headers = { origin: stack.app, ...(init.headers as Record<string, string>) };
    const response = await fetch(address, { ...init, method: "POST", headers, redirect: "manual" }).catch(() => null);
    expect(response, what).not.toBeNull();
    expect(response?.status, what).toBeLessThan(500);
    expect(response?.headers.get("set-cookie") ?? null, what).toBeNull();
  }
  const { url, text } = await read(address);
  expect(url).toBe(address);
  expect(text).toContain("One-time password");
  expect((await sage.authorisation(authorisationId)).status).toBe("created");
});

test("news of a link page are asked for in few bytes: a longer body is not read to the end", async ({ stack }) => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": 400_000_000 };
    const asking = request(`${stack.app}/link/status`, { method: "POST", headers }, ({ statusCode }) => {
      resolve(statusCode);
      asking.destroy();
    });
    asking.once("error", reject);
    asking.write(`{"view":"${"x".repeat(4_096)}`); // and never the rest
  });
  expect(answer).toBeGreaterThanOrEqual(400);
});

test("a form whose own fields were tampered with is no fault of ours", async ({ stack, sage }) => {
  const { token } = await arriveByHttp(sage);
  const address = `${stack.app}/connect/${token}/identify`;
  const form = formWith((await read(address)).text, "Continue");
  const wrong = ["", "[]", "null", '{"a":1}', "$undefined", "x".repeat(10_000), '[null,{"answers":"NaN"}]', '["$K1"]'];
  for (const [name] of form.fields.filter(([name]) => name.startsWith("$")))
    for (const value of wrong) {
      const { status } = await postForm(address, form, { [name]: value, connectionId: "x", passcode: "y" });
      expect(status, `${name}=${value.slice(0, 40)}`).toBeLessThan(500);
    }
  expect((await read(address)).text).toContain("One-time password");
});

test("no action of the console or of a page fails on what it was not meant to be called with", async ({
  stack,
  browser,
  sage,
}) => {
  const manifest = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  const { node } = JSON.parse(manifest) as { node: Record<string, { exportedName?: string }> };
  // Signing out needs no arguments, and would end the test.
  const actions = Object.keys(node).filter((id) => !node[id]?.exportedName?.startsWith("signOut"));
  expect(actions.length).toBeGreaterThan(10);
  test.setTimeout(600_000);
  const { token } = await arriveByHttp(sage);
  // The console has cookies, which a page of a journey is watched for.
  const page = await browser.newPage();
  await signIn(page, stack);
  const stubborn = '{"toString":1,"valueOf":1}';
  const wrong = ["null", "[]", "{", '["$F1"]', '["$n-"]', `[${stubborn},{"answers":${stubborn}},1]`];
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const complaints: string[] = [];
  for (const address of [`${stack.console}/people`, `${stack.app}/connect/${token}/identify`])
    for (const id of actions)
      for (const value of wrong) {
        const bound = `{"id":"${id}","bound":"$@1"}`;
        const fields = [part("$ACTION_REF_1", ""), part("$ACTION_1:0", bound), part("$ACTION_1:1", value)];
        const form = `${fields.join("")}${part("$ACTION_KEY", "k")}--b--\r\n`;
        const sent: [how: string, type: string, data: string, more: Record<string, string>][] = [
          ["form", "multipart/form-data; boundary=b", form, {}],
          ["script", "text/plain;charset=UTF-8", value, { "next-action": id }],
          ["script's form", "multipart/form-data; boundary=b", `${part("0", value)}--b--\r\n`, { "next-action": id }],
        ];
        for (const [how, type, data, more] of sent) {
          const headers = { origin: stack.app, "content-type": type, ...more };
          const answer = await page.request.post(address, { data, headers, maxRedirects: 0 });
          if (answer.status() >= 500) complaints.push(`${address} ${id} by ${how} with ${value}: ${answer.status()}`);
        }
      }
  expect(complaints).toEqual([]);
  await page.close();
});

test("another site cannot confirm in a person's name", async ({ stack, sage, company }) => {
  const { identified, authorisationId } = await identifyByHttp(stack.app, sage, company);
  expect((await chooseByHttp(stack.app, identified)).location).toContain("/review");
  const address = `${stack.app}/connect/${identified}/review`;
  const form = formWith((await read(address)).text, "Connect account");
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: stack.sage },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: "https://evil.example", host: "evil.example" },
  ]) {
    const { status, location } = await postForm(address, form, {}, headers);
    expect(status, JSON.stringify(headers)).toBeLessThan(500);
    expect(location ?? "").not.toContain(sage.origin);
  }
  expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);

  const { status, location } = await postForm(address, form);
  expect(status).toBe(303);
  expect(location).toContain(sage.origin);
  expect((await sage.authorisation(authorisationId)).patchCalls).toHaveLength(1);
});

test("a value that a person could not choose cannot be posted either", async ({ stack, sage, company }) => {
  const { identified, authorisationId } = await identifyByHttp(stack.app, sage, company);
  const other = await identifyByHttp(stack.app, sage, stack.nextCompany());
  const accountsOf = async (token: string) => {
    const form = formWith((await read(`${stack.app}/connect/${token}/account`)).text, "Continue");
    return { form, ids: form.fields.filter(([name, value]) => name === "account" && value).map(([, value]) => value) };
  };
  const own = await accountsOf(identified);
  const strange = await accountsOf(other.identified);
  expect(own.ids).toHaveLength(4);
  // The last is a loan; then another company's account, and things that are no account.
  for (const account of [own.ids.at(-1), strange.ids[0], "x", "", "__proto__", own.ids[0]?.toUpperCase()]) {
    const form = { ...own.form, fields: own.form.fields.filter(([name]) => name !== "account") };
    const posted = await postForm(`${stack.app}/connect/${identified}/account`, form, { account: account ?? "" });
    expect(posted.status, account).toBeLessThan(500);
    expect(posted.location ?? "", account).not.toContain("/review");
  }
  expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);
});
