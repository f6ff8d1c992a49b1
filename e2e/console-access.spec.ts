import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { test as base, expect } from "./steps/browser.ts";
import { addInstitution, addPerson, openDialog, signIn } from "./steps/console.ts";
import { arrive, choose, confirm, finishInSage, identifyToAccounts } from "./steps/journey.ts";
import { type RunStack, stackNamed } from "./steps/test.ts";

const test = base.extend<object, { stack: RunStack }>({ stack: stackNamed("console-access", { connections: 4 }) });

const ROOT = path.join(import.meta.dirname, "../app/console");
const files = (ending: string) =>
  readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));

/** Addresses below /console as the folders say them, without groups. */
const addressOf = (file: string) =>
  `/${path.dirname(file)}/`.replaceAll(/\/\([^)]*\)/g, "").replace(/\/\.?\/?$/, "") || "/";

type Seen = { institutionId: string; connectionId: string; journeyId: string; viewId: string; code: string };

/** One real address for every page and file of the console; a new one without an entry fails the test. */
const ADDRESSES: Record<
  string,
  { at: (seen: Seen) => string; administrator?: true; open?: true; everybodys?: true; nowhere?: true }
> = {
  "/": { at: () => "", everybodys: true },
  "/find": { at: () => "/find", everybodys: true },
  "/find.csv": { at: () => "/find.csv", everybodys: true },
  "/journeys/[id]": { at: ({ journeyId }) => `/journeys/${journeyId}` },
  "/journeys/[id]/packet.json": { at: ({ journeyId }) => `/journeys/${journeyId}/packet.json` },
  "/seen/[journeyId]/[viewId]": { at: ({ journeyId, viewId }) => `/seen/${journeyId}/${viewId}` },
  "/connections/[id]": { at: ({ connectionId }) => `/connections/${connectionId}` },
  "/refusals/[code]": { at: ({ code }) => `/refusals/${code}` },
  "/institutions": { at: () => "/institutions", administrator: true, everybodys: true },
  "/institutions/[id]": { at: ({ institutionId }) => `/institutions/${institutionId}`, administrator: true },
  "/institutions/[id]/branding": {
    at: ({ institutionId }) => `/institutions/${institutionId}/branding`,
    administrator: true,
  },
  "/account": { at: () => "/account", everybodys: true },
  // The whole chain: no institution's alone.
  "/audit.jsonl": { at: () => "/audit.jsonl", administrator: true },
  "/[...rest]": { at: () => "/nowhere", nowhere: true },
  "/people": { at: () => "/people", administrator: true, everybodys: true },
  "/audit": { at: () => "/audit", administrator: true, everybodys: true },
  "/sign-in": { at: () => "/sign-in", open: true },
};
/** Files that are only written to; asked with the methods that they have. */
const WRITTEN = ["/institutions/[id]/logo"];
/** next-auth's own. */
const AUTH = "/auth/[...nextauth]";

type People = Record<"support" | "strangerSupport" | "strangerAdministrator" | "nobody", BrowserContext>;

async function stage(browser: Browser, stack: RunStack) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, stack);
  const own = await page.request.get(`${stack.console}/institutions`);
  const institutionId = /institutions\/([0-9a-f-]{36})"/.exec(await own.text())?.[1] ?? "";
  await addInstitution(page, stack, "Stranger Bank");
  const people = {} as People;
  const roles = {
    support: { role: "support", institution: institutionId },
    strangerSupport: { role: "support", institution: "Stranger Bank" },
    strangerAdministrator: { role: "administrator", institution: "Stranger Bank" },
  } as const;
  for (const [name, { role, institution }] of Object.entries(roles)) {
    const person = await addPerson(page, stack, { email: `${name}@bank.example`, role, institution });
    const theirs = await browser.newContext();
    await signIn(await theirs.newPage(), stack, person);
    people[name as keyof People] = theirs;
  }
  people.nobody = await browser.newContext();
  return { context, page, people, institutionId };
}

/**
 * A connected account, an open journey with its page snapshots, a refused visit, a webhook with a delivery, brand
 * versions.
 */
async function things(browser: Browser, stack: RunStack, institutionId: string): Promise<Seen> {
  const api = (method: string, address: string, body: unknown) =>
    fetch(`${stack.app}/api${address}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(stack.apiKey).toString("base64")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
    });
  const webhook = { url: "http://127.0.0.1:9/events", eventTypes: ["connection.connected"] };
  expect((await api("POST", "/webhooks", webhook)).status).toBe(201);
  const look = { name: "Sample Bank", accent: { light: "#1d4f91", dark: "#8ab8f5" } };
  expect((await api("PUT", "/branding", look)).status).toBe(200);
  expect((await api("POST", "/branding/publish", {})).status).toBe(200);
  expect((await api("PUT", "/branding", look)).status).toBe(200);
  const customer = await browser.newPage();
  const company = stack.nextCompany();
  await arrive(customer, stack.sageControl);
  await identifyToAccounts(customer, company);
  await choose(customer);
  await confirm(customer);
  await finishInSage(customer);
  await customer.goto(
    `${stack.app}/sage/auth?bank=${stack.bankId}&authorisation_id=00000000-0000-4000-8000-000000000000&redirect_uri=${encodeURIComponent(`${stack.sage}/x`)}&state=1`,
  );
  const code =
    (await customer.getByText(/^[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$/).textContent()) ?? "";
  await arrive(customer, stack.sageControl);
  await identifyToAccounts(customer, company);
  await customer.close();
  return { institutionId, connectionId: company.connectionId, journeyId: "", viewId: "", code };
}

test.describe.configure({ mode: "serial" });

let fixture: Awaited<ReturnType<typeof stage>> & { seen: Seen };

test("the fixture is made", async ({ browser, stack }) => {
  const staged = await stage(browser, stack);
  const seen = await things(browser, stack, staged.institutionId);
  const { page } = staged;
  await page.goto(`${stack.console}/connections/${seen.connectionId}`);
  const journey = await page.locator('a[href*="/journeys/"]').first().getAttribute("href");
  seen.journeyId = journey?.split("/").at(-1) ?? "";
  await page.goto(`${stack.console}/journeys/${seen.journeyId}`);
  const view = await page.locator('a[href*="seen="]').first().getAttribute("href");
  seen.viewId = view?.split("=").at(-1) ?? "";
  fixture = { ...staged, seen };
});

test("every page and file shows itself to a person who may see it, and is not there for anybody else", async ({
  stack,
}) => {
  const known = [...Object.keys(ADDRESSES), ...WRITTEN, AUTH].sort();
  const there = [...files("page.tsx"), ...files("route.ts")].map(addressOf).sort();
  expect(there).toEqual(known);
  const { seen, people, context } = fixture;
  for (const [name, { at, administrator, open, everybodys, nowhere }] of Object.entries(ADDRESSES)) {
    const address = stack.console + at(seen);
    const ask = async (who: BrowserContext) => (await who.request.get(address, { maxRedirects: 0 })).status();
    expect(await ask(context), `${name} for an administrator of all`).toBe(open ? 307 : nowhere ? 404 : 200);
    expect(await ask(people.support), `${name} for support of the institution`).toBe(
      open ? 307 : administrator || nowhere ? 404 : 200,
    );
    const strange = open ? 307 : everybodys ? 200 : 404;
    expect(await ask(people.strangerAdministrator), `${name} for another's administrator`).toBe(strange);
    expect(await ask(people.strangerSupport), `${name} for another's support`).toBe(administrator ? 404 : strange);
    const nobody = await ask(people.nobody);
    expect(open ? [200] : [307, 401, 404], `${name} for nobody`).toContain(nobody);
  }
});

test("nothing of one institution shows in another's lists", async ({ stack }) => {
  const { seen, people } = fixture;
  const text = async (who: BrowserContext, address: string) => (await who.request.get(stack.console + address)).text();
  for (const address of [
    "",
    "/find",
    `/find?q=${seen.connectionId}`,
    "/find?q=Sample",
    "/find.csv",
    "/institutions",
    "/people",
    "/audit",
  ]) {
    const shown = await text(people.strangerAdministrator, address);
    const secrets = [`/connections/${seen.connectionId}`, stack.bankId, "Sample Company", stack.administrator.email];
    expect(
      secrets.filter((one) => shown.includes(one)),
      address,
    ).toEqual([]);
  }
  expect((await text(people.support, "/find?q=Sample")).includes("Sample Company")).toBe(true);
});

test("a logo is changed by an administrator of its institution, from the console's own pages", async ({ stack }) => {
  const { people, context, institutionId } = fixture;
  const address = `${stack.console}/institutions/${institutionId}/logo`;
  const send = async (who: BrowserContext, origin: string) =>
    (await who.request.delete(address, { headers: { origin }, maxRedirects: 0 })).status();
  const own = new URL(stack.app).origin;
  expect(await send(people.nobody, own)).toBe(401);
  expect(await send(people.support, own)).toBe(404);
  expect(await send(people.strangerAdministrator, own)).toBe(404);
  expect(await send(context, "https://evil.example")).toBe(403);
  expect(await send(context, own)).toBe(200);
});

test("every action does nothing for the wrong role or the wrong institution, whatever page it is sent to", async ({
  stack,
}) => {
  const { page, people, seen, institutionId } = fixture;
  const pages = [
    `/connections/${seen.connectionId}`,
    `/journeys/${seen.journeyId}`,
    "/institutions",
    `/institutions/${institutionId}`,
    `/institutions/${institutionId}/branding`,
    "/people",
  ];
  const sent = new Map<string, Sent>();
  for (const address of pages) for (const one of await actionsOf(page, stack.console + address)) sent.set(one.id, one);
  // Every action that there is was found on a page: what is not tried here is not proven.
  const exported = files("-actions.ts").flatMap((file) => [
    ...readFileSync(path.join(ROOT, file), "utf8").matchAll(/^export const (\w+) =/gm),
  ]);
  expect(sent.size).toBe(exported.length);

  const before = await done(page, stack);
  for (const one of sent.values()) {
    for (const [name, who] of Object.entries(people)) {
      // Support of the institution itself may do what is safe; that is another test.
      if (name === "support" && !one.administrators) continue;
      const answer = await who.request.post(one.url, { headers: one.headers, data: one.body, maxRedirects: 0 });
      const said = await answer.text();
      expect(/"(done|secret)":/.test(said), `${one.title} by ${name} was done`).toBe(false);
    }
  }
  expect(await done(page, stack)).toEqual(before);
  // The very same requests do work for a person who may send them.
  const key = [...sent.values()].find(({ title }) => title === "Create a key");
  const made = await fixture.context.request.post(key?.url ?? "", { headers: key?.headers ?? {}, data: key?.body });
  expect(/"secret":/.test(await made.text())).toBe(true);
});

type Sent = {
  id: string;
  title: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  administrators: boolean;
};

/** Every action of a page as its form sends it, caught on the way. */
async function actionsOf(page: Page, url: string): Promise<Sent[]> {
  const caught: Sent[] = [];
  await page.goto(url);
  let title = "";
  await page.route("**", async (route, request) => {
    const id = request.headers()["next-action"];
    if (!id) return route.fallback();
    const { "content-type": type = "", accept = "" } = request.headers();
    const origin = new URL(url).origin;
    const headers = { "next-action": id, "content-type": type, accept, origin };
    const administrators = /institutions|people/.test(url);
    caught.push({ id, title, url, headers, body: request.postDataBuffer() ?? Buffer.alloc(0), administrators });
    return route.abort();
  });
  for (const index of await differentButtons(page)) {
    const before = caught.length;
    const button = page.locator(TRIGGERS).nth(index);
    title = (await button.textContent()) ?? "";
    const dialog = await openDialog(page, button);
    for (const box of await dialog.locator("input:not([type=hidden], [type=checkbox]), textarea").all())
      await box.fill(SAMPLES[(await box.getAttribute("name")) ?? ""] ?? "a sample");
    for (const box of await dialog.locator("input[type=checkbox]").all()) await box.check();
    // For an institution that is not the stranger's: people of their own they may add.
    for (const box of await dialog.locator("select[name=institutionId]").all()) await box.selectOption("Sample Bank");
    await dialog.locator("button[type=submit]").click();
    await expect.poll(() => caught.length).toBe(before + 1);
    // The answer never comes: the page begins again.
    await page.goto(url);
  }
  const editor = page.locator("main form:has(input[name=revision])");
  if ((await editor.count()) > 0) {
    title = "draft";
    await editor.locator("input[name=name]").fill("A stranger's name");
    await expect.poll(() => caught.at(-1)?.title).toBe("draft");
  }
  await page.unroute("**");
  return caught;
}

const TRIGGERS = "button[aria-haspopup=dialog]:visible";

/**
 * The places of buttons that differ in their words or their section. Every row of a list has the same ones, and the
 * last row is none of a stranger's.
 */
async function differentButtons(page: Page): Promise<number[]> {
  const keys = await page.locator(TRIGGERS).evaluateAll((buttons) =>
    buttons.map((button) => {
      const sections = [...document.querySelectorAll("section:has(> h2)")];
      const section = sections.find((one) => one.contains(button))?.querySelector("h2")?.textContent;
      return `${button.textContent} in ${section}`;
    }),
  );
  return keys.flatMap((key, index) => (keys.lastIndexOf(key) === index ? [index] : []));
}

const SAMPLES: Record<string, string> = {
  email: "new@bank.example",
  url: "https://bank.example",
  authorizationRedirectUrl: "https://bank.example/in",
  linkOrigins: "https://bank.example",
  timeZone: "Europe/London",
  countryCode: "GB",
  bankId: "7b1d2c9e-0f3a-4c5d-8e6f-1a2b3c4d5e6f",
  companyTags: "region:uk",
};

/** The actions in the audit log: each is written there before it is done. Looking is no action. */
async function done(page: Page, stack: RunStack): Promise<string[]> {
  await page.goto(`${stack.console}/audit`);
  const rows = await page.locator("tbody tr").allTextContents();
  return rows.filter((row) => !/Looked|Signed|Searched|Exported/.test(row));
}
