import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { Bank } from "../sage/bank.ts";
import { CallbackUrls, type Region } from "../setup.ts";
import type { World } from "../world.ts";
import { invalid, refusal, success } from "./envelope.ts";
import type { ProviderEnv } from "./gate.ts";

const NewBank = z.looseObject({
  name: z.string().min(1),
  countryCode: z.string().min(2).max(3),
  externalRef: z.string().min(1),
  callbackURLs: CallbackUrls,
  supportiframe: z.boolean().default(true),
});
const Known = z.looseObject({ principalId: z.guid().toLowerCase(), externalRef: z.string().min(1) });
const Change = Known.extend(NewBank.omit({ externalRef: true, supportiframe: true }).partial().shape).extend({
  supportiframe: z.boolean().optional(),
});

const Sync = z.looseObject({
  toCreate: z.array(NewBank).default([]),
  toUpdate: z.array(Change).default([]),
  toRemove: z.array(Known).default([]),
});
/** Sage's documents show an object in one place and an array of one in another. */
const BankSync = z.looseObject({ data: z.union([Sync, z.tuple([Sync]).transform(([only]) => only)]) });

/** POST /v1/banks: makes, changes and removes banks. A new one stays off until somebody enables it. */
export function bankRoutes(world: World) {
  return new Hono<ProviderEnv>().post("/banks", async (c) => {
    const body = BankSync.safeParse(await jsonBody(c));
    if (!body.success) return invalid(c, "BankSyncRequest", body.error);
    const { toCreate, toUpdate, toRemove } = body.data.data;
    const { banks } = world.ledger;
    const mine = ({ principalId, externalRef }: z.output<typeof Known>) => {
      const bank = banks.get(principalId);
      return bank?.region === c.var.region && bank.externalRef === externalRef ? bank : undefined;
    };
    if ([...toUpdate, ...toRemove].some((known) => !mine(known))) return refusal(c, 404, "No bank with these ids");

    const created = toCreate.map((wanted) => createBank(wanted, c.var.region));
    for (const bank of created) banks.set(bank.bankId, bank);
    for (const change of toUpdate) {
      const bank = mine(change);
      if (bank) updateBank(bank, change);
    }
    for (const { principalId } of toRemove) banks.delete(principalId);
    return success(c, {
      created: created.map(({ bankId, externalRef, name }) => ({ principalId: bankId, externalRef, name })),
      updated: toUpdate.map(({ principalId, externalRef }) => ({ principalId, externalRef })),
      removed: toRemove.map(({ principalId, externalRef }) => ({ principalId, externalRef })),
    });
  });
}

function createBank(
  { name, countryCode, externalRef, supportiframe, callbackURLs }: z.output<typeof NewBank>,
  region: Region,
): Bank {
  const bankId = randomUUID();
  return { bankId, name, countryCode, region, externalRef, supportiframe, callbackUrls: callbackURLs, enabled: false };
}

function updateBank(bank: Bank, { name, countryCode, supportiframe, callbackURLs }: z.output<typeof Change>): void {
  bank.name = name ?? bank.name;
  bank.countryCode = countryCode ?? bank.countryCode;
  bank.supportiframe = supportiframe ?? bank.supportiframe;
  bank.callbackUrls = callbackURLs ?? bank.callbackUrls;
}
