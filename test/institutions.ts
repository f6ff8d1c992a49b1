import { randomInt, randomUUID } from "node:crypto";
import type { AccountType } from "../lib/connection/connection.ts";
import { lastFourOf } from "../lib/connection/mask.ts";
import { banks, companies, connections, institutions, sourceAccounts } from "../lib/db/schema.ts";
import type { AccountChoice } from "../lib/institution/institution.ts";
import { theDay } from "./days.ts";
import type { TestNeeds } from "./needs.ts";

type Wanted = { accountChoice?: AccountChoice; types?: readonly AccountType[] };
export type TestInstitution = Awaited<ReturnType<typeof anInstitution>>;

/** An institution of its own for one test, with an entry in Sage's European list and one company's connection. */
export async function anInstitution(needs: TestNeeds, { accountChoice = "one", ...wanted }: Wanted = {}) {
  const [institutionId, bankId]: [string, string] = [randomUUID(), randomUUID()];
  const colours = { accentLight: "#1d4f91", accentDark: "#8ab8f5" };
  const brand = { name: "Test Bank", ...colours, brandVersion: "1" };
  await needs.db.insert(institutions).values({ id: institutionId, ...brand, accountChoice });
  await needs.db.insert(banks).values({ id: bankId, institutionId, region: "eu", name: "Test Bank" });
  return { institutionId, bankId, ...(await aConnection(needs, institutionId, wanted)) };
}

/** Another company with a connection, and a source account of each type that is asked for. */
export async function aConnection(
  needs: TestNeeds,
  institutionId: string,
  { types = ["checking", "savings", "loan"] }: Pick<Wanted, "types"> = {},
) {
  const [companyId, connectionId]: [string, string] = [randomUUID(), randomUUID()];
  await needs.db.insert(companies).values({ id: companyId, institutionId, name: "Test Company" });
  await needs.db.insert(connections).values({ id: connectionId, institutionId, companyId });
  const accounts = types.map((type, index) => {
    const numbers = {
      accountNumber: String(randomInt(10 ** 11, 10 ** 12)),
      branchCode: type === "creditCard" ? null : String(randomInt(10 ** 5, 10 ** 6)),
    };
    return { id: randomUUID() as string, externalId: `acc-${index}`, name: `${index} ${type}`, type, ...numbers };
  });
  for (const { accountNumber, branchCode, ...account } of accounts) {
    const sealedNumbers = needs.cipher.seal(JSON.stringify({ accountNumber, branchCode }), account.id);
    const row = {
      ...account,
      institutionId,
      connectionId,
      sealedNumbers,
      lastFour: lastFourOf(accountNumber),
      currency: "GBP",
    };
    await needs.db.insert(sourceAccounts).values(row);
  }
  return { companyId, connectionId, accounts };
}

/** Makes an account one that Sage has linked, as its notification would. */
export const isConnected = (needs: TestNeeds, sourceAccountId: string, bankId: string | null = null) =>
  needs.connections.markConnected(
    {
      sageBankAccountId: randomUUID(),
      sourceAccountId,
      bankId,
      requestedStartDate: bankId ? theDay("1970-01-01") : null,
    },
    needs.clock(),
  );
