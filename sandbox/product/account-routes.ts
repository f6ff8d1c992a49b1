import { Hono } from "hono";
import { z } from "zod";
import { disconnect } from "../sage/disconnect.ts";
import { linkCandidate } from "../sage/link-candidate.ts";
import { candidatesOf, isConnected, refreshCandidates } from "../sage/refresh-candidates.ts";
import { startAuthorisation } from "../sage/start-authorisation.ts";
import type { World } from "../world.ts";
import { candidatesPage } from "./candidates-page.ts";
import { Shell, shellQuery } from "./shell.ts";

const Links = z.object({
  candidateId: z.union([z.string().transform((id) => [id]), z.array(z.string())]),
  startDate: z.iso.date(),
});

/** The buttons beside a connected account. */
export function accountRoutes(world: World): Hono {
  const account = (id: string) => world.ledger.bankAccounts.get(id);
  return new Hono()
    .post("/bank-accounts/:id/:verb{disconnect|confirm|require-authorisation}", async (c) => {
      const shell = Shell.parse(await c.req.parseBody());
      const { id, verb } = c.req.param();
      const named = account(id);
      if (named && verb === "disconnect") await disconnect(world, named);
      if (named && verb === "confirm") named.confirmed = true;
      if (named && verb === "require-authorisation" && named.status !== "cancelled") named.status = "authRequired";
      return c.redirect(`/?${shellQuery(shell)}`, 303);
    })
    .post("/bank-accounts/:id/reauthorise", async (c) => {
      const shell = Shell.parse(await c.req.parseBody());
      const named = account(c.req.param("id"));
      if (named?.status !== "authRequired") return c.redirect(`/?${shellQuery(shell)}`, 303);
      const { bankId, id: bankAccountId, owner } = named;
      const beginning = { ...shell, kind: "reauth", bankId, bankAccountId, owner, startedBy: "product" } as const;
      const { authorisation } = await startAuthorisation(world, beginning);
      return c.redirect(`/connect-bank/${authorisation.landingId}`, 303);
    })
    .get("/bank-accounts/:id/more", async (c) => {
      const shell = Shell.parse(c.req.query());
      const named = account(c.req.param("id"));
      if (named?.status !== "active") return c.redirect(`/?${shellQuery(shell)}`, 303);
      await refreshCandidates(world, named);
      const candidates = candidatesOf(world, named).map((candidate) => ({
        ...candidate,
        connected: isConnected(world, candidate),
      }));
      return c.html(candidatesPage({ shell, account: named, candidates, today: world.clock.iso().slice(0, 10) }));
    })
    .post("/bank-accounts/:id/more", async (c) => {
      const form = await c.req.parseBody({ all: true });
      const shell = Shell.parse(form);
      const links = Links.safeParse(form);
      if (!links.success) return c.redirect(`/bank-accounts/${c.req.param("id")}/more?${shellQuery(shell)}`, 303);
      const { candidateId, startDate } = links.data;
      for (const id of candidateId) await linkCandidate(world, id, `${startDate}T00:00:00.000Z`);
      return c.redirect(`/?${shellQuery(shell)}`, 303);
    });
}
