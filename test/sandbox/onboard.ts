import { json } from "./answer.ts";
import { type Fixture, providerHeaders, twoAccounts } from "./fixture.ts";

/** Starts a Connect Bank without a browser, and PATCHes two accounts as a provider would. */
export async function authorised(fixture: Fixture, { product = "accounting" }: { product?: string } = {}) {
  const started = await fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId, product });
  const headers = await providerHeaders(fixture);
  const path = `/eu/provider/v1/authorisations/${started.authorisationId}`;
  const answer = await fixture.call("PATCH", path, twoAccounts, headers);
  if (answer.status !== 200) throw new Error(`PATCH answered ${answer.status}`);
  return { started, headers };
}

/** The same, up to a pending bank account. */
export async function connected(fixture: Fixture, options: { product?: string } = {}) {
  const { started, headers } = await authorised(fixture, options);
  const authorisationId = started.authorisationId;
  const chosen = await fixture.control("/choose", { authorisationId, externalId: "acc-1", startDate: "2026-01-01" });
  return { bankAccountId: chosen.bankAccountId, headers };
}

interface Posting {
  bankAccountId: string;
  bankId: string;
  ids?: string[];
  status?: "active" | "authRequired";
}

/** A statement of one credit for each id, a day apart. */
export function statementOf({ bankAccountId, bankId, ids = [], status = "active" }: Posting) {
  return {
    data: {
      principalId: bankAccountId,
      bankId,
      expected: {
        transactionDetailsCount: ids.length,
        accountDetailsCount: 1,
        transactionCreditSum: ids.length * 10.1,
        transactionDebitSum: 0,
      },
      accountDetails: [{ bankAccountId, status, balances: { ledgerBalance: 100 } }],
      transactionDetails: ids.map((uniqueId, day) => ({
        uniqueId,
        bankAccountId,
        transactionAmount: 10.1,
        transactionType: "CREDIT",
        transactionStatus: "posted",
        datePosted: new Date(Date.UTC(2026, 0, 1 + day)).toISOString(),
        description: "Invoice paid",
      })),
    },
  };
}

/** Posts a statement and moves the clock until it has been processed. */
export async function posted(fixture: Fixture, headers: Record<string, string>, posting: Omit<Posting, "bankId">) {
  const body = statementOf({ ...posting, bankId: fixture.banks.eu.bankId });
  const answer = await fixture.call("POST", "/eu/provider/v1/statements", body, headers);
  if (answer.status !== 201) throw new Error(`statement answered ${answer.status}: ${await answer.text()}`);
  await fixture.control("/clock", { advanceSeconds: 2 });
  return (await json(answer)).data._id;
}
