import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type Authorisation, isExpired } from "../sage/authorisation.ts";
import { chooseAccount } from "../sage/choose-account.ts";
import { reactivate } from "../sage/reactivate.ts";
import type { World } from "../world.ts";
import { diagnosis } from "./diagnosis.ts";

const POLL_PERIOD = 5000;

/** A new poll address with its period; each address works once. */
export function pollFields(world: World, { id }: Authorisation) {
  const signature = randomUUID();
  world.ledger.pollRoutes.set(signature, id);
  return { pollRoute: `${world.origin}/api/v1/poll/${id}?signature=${signature}`, pollPeriod: POLL_PERIOD };
}

/** GET {pollRoute}: 202 while people are busy, then what came of it. */
export function pollRoutes(world: World): Hono {
  return new Hono().get("/poll/:id", async (c) => {
    const { ledger, clock } = world;
    const signature = c.req.query("signature") ?? "";
    const authorisation = ledger.authorisations.get(c.req.param("id"));
    if (!authorisation || ledger.pollRoutes.get(signature) !== authorisation.id) {
      return diagnosis(c, 403, "InvalidPollRoute", "The poll route is unknown or was used before");
    }
    ledger.pollRoutes.delete(signature);

    if (authorisation.status === "created" && !isExpired(authorisation, clock.now())) {
      return c.json(pollFields(world, authorisation), 202);
    }
    if (authorisation.status !== "success") return c.json({ account: null, success: false });
    if (authorisation.kind === "reauth") {
      reactivate(world, authorisation);
      return c.json({ account: pollAccountOf(world, authorisation), success: true });
    }
    if (authorisation.accounts.length === 0) return c.json({ account: null, success: false });
    if (!authorisation.choice && choosesFirst(world, authorisation)) await chooseFirst(world, authorisation);
    if (!authorisation.choice) return c.json(pollFields(world, authorisation), 202);
    return c.json({ account: chosenAccount(authorisation), success: true });
  });
}

/** Without a person's browser no one presses OK, so the first account stands for the choice. */
function choosesFirst({ options }: World, { attended }: Authorisation): boolean {
  return options.pollChoice === "first" || (options.pollChoice === "auto" && !attended);
}

async function chooseFirst(world: World, authorisation: Authorisation): Promise<void> {
  const [first] = authorisation.accounts;
  const startDate = world.clock.iso().slice(0, 10);
  if (first) await chooseAccount(world, authorisation, { externalId: first.externalId, startDate });
}

function chosenAccount({ accounts, choice }: Authorisation) {
  const chosen = accounts.find((account) => account.externalId === choice?.externalId);
  if (!chosen) return null;
  const { accountName, accountKey, accountIdentifier, bankIdentifier, branchIdentifier, externalId } = chosen;
  return {
    accountName,
    accountKey,
    accountIdentifier,
    bankIdentifier,
    branchIdentifier,
    bankAccountExternalId: externalId,
    requestedStartDate: choice?.startDate ?? null,
  };
}

function pollAccountOf({ ledger }: World, { bankAccountId }: Authorisation) {
  const account = ledger.bankAccounts.get(bankAccountId ?? "");
  if (!account) return null;
  const { accountName, accountIdentifier, bankIdentifier, branchIdentifier, externalId } = account;
  return {
    accountName,
    accountKey: account.id,
    accountIdentifier,
    bankIdentifier,
    branchIdentifier,
    bankAccountExternalId: externalId,
  };
}
