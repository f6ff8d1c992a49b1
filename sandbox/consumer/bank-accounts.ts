import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { OfferedAccount } from "../sage/authorisation.ts";
import { countryOf } from "../sage/bank.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import { disconnect } from "../sage/disconnect.ts";
import { openBankAccount } from "../sage/open-bank-account.ts";
import { type Owner, sameOwner } from "../sage/organisation.ts";
import type { World } from "../world.ts";
import { type CompanyEnv, ownAccount } from "./company-gate.ts";
import { diagnosis } from "./diagnosis.ts";

const NewBankAccount = z.looseObject({
  bankId: z.guid().toLowerCase(),
  accountKey: z.string().optional(),
  accountIdentifier: z.string(),
  bankIdentifier: z.string(),
  accountName: z.string().optional(),
  accountType: z.string().default("DEBIT"),
  defaultCurrency: z.string().length(3).optional(),
  requestedStartDate: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});
type NewBankAccount = z.output<typeof NewBankAccount>;

/** POST, GET and DELETE …/bankaccounts, and the transactions of one. */
export function bankAccountRoutes(world: World) {
  return new Hono<CompanyEnv>()
    .post("/bankaccounts", async (c) => {
      const request = NewBankAccount.safeParse(await jsonBody(c));
      if (!request.success) return diagnosis(c, 400, "InvalidBody", z.prettifyError(request.error));
      const wanted = request.data;
      const bank = world.ledger.banks.get(wanted.bankId);
      const offered = findOffer(world, c.var.owner, wanted);
      if (!bank || !offered) return diagnosis(c, 404, "AccountNotAuthorised", "The bank shared no such account");
      const { account, created } = await openBankAccount(
        world,
        { ...offered, accountName: wanted.accountName ?? offered.accountName },
        {
          owner: c.var.owner,
          product: "accounting",
          bankId: wanted.bankId,
          requestedStartDate: new Date(wanted.requestedStartDate ?? world.clock.now()).toISOString(),
          accountType: wanted.accountType,
          currency: wanted.defaultCurrency ?? countryOf(bank).currency,
        },
      );
      if (!created) return diagnosis(c, 409, "BankAccountExists", "The account is connected already");
      return c.json(shown(account), 201);
    })
    .get("/bankaccounts/:id", (c) => {
      const account = ownAccount(world, c.var.owner, c.req.param("id"));
      return account
        ? c.json(shown(account))
        : diagnosis(c, 404, "BankAccountNotFound", "No bank account with this id");
    })
    .delete("/bankaccounts/:id", async (c) => {
      const account = ownAccount(world, c.var.owner, c.req.param("id"));
      if (!account) return diagnosis(c, 404, "BankAccountNotFound", "No bank account with this id");
      await disconnect(world, account);
      return c.body(null, 204);
    })
    .get("/bankaccounts/:id/transactions", (c) => {
      const account = ownAccount(world, c.var.owner, c.req.param("id"));
      if (!account) return diagnosis(c, 404, "BankAccountNotFound", "No bank account with this id");
      const from = Math.max(1, Number(c.req.query("startIndex") ?? 1) || 1);
      const numbered = account.transactions.map((transaction, index) => ({ transactionId: index + 1, ...transaction }));
      return c.json({ bankTransactionList: numbered.slice(from - 1), bankAccount: shown(account) });
    });
}

/** A company may link the accounts that its bank shared in an authorisation that succeeded; the newest offer counts. */
function findOffer({ ledger }: World, owner: Owner, wanted: NewBankAccount): OfferedAccount | undefined {
  const isWanted = ({ accountKey, bankIdentifier, accountIdentifier }: OfferedAccount) =>
    accountKey === wanted.accountKey ||
    (bankIdentifier === wanted.bankIdentifier && accountIdentifier === wanted.accountIdentifier);
  return ledger.authorisations
    .values()
    .filter(({ bankId, owner: holder }) => bankId === wanted.bankId && sameOwner(holder, owner))
    .flatMap(({ accounts }) => accounts)
    .toArray()
    .findLast(isWanted);
}

function shown(account: BankAccount) {
  return {
    bankAccountId: account.id,
    status: account.status,
    accountName: account.accountName,
    accountType: account.accountType,
    accountIdentifier: account.accountIdentifier,
    bankIdentifier: account.bankIdentifier,
    branchIdentifier: account.branchIdentifier,
    defaultCurrency: account.currency,
    bankId: account.bankId,
    requestedStartDate: account.requestedStartDate,
    lastTransactionId: account.transactions.length,
    ledgerBalance: account.balances.ledgerBalance ?? null,
  };
}
