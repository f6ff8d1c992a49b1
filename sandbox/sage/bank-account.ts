import type { Owner } from "./organisation.ts";
import type { Product } from "./product.ts";
import type { Transaction } from "./transaction.ts";

type BankAccountStatus = "pending" | "active" | "authRequired" | "cancelled";

interface Balances {
  ledgerBalance?: number | undefined;
  availableBalance?: number | undefined;
}

export interface BankAccount {
  id: string;
  owner: Owner;
  product: Product;
  bankId: string;
  externalId: string;
  accountName: string;
  accountIdentifier: string;
  bankIdentifier: string;
  branchIdentifier: string | null;
  accountType: string;
  currency: string;
  requestedStartDate: string;
  status: BankAccountStatus;
  /** True once Confirm was pressed in a product that asks for it. */
  confirmed: boolean;
  createdAt: number;
  balances: Balances;
  /** Position n of this list is the transaction that a product asks for with startIndex n. */
  transactions: Transaction[];
  uniqueIds: Set<string>;
  /** The latest `datePosted` among the transactions, or minus infinity. */
  newestPosted: number;
}
