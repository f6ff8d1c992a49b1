import { type Context, Hono } from "hono";
import { Locale } from "../sage/locale.ts";
import type { InstitutionApp } from "../setup.ts";
import type { World } from "../world.ts";
import { institutionApi } from "./api.ts";
import { Handed, signInPage } from "./sign-in-page.ts";

/** The institution's own sign-in, which Sage's Connect Bank opens in its frame when the setting says so. */
export function signInRoutes(world: World): Hono {
  const handedOver = async (c: Context, app: InstitutionApp) => {
    const given = c.req.method === "POST" ? await c.req.parseBody() : c.req.query();
    const handed = Handed.safeParse(given);
    return handed.success && mayGoBackTo(handed.data.redirectUri, c, app) ? handed.data : null;
  };
  return new Hono()
    .get("/institution/sign-in", async (c) => {
      const app = world.setup.institutionApp;
      const handed = app ? await handedOver(c, app) : null;
      return c.html(signInPage({ locale: localeOf(c), app, handed, refused: null }), handed ? 200 : 400);
    })
    .post("/institution/sign-in", async (c) => {
      const app = world.setup.institutionApp;
      const handed = app ? await handedOver(c, app) : null;
      if (!app || !handed) return c.html(signInPage({ locale: localeOf(c), app, handed: null, refused: null }), 400);
      const wanted = (await c.req.parseBody()).answer === "yes";
      const done = wanted ? await institutionApi(app).authorize(handed) : null;
      if (done && !done.ok) return c.html(signInPage({ locale: localeOf(c), app, handed, refused: done.status }));
      // Only after the 200; or at once, when the customer does not want to.
      const home = new URL(handed.redirectUri);
      home.searchParams.set("state", handed.authorizationId);
      return c.redirect(home.href, 303);
    })
    .post("/institution/sign-in-mode", async (c) => {
      const app = world.setup.institutionApp;
      const { own } = await c.req.parseBody();
      const api = app ? institutionApi(app) : null;
      const settings = await api?.settings();
      if (api && settings?.ok) {
        const { authorizationRedirectUrl: _, ...others } = settings.value;
        const ownPage = new URL("/institution/sign-in", c.req.url).href;
        await api.saveSettings(own === "yes" ? { ...others, authorizationRedirectUrl: ownPage } : others);
      }
      return c.redirect(`/institution?locale=${localeOf(c)}`, 303);
    });
}

/** No user is sent on to a stranger's address: it is Sage's (this sandbox) or the feed service's. */
function mayGoBackTo(redirectUri: string, c: Context, { apiUrl }: InstitutionApp) {
  const { origin } = new URL(redirectUri);
  return origin === new URL(c.req.url).origin || origin === new URL(apiUrl).origin;
}

const localeOf = (c: Context) => Locale.catch("en").parse(c.req.query("locale"));
