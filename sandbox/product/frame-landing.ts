import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Authorisation } from "../sage/authorisation.ts";
import { chooseAccount } from "../sage/choose-account.ts";
import { land, remarkOnQuery } from "../sage/land.ts";
import { connectedAccount } from "../sage/open-bank-account.ts";
import type { World } from "../world.ts";
import { accountList, badReturnPage, connectedPage, failurePage } from "./landing-pages.ts";

const Choice = z.object({ session: z.string(), externalId: z.string().min(1), startDate: z.iso.date() });

/** Where the browser comes back to, in both styles of address, and the account list it finds there. */
export function landingRoutes(world: World): Hono {
  const arrive = (c: Context, landingId: string | undefined) => {
    const authorisation = world.ledger.landings.get(landingId ?? "");
    if (!authorisation) return c.html(badReturnPage({ locale: "en", product: "accounting" }), 404);
    const url = new URL(c.req.url);
    const states = url.searchParams.getAll("state");
    if (states.length !== 1 || states[0] !== authorisation.state) {
      authorisation.remarks.push("the browser came back with a missing, doubled or wrong state");
      return c.html(badReturnPage(authorisation), 400);
    }
    if (c.req.header("accept")?.includes("text/html")) authorisation.attended = true;
    remarkOnQuery(authorisation, url);
    const landing = land(world, authorisation);
    if (landing === "choose") return c.html(listFor(world, authorisation));
    if (landing === "chosen" || landing === "reauthorised") return c.html(connectedPage(authorisation));
    return c.html(failurePage(authorisation, landing));
  };

  return new Hono()
    .get("/api/v1/indirectredirect/:landingId", (c) => arrive(c, c.req.param("landingId")))
    .get("/banking/return", (c) => arrive(c, c.req.query("session")))
    .post("/banking/choose", async (c) => {
      const form = await c.req.parseBody();
      const authorisation = world.ledger.landings.get(String(form.session));
      if (!authorisation) return c.html(badReturnPage({ locale: "en", product: "accounting" }), 404);
      const choice = Choice.safeParse(form);
      const problem = choice.success ? await chooseAccount(world, authorisation, choice.data) : "unknown-account";
      if (problem === "unknown-account") return c.html(listFor(world, authorisation, true), 400);
      return c.redirect(`/banking/done?session=${authorisation.landingId}`, 303);
    })
    .get("/banking/done", (c) => {
      const authorisation = world.ledger.landings.get(c.req.query("session") ?? "");
      if (!authorisation?.choice)
        return c.html(badReturnPage(authorisation ?? { locale: "en", product: "accounting" }), 404);
      return c.html(connectedPage(authorisation));
    });
}

function listFor(world: World, authorisation: Authorisation, problem = false) {
  const { owner, bankId } = authorisation;
  return accountList({
    authorisation,
    bankName: world.ledger.banks.get(bankId)?.name ?? "",
    accounts: authorisation.accounts.map((account) => ({
      ...account,
      connected: connectedAccount(world, owner, bankId, account) !== undefined,
    })),
    today: world.clock.iso().slice(0, 10),
    problem,
  });
}
