import { type Context, Hono } from "hono";
import { Locale } from "../sage/locale.ts";
import type { World } from "../world.ts";
import { institutionApi } from "./api.ts";
import { institutionPage, noInstitutionPage } from "./page.ts";

/** The institution's own web app: one page, and one button that asks for a fresh passcode. */
export function institutionRoutes(world: World): Hono {
  const show = async (c: Context, wantsPasscode: boolean) => {
    const locale = Locale.catch("en").parse(c.req.query("locale"));
    const app = world.setup.institutionApp;
    if (!app) return c.html(noInstitutionPage(locale));
    const api = institutionApi(app);
    const passcode = wantsPasscode ? await api.newPasscode() : null;
    const [connection, accounts] = await Promise.all([api.connection(), api.sourceAccounts()]);
    c.header("cache-control", "no-store");
    return c.html(institutionPage({ locale, app, connection, accounts, passcode }));
  };
  return new Hono().get("/institution", (c) => show(c, false)).post("/institution", (c) => show(c, true));
}
