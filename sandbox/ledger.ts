import type { Authorisation } from "./sage/authorisation.ts";
import type { Bank } from "./sage/bank.ts";
import type { BankAccount } from "./sage/bank-account.ts";
import type { Candidate } from "./sage/candidate.ts";
import type { NotificationRecord } from "./sage/notification.ts";
import type { Organisation, Owner } from "./sage/organisation.ts";
import type { Statement } from "./sage/statement.ts";

/** Everything that Sage's side remembers, in memory. It is gone when the sandbox stops. */
export interface Ledger {
  banks: Map<string, Bank>;
  organisations: Map<string, Organisation>;
  authorisations: Map<string, Authorisation>;
  /** The same authorisations by the id in the return URL, which is not the authorisation's own. */
  landings: Map<string, Authorisation>;
  bankAccounts: Map<string, BankAccount>;
  candidates: Map<string, Candidate>;
  statements: Map<string, Statement>;
  notifications: NotificationRecord[];
  /** Unused poll signatures, and what they ask about. */
  pollRoutes: Map<string, string>;
  /** Tokens given to products, and whom each one speaks for. */
  accessTokens: Map<string, Owner>;
}

export function createLedger(): Ledger {
  return {
    banks: new Map(),
    organisations: new Map(),
    authorisations: new Map(),
    landings: new Map(),
    bankAccounts: new Map(),
    candidates: new Map(),
    statements: new Map(),
    notifications: [],
    pollRoutes: new Map(),
    accessTokens: new Map(),
  };
}
