import { createRoute } from "@hono/zod-openapi";
import { issuePasscode } from "../../connection/issue-passcode.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { noConnection, tooMany } from "../refusal.ts";
import { repeatable, usual } from "../wire/error.ts";
import { ConnectionPath } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { Passcode } from "../wire/passcode.ts";

const create = createRoute({
  method: "post",
  path: "/companies/{companyId}/connections/{connectionId}/bankFeeds/otp",
  operationId: "generate-otp",
  summary: "Generate a one-time password",
  description:
    "Six characters that work once, with this Connection ID alone, until `expiry`; ten minutes unless you agreed on another time. " +
    "A new one ends the one before. Show it to the user and store it nowhere. At most 20 in ten minutes for a connection.",
  tags: ["Passcodes"],
  request: { params: ConnectionPath },
  responses: { 200: json(Passcode, "The password, shown here and never again."), ...usual, ...repeatable },
});

/** One-time passwords for the users of a connection. */
export function passcodeRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(create, async (c) => {
    const { companyId, connectionId } = c.req.valid("param");
    const institutionId = c.get("institutionId");
    const { env, institutions, companyConnections } = services();
    const [connection, institution] = await Promise.all([
      companyConnections.connection(institutionId, companyId, connectionId),
      institutions.institution(institutionId),
    ]);
    if (!connection) return noConnection(c, connectionId);
    const passcodeMinutes = institution?.passcodeMinutes ?? env.PASSCODE_MINUTES;
    const issued = await issuePasscode({ ...services(), passcodeMinutes }, institutionId, connectionId);
    if (issued.ok) return c.json({ otp: issued.value.passcode, expiry: issued.value.expiresAt.toISOString() }, 200);
    return issued.problem.code === "wait" ? tooMany(c, issued.problem.waitSeconds) : noConnection(c, connectionId);
  });
}
