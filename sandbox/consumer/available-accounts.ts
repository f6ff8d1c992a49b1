import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { Candidate } from "../sage/candidate.ts";
import { linkCandidate } from "../sage/link-candidate.ts";
import { sameOwner } from "../sage/organisation.ts";
import { candidatesOf, isConnected, refreshCandidates } from "../sage/refresh-candidates.ts";
import type { World } from "../world.ts";
import { type CompanyEnv, ownAccount } from "./company-gate.ts";
import { diagnosis } from "./diagnosis.ts";

const Link = z.looseObject({
  bankAccountCandidateId: z.guid().toLowerCase(),
  requestedStartDate: z.iso.datetime({ offset: true }).or(z.iso.date()),
});

/** Linking further accounts of an authorisation: each read starts a refresh, and shows what earlier ones found. */
export function availableAccountRoutes(world: World) {
  return new Hono<CompanyEnv>()
    .get("/availablebankaccounts", (c) => {
      const account = ownAccount(world, c.var.owner, c.req.query("bankAccountIds") ?? "");
      if (!account) return diagnosis(c, 404, "BankAccountNotFound", "No bank account with this id");
      if (account.status !== "active")
        return diagnosis(c, 409, "BankAccountNotActive", "The bank account is not active");
      const found = candidatesOf(world, account);
      void refreshCandidates(world, account);
      return c.json({ availableAccounts: found.map((candidate) => shown(world, candidate)) });
    })
    .post("/linkavailablebankaccount", async (c) => {
      const request = Link.safeParse(await jsonBody(c));
      if (!request.success) return diagnosis(c, 400, "InvalidBody", z.prettifyError(request.error));
      const { bankAccountCandidateId, requestedStartDate } = request.data;
      const candidate = world.ledger.candidates.get(bankAccountCandidateId);
      const ours = candidate && sameOwner(candidate.owner, c.var.owner);
      const linked = ours
        ? await linkCandidate(world, bankAccountCandidateId, new Date(requestedStartDate).toISOString())
        : null;
      if (!linked) return diagnosis(c, 404, "CandidateNotFound", "No candidate with this id");
      if (!linked.created) return diagnosis(c, 409, "BankAccountExists", "The account is connected already");
      return c.json({ bankAccountId: linked.account.id, status: linked.account.status }, 201);
    });
}

function shown(world: World, candidate: Candidate) {
  const { id, accountName, accountType, accountIdentifier, bankIdentifier, branchIdentifier, externalId } = candidate;
  return {
    bankAccountCandidateId: id,
    accountName,
    accountType,
    accountIdentifier,
    bankIdentifier,
    branchIdentifier,
    bankAccountExternalId: externalId,
    metadata: { connected: isConnected(world, candidate) },
  };
}
