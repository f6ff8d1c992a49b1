import type { Page } from "@playwright/test";
import {
  api,
  arrive,
  choose,
  connect,
  control,
  identify,
  type Shoot,
  send,
  start,
  unannounced,
} from "./screenshots-steps.ts";
import type { Stack } from "./stack.ts";

/** Every page that a customer can come to, on the way and beside it. */
export async function tourOfJourney(demo: Stack, page: Page, shoot: Shoot, locale: string) {
  await arrive(demo, page);
  await shoot("1-identify");
  await send(page);
  await page.locator("main [role=alert]").waitFor();
  await shoot("2-identify-errors");
  await identify(demo, page, demo.variants.manyAccounts ?? demo);
  await shoot("3-account-many");
  await arrive(demo, page);
  await identify(demo, page, demo.variants.noAccount ?? demo);
  await shoot("4-account-none");
  await arrive(demo, page);
  await identify(demo, page, demo);
  await shoot("5-account");
  await choose(page);
  await shoot("6-review");
  await control(demo, "faults", { match: { path: "/eu/provider" }, times: "always", action: { status: 503 } });
  await connect(page);
  await page.waitForURL(/outcome/);
  await shoot("7-sage-unreachable");
  await fetch(`${demo.sage}/_control/faults`, { method: "DELETE" });
  await page.goto(unannounced(await start(demo)));
  await shoot("8-not-announced");
  await page.goto(`${demo.app}/connect/nobody/identify`);
  await shoot("9-unknown");
  await link(demo, page, shoot, locale);
  await preview(demo, page, shoot, locale);
}

async function link(demo: Stack, page: Page, shoot: Shoot, locale: string) {
  const { url, token } = await api<{ url: string; token: string }>(
    demo,
    "POST",
    `/companies/${demo.companyId}/connections/${demo.connectionId}/linkTokens`,
    { locale },
  );
  await page.goto(url);
  await shoot("10-link");
  await page.locator("select[name=product]").selectOption({ index: 1 });
  await page.locator("button[value=passcode]").click();
  await page.getByText(/[A-Z0-9]{3}.?[A-Z0-9]{3}/, { exact: true }).waitFor();
  await shoot("11-link-passcode");
  const arrived = await page.context().newPage();
  await arrive(demo, arrived);
  await page.locator("#arrival").waitFor();
  await shoot("12-link-is-this-you");
  await arrived.getByRole("button", { name: /^(Cancel|Annuler)/ }).click(); // two open arrivals at one address are not asked about
  await arrived.close();
  await page.goto(`${demo.app}/link/${token}`);
  await shoot("13-link-used");
  await page.goto(`${demo.app}/link`);
  await shoot("14-link-explanation");
}

async function preview(demo: Stack, page: Page, shoot: Shoot, locale: string) {
  const { url } = await api<{ url: string }>(demo, "POST", "/branding/preview", {});
  await page.goto(url);
  await shoot("15-preview");
  for (const name of ["refused", "several", "linked"]) {
    await page.goto(`${url}/${name}?locale=${locale}`);
    await shoot(`16-preview-${name}`);
  }
}
