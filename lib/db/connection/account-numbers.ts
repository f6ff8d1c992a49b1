import { z } from "zod";
import { type HeldAccount, ROUTING_TYPES } from "../../connection/account-details.ts";
import { type ConnectionStatus, shownStatusOf } from "../../connection/connection.ts";
import type { sourceAccounts } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";

const Numbers = z.object({
  accountNumber: z.string(),
  branchCode: z.string().nullable(),
  sortCode: z.string().nullable().optional(),
  routingInfo: z
    .object({ bankCode: z.string().optional(), type: z.enum(ROUTING_TYPES) })
    .nullable()
    .default(null),
});

/** A row with its numbers unsealed, as its institution may see it. */
export function openAccount(
  cipher: Cipher,
  row: typeof sourceAccounts.$inferSelect,
  connection: ConnectionStatus | null,
): HeldAccount {
  const { sortCode, routingInfo, ...plain } = Numbers.parse(JSON.parse(cipher.open(row.sealedNumbers, row.id)));
  const routing = routingInfo && {
    ...(routingInfo.bankCode === undefined ? {} : { bankCode: routingInfo.bankCode }),
    type: routingInfo.type,
  };
  // Accounts that were not made over the API have one code, their sort code.
  const numbers = { ...plain, sortCode: sortCode === undefined ? plain.branchCode : sortCode, routingInfo: routing };
  return { ...row, numbers, shownStatus: shownStatusOf(row.status, connection) };
}
