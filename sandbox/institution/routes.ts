import { type Context, Hono } from "hono";
import { z } from "zod";
import { Locale } from "../sage/locale.ts";
import type { World } from "../world.ts";
import { type Answer, institutionApi, type Push } from "./api.ts";
import { institutionPage, noInstitutionPage } from "./page.ts";
import { sampleTransactions } from "./sample-transactions.ts";
import { signInRoutes } from "./sign-in-routes.ts";

const Pushed = z.object({ account: z.string().min(1).max(200) });

/** The institution's own web app: its customer's page, and a sign-in of its own where that is switched on. */
export function institutionRoutes(world: World): Hono {
  const show = async (c: Context, wantsPasscode: boolean, push: Answer<Push> | null = null) => {
    const locale = Locale.catch("en").parse(c.req.query("locale"));
    const app = world.setup.institutionApp;
    if (!app) return c.html(noInstitutionPage(locale));
    const api = institutionApi(app);
    const passcode = wantsPasscode ? await api.newPasscode() : null;
    const [connection, accounts, settings] = await Promise.all([
      api.connection(),
      api.sourceAccounts(),
      listedSettings(api, new URL(c.req.url).origin),
    ]);
    const link = await api.newLink(locale);
    c.header("cache-control", "no-store");
    return c.html(institutionPage({ locale, app, connection, accounts, passcode, settings, link, push }));
  };
  return new Hono()
    .get("/institution", (c) => show(c, false))
    .post("/institution", (c) => show(c, true))
    .post("/institution/transactions", async (c) => {
      const { account } = Pushed.parse(await c.req.parseBody());
      const app = world.setup.institutionApp;
      if (!app) return show(c, false);
      const api = institutionApi(app);
      const accounts = await api.sourceAccounts();
      const held = accounts.ok ? accounts.value.find(({ id }) => id === account) : undefined;
      if (!held) return show(c, false, { ok: false, status: 404 });
      const lines = sampleTransactions(held.balance ?? 0, new Date(world.clock.now()));
      return show(c, false, await api.pushTransactions(account, lines));
    })
    .route("/", signInRoutes(world));
}

/** The settings with this app's origin among those that may show the link page. */
async function listedSettings(api: ReturnType<typeof institutionApi>, origin: string) {
  const settings = await api.settings();
  if (!settings.ok || settings.value.linkOrigins.includes(origin)) return settings;
  return api.saveSettings({ ...settings.value, linkOrigins: [...settings.value.linkOrigins, origin] });
}
