import { z } from "@hono/zod-openapi";
import type { ListedCompany } from "../../company/company.ts";
import { cleanName } from "../../company/name.ts";
import { Connection, connectionBody, explanationAt } from "./connection.ts";
import { DateTime, text } from "./fields.ts";

const name = text(200, 1)
  .transform(cleanName)
  .refine((cleaned) => cleaned !== "", "has no letter or digit that could be kept")
  .openapi({
    example: "Hill Street Bakery",
    description: "Other characters than letters, digits, spaces and `-',&@.?!` fall away.",
  });
const description = text(2000).openapi({ description: "Room for a reference of yours." });
const tags = z
  .record(text(27, 1), text(100))
  .refine((given) => Object.keys(given).length <= 10, "has more than 10 entries")
  .openapi({ example: { region: "uk" }, maxProperties: 10 });

export const CompanyRequest = z
  .object({ name, description: description.nullish(), tags: tags.nullish() })
  .openapi("CompanyRequestBody");

export const CompanyUpdate = z
  .object({ name: name.nullish(), description: description.nullish(), tags: tags.nullish() })
  .openapi("CompanyUpdateRequest", { description: "What is absent or null stays as it is." });

export const Company = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string().optional(),
    redirect: z
      .url()
      .openapi({ description: "Says how connecting works. Do not send users there: they start in Sage." }),
    created: DateTime,
    lastSync: DateTime.optional().openapi({
      description: "The latest of its connections'; absent before there is one.",
    }),
    tags: z.record(z.string(), z.string()),
    dataConnections: z.array(Connection),
  })
  .openapi("Company");

/** A company as the contract writes it; unset values are left out. */
export const companyBody = (publicUrl: string) => (company: ListedCompany) => {
  const synced = company.connections.flatMap(({ lastSyncAt }) => (lastSyncAt ? [lastSyncAt.getTime()] : []));
  return {
    id: company.id,
    name: company.name,
    ...(company.description === null ? {} : { description: company.description }),
    redirect: explanationAt(publicUrl),
    created: company.createdAt.toISOString(),
    ...(synced.length > 0 ? { lastSync: new Date(Math.max(...synced)).toISOString() } : {}),
    tags: company.tags,
    dataConnections: company.connections.map(connectionBody(publicUrl)),
  };
};
