import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { AccountType } from "../../connection/connection.ts";
import { lastFourOf } from "../../connection/mask.ts";
import type { AccountChoice } from "../../institution/institution.ts";
import { apiKeys, banks, companies, connections, institutions, sourceAccounts } from "../schema.ts";
import type { Cipher } from "./cipher.ts";
import type { Db } from "./database.ts";

export type SeedOptions = {
  hashApiKey: (key: string) => string;
  cipher: Cipher;
  /** The institution's own app, where people find Connection ID and one-time password. */
  appUrl: string;
  accountChoice?: AccountChoice;
  connections?: number;
};
export type SeedAccount = {
  name: string;
  type: AccountType;
  accountNumber: string;
  branchCode: string | null;
  currency: string;
};

export type Seeded = {
  apiKey: string;
  institution: string;
  institutionId: string;
  bankId: string;
  usBankId: string;
  companyId: string;
  connectionId: string;
  /** As many further companies as were asked for, each with a connection like the first. */
  connections: SeededConnection[];
  variants: Record<string, SeededConnection>;
};
export type SeededConnection = { companyId: string; connectionId: string };

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 40" width="168" height="40" role="img" aria-label="Sample Bank"><style>path{fill:#1d4f91}text{fill:#16191d}@media (prefers-color-scheme:dark){path{fill:#8ab8f5}text{fill:#f1f3f5}}</style><path d="M4 17 20 6l16 11v3H4zm3 6h5v9H7zm10.500 0h5v9h-5zm10.500 0h5v9h-5zM4 34h32v3H4z"/><text x="46" y="27" font-family="system-ui,sans-serif" font-size="19" font-weight="600" textLength="118" lengthAdjust="spacingAndGlyphs">Sample Bank</text></svg>`;

export const DEMO_ACCOUNTS: readonly SeedAccount[] = [
  {
    name: "Business current account",
    type: "checking",
    accountNumber: "31926819",
    branchCode: "601613",
    currency: "GBP",
  },
  { name: "Business savings", type: "savings", accountNumber: "31926827", branchCode: "601613", currency: "GBP" },
  { name: "Company card", type: "creditCard", accountNumber: "5200828282828210", branchCode: null, currency: "GBP" },
  { name: "Equipment loan", type: "loan", accountNumber: "70400118", branchCode: "601613", currency: "GBP" },
];

const [CURRENT, , , LOAN] = DEMO_ACCOUNTS as readonly [SeedAccount, SeedAccount, SeedAccount, SeedAccount];

/** Companies whose connections differ from the demo's: cases that a page must handle. */
export const SEED_VARIANTS: Record<string, readonly SeedAccount[]> = {
  oneAccount: [CURRENT],
  noAccount: [],
  onlyLoan: [LOAN],
  manyAccounts: Array.from({ length: 14 }, (_, index) => ({
    ...CURRENT,
    name: `Branch ${index + 1} account`,
    accountNumber: String(40_000_000 + 7_001 * (index + 1)),
  })),
};

/** Fills an empty store with one sample institution, its Sage banks, a company with a connection, and an API key. */
export async function seedDemo(db: Db, options: SeedOptions): Promise<Seeded> {
  const apiKey = randomBytes(24).toString("base64url");
  const [bankId, usBankId] = [randomUUID(), randomUUID()];
  return db.transaction(async (tx) => {
    const [institution] = await tx
      .insert(institutions)
      .values({
        name: "Sample Bank",
        accentLight: "#1d4f91",
        accentDark: "#8ab8f5",
        logoType: "image/svg+xml",
        logo: Buffer.from(LOGO),
        brandVersion: createHash("sha256").update(LOGO).digest("hex").slice(0, 12),
        accountChoice: options.accountChoice ?? "one",
        help: { en: "the support number on the back of your card", fr: "le numéro d’assistance au dos de votre carte" },
        callToAction: {
          en: { text: "Where do I find these?", url: options.appUrl },
          fr: { text: "Où les trouver ?", url: `${options.appUrl}?locale=fr` },
        },
      })
      .returning();
    if (!institution) throw new Error("the institution was not stored");
    const institutionId = institution.id;
    await tx.insert(banks).values([
      { id: bankId, institutionId, region: "eu", name: "Sample Bank", externalRef: "demo-eu", countryCode: "GB" },
      {
        id: usBankId,
        institutionId,
        region: "us",
        name: "Sample Bank US",
        externalRef: "demo-us",
        countryCode: "US",
      },
    ]);
    await tx
      .insert(apiKeys)
      .values({ institutionId, name: "Demo", hash: options.hashApiKey(apiKey), prefix: apiKey.slice(0, 4) });
    const company = async (name: string, accounts: readonly SeedAccount[]) => {
      const companyId = await seedCompany(tx, institutionId, name);
      return {
        companyId,
        connectionId: await seedConnection(tx, options.cipher, { institutionId, companyId, accounts }),
      };
    };
    const first = await company("Sample Company", DEMO_ACCOUNTS);
    const further: SeededConnection[] = [];
    for (let n = 0; n < (options.connections ?? 0); n++)
      further.push(await company(`Sample Company ${n + 2}`, DEMO_ACCOUNTS));
    const variants: Record<string, SeededConnection> = {};
    for (const [name, accounts] of Object.entries(SEED_VARIANTS))
      variants[name] = await company(`Sample ${name}`, accounts);
    return {
      apiKey,
      institution: institution.name,
      institutionId,
      bankId,
      usBankId,
      ...first,
      connections: further,
      variants,
    };
  });
}

export async function seedCompany(db: Db, institutionId: string, name: string) {
  const id = randomUUID();
  await db.insert(companies).values({ id, institutionId, name });
  return id;
}

/** A connection with source accounts, for the demo and for tests. */
export async function seedConnection(
  db: Db,
  cipher: Cipher,
  {
    institutionId,
    companyId,
    accounts,
  }: { institutionId: string; companyId: string; accounts: readonly SeedAccount[] },
) {
  const id = randomUUID();
  await db.insert(connections).values({ id, institutionId, companyId });
  const rows = accounts.map(({ accountNumber, branchCode, ...account }, index) => {
    const accountId = randomUUID();
    const sealedNumbers = cipher.seal(JSON.stringify({ accountNumber, branchCode }), accountId);
    return {
      ...account,
      id: accountId,
      institutionId,
      connectionId: id,
      externalId: `acc-${index + 1}`,
      sealedNumbers,
      lastFour: lastFourOf(accountNumber),
    };
  });
  if (rows.length > 0) await db.insert(sourceAccounts).values(rows);
  return id;
}
