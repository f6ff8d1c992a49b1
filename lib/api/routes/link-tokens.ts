import { createRoute, z } from "@hono/zod-openapi";
import { LOCALES } from "../../institution/institution.ts";
import { createLink } from "../../link/create-link.ts";
import { paths } from "../../paths.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { noConnection } from "../refusal.ts";
import { repeatable, usual, withBody } from "../wire/error.ts";
import { ConnectionPath, DateTime } from "../wire/fields.ts";
import { json } from "../wire/json.ts";

const LinkTokenRequest = z
  .object({ locale: z.enum(LOCALES).nullish().openapi({ description: "Absent: what the user's browser prefers." }) })
  .openapi("LinkTokenRequest");

const LinkToken = z
  .object({
    token: z.string().openapi({ description: "For the element `<sage-connect-bank>`." }),
    url: z.url().openapi({ description: "For a frame or a tab. It opens once." }),
    expires: DateTime,
  })
  .openapi("LinkToken");

const create = createRoute({
  method: "post",
  path: "/companies/{companyId}/connections/{connectionId}/linkTokens",
  operationId: "create-link-token",
  summary: "Create a link token",
  description:
    "Opens, once and within five minutes, the page that shows this connection's user the Connection ID, a fresh one-time password and the way through their Sage product. Make one for each time your page is shown. An extension.",
  tags: ["Connections"],
  request: { params: ConnectionPath, body: { required: false, ...json(LinkTokenRequest) } },
  responses: { 200: json(LinkToken, "The token, shown here and never again."), ...usual, ...withBody, ...repeatable },
});

/** Links to the page that an institution's web app shows its users. */
export function linkTokenRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(create, async (c) => {
    const { companyId, connectionId } = c.req.valid("param");
    const institutionId = c.get("institutionId");
    const connection = await services().companyConnections.connection(institutionId, companyId, connectionId);
    if (!connection) return noConnection(c, connectionId);
    const locale = (c.req.valid("json") as z.output<typeof LinkTokenRequest> | undefined)?.locale ?? null;
    const { token, expiresAt } = await createLink(services(), { institutionId, connectionId, locale });
    const url = new URL(paths.link.page(token), services().env.PUBLIC_URL).href;
    return c.json({ token, url, expires: expiresAt.toISOString() }, 200);
  });
}
