import { type Context, Hono } from "hono";
import { z } from "zod";
import { Locale } from "../sage/locale.ts";
import type { World } from "../world.ts";
import { type Answer, institutionApi, type Push } from "./api.ts";
import { institutionPage, noInstitutionPage } from "./page.ts";
import { sampleTransactions } from "./sample-transactions.ts";
import { signInRoutes } from "./sign-in-routes.ts";

const Sent = z.object({ account: z.string().min(1).max(200) });
/** The outcome of the sending before it, in the page's address. */
const Pushed = z
  .guid()
  .or(z.coerce.number().int().min(400).max(599))
  .or(z.enum(["unreachable", "malformed"]))
  .nullish()
  .catch(null);

/** The institution's own web app: its customer's page, and a sign-in of its own where that is switched on. */
export function institutionRoutes(world: World): Hono {
  const show = async (c: Context, wantsPasscode: boolean) => {
    const locale = Locale.catch("en").parse(c.req.query("locale"));
    const app = world.setup.institutionApp;
    if (!app) return c.html(noInstitutionPage(locale));
    const api = institutionApi(app);
    const passcode = wantsPasscode ? await api.newPasscode() : null;
    const push = await pushOf(api, Pushed.parse(c.req.query("pushed")));
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
      const { account } = Sent.parse(await c.req.parseBody());
      const app = world.setup.institutionApp;
      if (!app) return show(c, false);
      const api = institutionApi(app);
      const accounts = await api.sourceAccounts();
      const held = accounts.ok ? accounts.value.find(({ id }) => id === account) : undefined;
      const lines = sampleTransactions(held?.balance ?? 0, new Date(world.clock.now()));
      const push = await api.pushTransactions(account, lines);
      const locale = Locale.catch("en").parse(c.req.query("locale"));
      // A reload of the next page sends nothing once more.
      return c.redirect(
        `/institution?locale=${locale}&pushed=${push.ok ? push.value.pushOperationKey : push.status}`,
        303,
      );
    })
    .route("/", signInRoutes(world));
}

async function pushOf(
  api: ReturnType<typeof institutionApi>,
  pushed: z.output<typeof Pushed>,
): Promise<Answer<Push> | null> {
  if (!pushed) return null;
  const isKey = typeof pushed === "string" && z.guid().safeParse(pushed).success;
  return isKey
    ? api.pushOperation(pushed)
    : { ok: false, status: pushed as Exclude<Answer<Push>, { ok: true }>["status"] };
}

/** The settings with this app's origin among those that may show the link page. */
async function listedSettings(api: ReturnType<typeof institutionApi>, origin: string) {
  const settings = await api.settings();
  if (!settings.ok || settings.value.linkOrigins.includes(origin)) return settings;
  return api.saveSettings({ ...settings.value, linkOrigins: [...settings.value.linkOrigins, origin] });
}
