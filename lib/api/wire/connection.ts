import { z } from "@hono/zod-openapi";
import { type ListedConnection, PLATFORM_NAME } from "../../company/company.ts";
import { paths } from "../../paths.ts";
import { DateTime } from "./fields.ts";

/** Sage's key among the platforms that the public contract knows. */
export const SAGE_PLATFORM = "olpr";

/** The public contract's values of every connection to Sage; clients may compare with them. */
const SAGE = {
  integrationId: "2ce41026-589a-4330-8bfc-a30672253cd9",
  integrationKey: SAGE_PLATFORM,
  sourceId: "98432954-a4fa-4640-a685-3af56909002a",
  sourceType: "BankFeed",
  platformName: PLATFORM_NAME,
} as const;

export const CONNECTION_STATUSES = ["PendingAuth", "Linked", "Unlinked", "Deauthorized"] as const;

export const Connection = z
  .object({
    id: z.uuid().openapi({ description: "The Connection ID that the user types in Sage." }),
    integrationId: z.uuid(),
    integrationKey: z.string(),
    sourceId: z.uuid(),
    sourceType: z.enum(["Accounting", "Banking", "BankFeed", "Commerce", "Expense", "Other", "Unknown"]),
    platformName: z.string(),
    linkUrl: z
      .url()
      .openapi({ description: "Says how connecting works. Do not send users there: they start in Sage." }),
    status: z.enum(CONNECTION_STATUSES),
    created: DateTime,
    lastSync: DateTime.optional().openapi({ description: "When bank transactions reached Sage last; absent before." }),
  })
  .openapi("Connection");

export const NewConnection = z
  .object({
    platformKey: z
      .string()
      .regex(/^[a-z]{4}$/)
      .openapi({ example: SAGE_PLATFORM, description: "Sage's alone: `olpr`." }),
  })
  .openapi("NewConnection");

export const ConnectionUpdate = z
  .object({ status: z.enum(CONNECTION_STATUSES).nullish().openapi({ example: "Unlinked" }) })
  .openapi("ConnectionUpdate");

/** Where `redirect` and `linkUrl` lead: the contract wants an address, and for Sage none of them starts anything. */
export const explanationAt = (publicUrl: string) => `${publicUrl}${paths.link.explanation}`;

/** A connection as the contract writes it. */
export const connectionBody = (publicUrl: string) => (connection: ListedConnection) => ({
  id: connection.id,
  ...SAGE,
  linkUrl: explanationAt(publicUrl),
  status: connection.status,
  created: connection.createdAt.toISOString(),
  ...(connection.lastSyncAt ? { lastSync: connection.lastSyncAt.toISOString() } : {}),
});
