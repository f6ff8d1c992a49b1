import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { operations } from "../lib/api/operations.ts";
import { documentOf } from "../lib/api/reference/document.ts";
import { utcDay } from "../lib/calendar-day.ts";
import { webhookDeliveries } from "../lib/db/schema.ts";
import type { Env } from "../lib/env.ts";
import type { Branding } from "../lib/institution/branding.ts";
import { EVENT_TYPES } from "../lib/institution/webhook.ts";
import { announceAuthorisation } from "../lib/journey/announce-authorisation.ts";
import { aKey } from "./api.ts";
import { anInstitution, isConnected } from "./institutions.ts";
import type { TestNeeds } from "./needs.ts";

export type Change = { operation: string; method: string; path: string; takesKey: boolean };
type Subject = Awaited<ReturnType<typeof aSubject>>;

/** Every documented operation that is no GET; a new one is among them by itself. */
export function changes(): Change[] {
  const { paths = {} } = documentOf(operations(noServices), "http://127.0.0.1", utcDay(new Date()));
  return Object.entries(paths).flatMap(([path, item]) =>
    (["post", "put", "patch", "delete"] as const).flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const parameters = (operation.parameters ?? []) as { name?: string }[];
      const takesKey = parameters.some(({ name }) => name === "Idempotency-Key");
      return [{ operation: operation.operationId ?? path, method: method.toUpperCase(), path, takesKey }];
    }),
  );
}
const noServices = () => {
  throw new Error("the document is made without services");
};

/** An institution that has one of all there is, so that each operation has something to change. */
export async function aSubject(needs: TestNeeds, env: Env) {
  const institution = await anInstitution(needs, { types: ["checking", "savings"] });
  const { institutionId, bankId } = institution;
  const [connected, plain] = institution.accounts;
  if (!connected || !plain) throw new Error("there are two");
  const apiKey = await aKey(needs, institutionId, env);
  const webhook = { id: randomUUID(), url: "https://bank.example/events", disabled: false, eventTypes: EVENT_TYPES };
  await needs.webhooks.add(institutionId, { ...webhook, companyTags: [], disabledReason: null }, "whsec_1");
  await isConnected(needs, connected.id, bankId);
  const [delivery] = await needs.db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(sql`institution_id = ${institutionId}`)
    .limit(1);
  await needs.brandings.saveDraft(institutionId, { ...LOOK, logo: null } as Branding, null);
  const authorisationId = randomUUID();
  await announceAuthorisation(needs, { authorisationId, bankId });
  return {
    ...institution,
    apiKey,
    connected,
    plain,
    webhookId: webhook.id,
    deliveryId: delivery?.id ?? "",
    authorisationId,
  };
}

const LOOK = {
  name: "Drawn",
  accent: { light: "#1d4f91", dark: "#8ab8f5" },
  callToAction: {},
  help: {},
  accountChoice: "one",
  passcodeMinutes: null,
};

/** The request of each operation that needs a body; one without its line here fails, and says so. */
const BODIES: Record<string, (at: Subject) => unknown> = {
  "create-company": () => ({ name: "Once" }),
  "replace-company": () => ({ name: "Replaced" }),
  "update-company": () => ({ name: "Updated" }),
  "create-connection": () => ({ platformKey: "olpr" }),
  "unlink-connection": () => ({ status: "Unlinked" }),
  "set-connection-authorization": ({ authorisationId, bankId }) => ({ authorizationId: authorisationId, bankId }),
  "create-source-account": () => account("new"),
  "create-batch-source-account": () => [account("new-1"), account("new-2")],
  "update-source-account": () => ({ status: "disconnected" }),
  "create-bank-transactions": ({ connected }) => ({ accountId: connected.externalId, transactions: LINES }),
  "create-webhook": () => ({ url: "https://bank.example/more", eventTypes: ["company.created"] }),
  "switch-webhook": () => ({ disabled: true }),
  "replace-settings": () => ({ linkOrigins: ["https://bank.example"] }),
  "replace-branding-draft": () => ({ name: "Again", accent: LOOK.accent }),
};

const account = (id: string) => ({
  id,
  accountName: "New account",
  accountType: "checking",
  accountNumber: "31926819",
  routingInfo: { bankCode: "021001088", type: "bankcode" },
  currency: "USD",
  balance: 99.99,
});
const LINES = [1, 2].map((n) => ({
  id: `line-${n}`,
  date: "2026-01-05T00:00:00Z",
  description: `Line ${n}`,
  amount: 10,
  balance: 100 + 10 * n,
  transactionType: "Credit",
}));

/** The request that makes a change to what a subject has. */
export function requestOf({ operation, method, path }: Change, at: Subject) {
  const has: Record<string, string> = {
    companyId: at.companyId,
    connectionId: at.connectionId,
    accountId: at.connected.externalId,
    webhookId: at.webhookId,
    deliveryId: at.deliveryId,
    number: "1",
  };
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = has[name];
    if (value === undefined) throw new Error(`test/changes.ts has nothing for {${name}} of ${operation}`);
    return value;
  });
  return { method, path: address, body: BODIES[operation]?.(at) };
}

/** The rows that the caller writes down, not the called operation. */
const BESIDE = ["repeats", "api_keys"];

/**
 * All rows that belong to an institution, without ids, times, secrets and places in a row. Two subjects to which the
 * same was done have the same.
 */
export async function traces({ db }: TestNeeds, { institutionId }: Subject): Promise<string[]> {
  const named = sql`information_schema.columns where table_schema = 'public' and column_name = 'institution_id'`;
  const tables = await db.select({ name: sql<string>`table_name` }).from(named);
  const own = tables.filter(({ name }) => !BESIDE.includes(name));
  const parts = [
    ...own.map(({ name }) => rowsOf(name, sql`institution_id = ${institutionId}`)),
    rowsOf("institutions", sql`id = ${institutionId}`),
    rowsOf(
      "bank_lines",
      sql`source_account_id in (select id from source_accounts where institution_id = ${institutionId})`,
    ),
    sql`select 'jobs' as name, jsonb_build_object('queue', name) as row from jobs.job where group_id = ${institutionId}::text`,
  ];
  const found = await db
    .select({ name: sql<string>`name`, row: sql<Record<string, unknown>>`row` })
    .from(sql`(${sql.join(parts, sql` union all `)}) as found`);
  return found.map(({ name, row }) => `${name} ${JSON.stringify(row, steady)}`).sort();
}

const rowsOf = (table: string, where: SQL) =>
  sql`select ${table}::text as name, to_jsonb(t) as row from ${sql.identifier(table)} t where ${where}`;

const UNSTEADY = new Set([
  "id",
  "revision",
  "brand_revision",
  "support_code",
  "seq",
  "last_line",
  "last_four",
  "sent_through",
  "external_ref",
]);
const SECRETS = new Set(["hash", "sealed_body", "sealed_numbers", "sealed_secret"]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
function steady(key: string, value: unknown) {
  if (UNSTEADY.has(key)) return undefined;
  if (typeof value !== "string") return value;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return "a time";
  if (SECRETS.has(key)) return "a secret";
  return UUID.test(value) ? "an id" : value;
}
