import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { Provider } from "oidc-provider";
import { choosePort } from "../scripts/ports.ts";
import { test as base, expect } from "./steps/browser.ts";
import { watchConsole } from "./steps/console.ts";
import { startRunStack } from "./steps/test.ts";

/** Whom the provider grants nothing. */
const withoutRole = new Set(["stranger"]);

/** A real OpenID provider, whose people have the roles that their names say. */
async function startProvider(app: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: "console", client_secret: "a secret of this test's alone, and long enough" };
  const provider = new Provider(issuer, {
    clients: [
      {
        ...client,
        redirect_uris: [`${app}/console/auth/callback/oidc`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub", "roles"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        name: sub,
        email: `${sub}@example.com`,
        email_verified: true,
        roles: withoutRole.has(sub) ? ["other-app:administrator"] : ["other-app:user", `connect-bank:${sub}`],
      }),
    }),
  });
  server.on("request", provider.callback());
  return { issuer, ...client, stop: () => server.close() };
}

const test = base.extend<object, { at: { console: string } }>({
  at: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const port = await choosePort(0, "PORT");
      const provider = await startProvider(`http://localhost:${port}`);
      const stack = await startRunStack("console-oidc", {
        port,
        env: {
          OIDC_ISSUER: provider.issuer,
          OIDC_CLIENT_ID: provider.client_id,
          OIDC_CLIENT_SECRET: provider.client_secret,
        },
      });
      await use(stack);
      await stack.stop();
      provider.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

async function signInAs(page: Page, console: string, name: string) {
  await page.goto(console);
  await page.getByRole("button", { name: "Sign in with your organisation" }).click();
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("somebody whom the provider knows signs in with the role that it says, and out again", async ({
  page,
  context,
  at,
}) => {
  const complaints = watchConsole(context);
  await signInAs(page, at.console, "support");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.getByText("Support", { exact: true }).click();
  const [session] = (await context.cookies()).filter(({ name }) => name.endsWith("console-session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Connect Bank console" })).toBeVisible();
  // The cookie of before opens nothing any more.
  await context.addCookies([session as NonNullable<typeof session>]);
  await page.goto(at.console);
  await expect(page.getByRole("heading", { name: "Connect Bank console" })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("somebody who has lost their role is not let in again, and what they had open ends with it", async ({
  page,
  browser,
  at,
}) => {
  await signInAs(page, at.console, "administrator");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  withoutRole.add("administrator");
  const elsewhere = await browser.newPage();
  await signInAs(elsewhere, at.console, "administrator");
  await expect(elsewhere.getByText("You could not be signed in")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Connect Bank console" })).toBeVisible();
});

test("somebody without a role of ours is not let in", async ({ page, at }) => {
  await signInAs(page, at.console, "stranger");
  await expect(page.getByText("You could not be signed in")).toBeVisible();
});
