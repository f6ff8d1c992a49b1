import { z } from "zod";
import { AUDIT_ACTIONS } from "../../console/audit.ts";
import type { Query } from "./console-list.ts";

const Asked = z.object({
  action: z.enum(AUDIT_ACTIONS).optional().catch(undefined),
  about: z
    .string()
    .regex(/^[a-z]{1,20}:[0-9a-zA-Z-]{1,64}$/)
    .optional()
    .catch(undefined),
  before: z.coerce.number().int().positive().max(1e15).optional().catch(undefined),
});

/** The query in the audit page's address; parts that cannot be read are left out. */
export function readAuditQuery(query: Query) {
  const { action, about: subject, before } = Asked.parse(query);
  return { ...(action ? { action } : {}), ...(subject ? { subject } : {}), ...(before ? { before } : {}) };
}
