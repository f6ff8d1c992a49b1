import { readFileSync } from "node:fs";
import { verifyExport } from "../scripts/audit-file.ts";
import { test as base, expect } from "./steps/browser.ts";
import {
  act,
  addInstitution,
  addPerson,
  changePassword,
  chooseOwnPassword,
  openDialog,
  secretIn,
  signIn,
  trySignIn,
  watchConsole,
} from "./steps/console.ts";
import { type RunStack, stackNamed } from "./steps/test.ts";

const test = base.extend<object, { stack: RunStack }>({
  stack: stackNamed("administration", { connections: 2, embedded: true }),
});

const keyed = (key: string) => ({ authorization: `Basic ${Buffer.from(key).toString("base64")}` });

test("an administrator sets an institution up: its entry in Sage's list, a key, a webhook, its look", async ({
  page,
  context,
  stack,
}) => {
  const complaints = watchConsole(context);
  await signIn(page, stack);
  const id = await addInstitution(page, stack, "Second Bank");
  await page.goto(`${stack.console}/institutions/${id}`);

  const registered = await act(page, "Register with Sage", {
    Name: "Second Bank",
    "Country code": "GB",
    "Web address": "https://second-bank.example",
  });
  await expect(registered).toContainText(/Registered as [0-9a-f-]{36}/);
  const bankId = /Registered as ([0-9a-f-]{36})/.exec((await registered.textContent()) ?? "")?.[1] ?? "";
  await page.keyboard.press("Escape");
  await expect(page.getByText(bankId)).toBeVisible();
  // Sage shows it once somebody there has switched it on; then a user can arrive through it.
  await fetch(`${stack.sage}/_control/banks/${bankId}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ enabled: true }),
  });
  const sage = await context.newPage();
  await sage.goto(stack.sage);
  await sage.getByRole("button", { name: "Connect Bank", exact: true }).click();
  await sage.getByRole("button", { name: "Second Bank", exact: true }).click();
  const journey = sage.frameLocator("iframe");
  await expect(journey.getByRole("heading", { name: "Connect your bank account to Sage" })).toBeVisible();
  await expect(journey.getByText("Shown in your Second Bank app")).toBeVisible();
  // A page behind another is drawn seldom.
  await sage.close();

  await expect(
    await act(page, "Change", { "Country code": "IE" }, page.getByRole("region", { name: "Sage banks" })),
  ).toContainText("Changed.");
  await page.keyboard.press("Escape");

  const key = await secretIn(page, await act(page, "Create a key", { Name: "Backend" }));
  const made = await fetch(`${stack.app}/api/companies`, {
    method: "POST",
    headers: { ...keyed(key), "content-type": "application/json" },
    body: JSON.stringify({ name: "A company" }),
  });
  expect(made.status).toBe(200);
  await expect(await act(page, "Revoke")).toContainText("Revoked");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Revoke" })).toBeHidden();
  expect((await fetch(`${stack.app}/api/companies`, { headers: keyed(key) })).status).toBe(403);

  const dialog = await openDialog(page, page.getByRole("button", { name: "Add a webhook" }));
  await dialog.getByLabel("Web address").fill("not an address");
  await dialog.getByLabel("connection.connected").check();
  await dialog.getByLabel("Reason").fill("the institution asked");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toContainText("Web address: an https address.");
  // The typed text is still there to be put right.
  await expect(dialog.getByLabel("connection.connected")).toBeChecked();
  await dialog.getByLabel("Web address").fill("https://second-bank.example/events");
  await dialog.locator("button[type=submit]").click();
  expect(await secretIn(page, dialog)).toMatch(/^whsec_/);
  await expect(page.getByText("https://second-bank.example/events")).toBeVisible();

  await act(page, "Change", {
    "Own sign-in page": "https://second-bank.example/sign-in",
    "Web apps that may show the link page": "https://second-bank.example\nhttps://app.second-bank.example",
  });
  await page.keyboard.press("Escape");
  await expect(page.getByText("https://second-bank.example, https://app.second-bank.example")).toBeVisible();

  await page.getByRole("link", { name: "Open the editor" }).click();
  const preview = page.frameLocator("iframe");
  await page.getByLabel("Name", { exact: true }).fill("Better Bank");
  await page.getByLabel("Accent on light pages").fill("#ffee88");
  await expect(preview.getByText("Shown in your Better Bank app")).toBeVisible();
  await expect(page.getByText(/Publishing makes it #[0-9a-f]{6}/).first()).toBeVisible();
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" viewBox="0 0 9 3"><rect width="9" height="9"/><script>alert(1)</script></svg>';
  await page
    .getByLabel("Logo")
    .setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(logo) });
  await expect(page.getByText("There is a logo.")).toBeVisible();
  await expect(preview.getByRole("img", { name: "Better Bank" })).toBeVisible();
  await expect(await act(page, "Publish")).toContainText("Published.");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Version 2 is published.")).toBeVisible();
  await act(page, "Bring back");
  await expect(page.getByText("Version 3 is published.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByLabel("Name", { exact: true }).fill("Worse Bank");
  await expect(page.getByText("There is a draft that nobody sees yet.")).toBeVisible();
  await expect(await act(page, "Discard the draft")).toContainText("The draft is gone.");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Name", { exact: true })).not.toHaveValue("Worse Bank");
  await page.getByRole("link", { name: /^Back to/ }).click();

  await page.goto(`${stack.console}/audit`);
  for (const done of [
    "Added an institution",
    "Changed an entry in Sage’s list",
    "Created an API key",
    "Changed a webhook",
    "Changed look and words",
  ])
    await expect(page.getByRole("cell", { name: done }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a person who is shut out, or gets a new password, is signed out at once", async ({ browser, page, stack }) => {
  await signIn(page, stack);
  const person = await addPerson(page, stack, { email: "helper@bank.example", role: "support" });
  const theirs = await browser.newPage();
  await signIn(theirs, stack, person);
  await expect(theirs.getByRole("link", { name: "Institutions" })).toBeHidden();

  const row = page.getByRole("row", { name: /helper@bank\.example/ });
  const password = await secretIn(page, await act(page, "New password", {}, row));
  await theirs.goto(`${stack.console}/find`);
  await expect(theirs).toHaveURL(/sign-in/);
  // With what somebody else chose, nothing opens but the place where they choose their own.
  const renewed = { ...person, password };
  await expect(async () => {
    await trySignIn(theirs, renewed);
    await expect(theirs.getByText("Choose your own to go on")).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await theirs.goto(`${stack.console}/find`);
  await expect(theirs).toHaveURL(/account/);
  expect((await theirs.request.get(`${stack.console}/find.csv`)).status()).toBe(401);
  await changePassword(theirs, password, "password1234");
  await expect(theirs.getByText("Too easy to guess.")).toBeVisible();
  await changePassword(theirs, "not the one", "seven lamps under water");
  await expect(theirs.getByText("That is not your password.")).toBeVisible();
  await chooseOwnPassword(theirs, renewed);
  await expect(theirs.getByRole("navigation", { name: "Console" })).toBeVisible();

  await expect(await act(page, "Make administrator", {}, row)).toContainText("Changed.");
  await page.keyboard.press("Escape");
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: "Institutions" })).toBeVisible();

  await expect(await act(page, "Shut out", {}, row)).toContainText("Changed.");
  await page.keyboard.press("Escape");
  await theirs.goto(`${stack.console}/find`);
  await expect(theirs).toHaveURL(/sign-in/);
  await expect(async () => {
    await trySignIn(theirs, renewed);
    await expect(theirs.locator("form [role=alert]")).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await theirs.close();

  // Refusals and failures are in the log too, and the log can be taken along and proven.
  const again = { "E-mail": person.email, Name: "Once more", Role: "support", Institution: "all" };
  await expect(await act(page, "Add a person", again)).toContainText("Somebody has that e-mail address already.");
  await page.goto(`${stack.console}/audit`);
  const notDone = page.getByRole("row", { name: /Not done, or not for certain/ });
  await expect(notDone.filter({ hasText: "Somebody has that e-mail address already." })).toBeVisible();
  await page.getByLabel("Only").selectOption("Sign-in refused");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("row", { name: /helper@bank\.example/ }).first()).toContainText("somebody not signed in");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the whole log" }).click(),
  ]);
  const verdict = await verifyExport(readFileSync(await file.path(), "utf8").split("\n"));
  expect(verdict).toMatchObject({ faults: [], erased: 0 });
  expect(verdict.rows).toBeGreaterThan(10);
});
