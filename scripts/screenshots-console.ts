import type { Locator, Page } from "@playwright/test";
import {
  api,
  arrive,
  choose,
  connect,
  control,
  identify,
  identifyWrongly,
  passcode,
  type Shoot,
  start,
  unannounced,
} from "./screenshots-steps.ts";
import type { Stack } from "./stack.ts";

type Fixture = {
  linked: string;
  waiting: string;
  journeys: Record<"linked" | "stopped" | "refused", string>;
  code: string;
};

const MISSING = "00000000-0000-4000-8000-000000000000";

/** Fills the console: journeys that ended well and badly, a look that is not published, people, another institution. */
export async function makeFixture(demo: Stack, page: Page): Promise<Fixture> {
  const [other, waiting] = demo.connections;
  if (!other || !waiting) throw new Error("the fixture needs two further connections");
  const webhook = { url: "http://127.0.0.1:9/events", eventTypes: ["connection.connected", "connection.disconnected"] };
  await api(demo, "POST", "/webhooks", webhook);
  const look = { name: "Sample Bank", accent: { light: "#e8a33d", dark: "#8ab8f5" } };
  await api(demo, "PUT", "/branding", look);

  const addresses = {
    linked: await linkedJourney(demo, page, demo),
    refused: await refusedJourney(demo, page, other),
    stopped: await stoppedJourney(demo, page, other),
  };
  await page.goto(unannounced(await start(demo)));
  const code = (await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? "";
  await passcode(demo, waiting);
  await arrive(demo, page);
  await identifyWrongly(page, waiting);
  await passcode(demo, waiting);

  await signIn(demo, page);
  const journeys = {
    linked: await journeyOf(demo, page, addresses.linked),
    refused: await journeyOf(demo, page, addresses.refused),
    stopped: await journeyOf(demo, page, addresses.stopped),
  };
  await page.goto(`${demo.console}/institutions`);
  await act(page, "Add an institution", { Name: "Second Bank" });
  await page.goto(`${demo.console}/people`);
  await act(page, "Add a person", {
    "E-mail": "helper@sample-bank.example",
    Name: "Second supporter",
    Institution: "Sample Bank",
  });
  await act(page, "Add a person", {
    "E-mail": "second@second-bank.example",
    Name: "Another supporter",
    Institution: "Second Bank",
  });
  await act(page, "Shut out", {}, page.getByRole("row", { name: /Another supporter/ }));
  return { linked: demo.connectionId, waiting: waiting.connectionId, journeys, code };
}

/** Every page of the console, each with something to see. */
export async function tourOfConsole(demo: Stack, page: Page, shoot: Shoot, fixture: Fixture) {
  const { linked, waiting, journeys, code } = fixture;
  await page.goto(`${demo.console}/sign-in`);
  await shoot("console-1-sign-in");
  await trySignIn(page, { ...demo.administrator, password: "not the password" });
  await page.locator("form [role=alert]").waitFor();
  await shoot("console-1-sign-in-refused");
  await signIn(demo, page);
  await page.locator(".recharts-surface").nth(4).waitFor();
  await shoot("console-2-overview");
  const institution = `/institutions/${demo.institutionId}`;
  const pages: [name: string, address: string][] = [
    ["3-overview-empty", "?from=2020-01-01&to=2020-01-02"],
    ["4-find", "/find"],
    ["5-find-results", "/find?q=Sample"],
    ["6-find-nothing", "/find?q=no%20such%20name"],
    ["7-connection-linked", `/connections/${linked}`],
    ["8-connection-waiting", `/connections/${waiting}`],
    ["9-journey-stopped", journeys.stopped],
    ["10-journey-refused", journeys.refused],
    ["11-journey-linked", journeys.linked],
    ["12-refusal", `/refusals/${code}`],
    ["13-institutions", "/institutions"],
    ["14-institution", institution],
    ["15-look", `${institution}/branding`],
    ["16-people", "/people"],
    ["17-audit", "/audit"],
    ["18-not-found", `/connections/${MISSING}`],
  ];
  for (const [name, address] of pages) {
    await page.goto(demo.console + address);
    await shoot(`console-${name}`);
  }
  await page.goto(`${demo.console}/connections/${waiting}`);
  await openDialog(page, page.getByRole("main").locator("button[aria-haspopup=dialog]").first());
  await shoot("console-19-dialog", false);
  await page.goto(demo.console);
  await page.locator("header summary").click();
  await shoot("console-20-menu", false);
}

/** Where the console shows the journey whose page has this address: its search goes there. */
async function journeyOf(demo: Stack, page: Page, address: string) {
  await page.goto(`${demo.console}/find?q=${encodeURIComponent(address)}`);
  await page.waitForURL(/\/journeys\//);
  return new URL(page.url()).pathname.replace("/console", "");
}

type Ids = { companyId: string; connectionId: string };

async function walk(demo: Stack, page: Page, ids: Ids) {
  const { authorisationId } = await arrive(demo, page);
  const address = page.url();
  await identify(demo, page, ids);
  await choose(page);
  return { authorisationId, address };
}

async function linkedJourney(demo: Stack, page: Page, ids: Ids) {
  const { address } = await walk(demo, page, ids);
  await connect(page);
  await page.getByRole("button", { name: "OK", exact: true }).click();
  await page.getByRole("heading", { name: "Bank connected" }).waitFor();
  return address;
}

async function refusedJourney(demo: Stack, page: Page, ids: Ids) {
  const { authorisationId, address } = await walk(demo, page, ids);
  const path = `^/eu/provider/v1/authorisations/${authorisationId}$`;
  await control(demo, "faults", { match: { method: "PATCH", path }, times: 1, action: { status: 400, body: {} } });
  await connect(page);
  await page.waitForURL(/outcome/);
  return address;
}

async function stoppedJourney(demo: Stack, page: Page, ids: Ids) {
  await arrive(demo, page);
  const address = page.url();
  await passcode(demo, ids);
  await identifyWrongly(page, ids);
  return address;
}

async function trySignIn(page: Page, person: { email: string; password: string }) {
  await page.locator("input[name=email]").fill(person.email);
  await page.locator("input[name=password]").fill(person.password);
  await page.locator("form button[type=submit]").click();
}

async function signIn(demo: Stack, page: Page) {
  await page.goto(demo.console);
  await trySignIn(page, demo.administrator);
  await page.locator("nav").first().waitFor();
}

/** Opens the dialog behind a button; a click before the page's script has come opens nothing. */
async function openDialog(page: Page, button: Locator): Promise<Locator> {
  const dialog = page.getByRole("dialog");
  for (let tries = 0; tries < 10 && !(await dialog.isVisible()); tries++) {
    await button.click();
    await dialog.waitFor({ timeout: 1_000 }).catch(() => {});
  }
  return dialog;
}

async function act(page: Page, button: string, boxes: Record<string, string>, within: Page | Locator = page) {
  const dialog = await openDialog(page, within.getByRole("button", { name: button, exact: true }));
  for (const [label, value] of Object.entries({ Reason: "Asked for by the bank", ...boxes })) {
    const box = dialog.getByLabel(label, { exact: true });
    if ((await box.evaluate((element) => element.tagName)) === "SELECT") await box.selectOption(value);
    else await box.fill(value);
  }
  await dialog.locator("button[type=submit]").click();
  await dialog.locator("form").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
}
