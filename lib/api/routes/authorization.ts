import { createRoute, z } from "@hono/zod-openapi";
import { type AuthoriseProblem, authoriseConnection } from "../../journey/authorise-connection.ts";
import type { ApiApp, ApiContext, ApiServices } from "../env.ts";
import { noConnection, refusal } from "../refusal.ts";
import { Connection, connectionBody } from "../wire/connection.ts";
import { conflict, usual, withBody } from "../wire/error.ts";
import { ConnectionPath, uuid } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { homeOf } from "./source-accounts.ts";

const Authorization = z
  .object({
    authorizationId: uuid().openapi({ format: "uuid", description: "As it came to your page." }),
    bankId: uuid().optional().openapi({ format: "uuid", description: "As it came to your page, when it did." }),
  })
  .openapi("Authorization");

const put = createRoute({
  method: "put",
  path: "/companies/{companyId}/connections/{connectionId}/authorization",
  operationId: "set-connection-authorization",
  summary: "Authorize a connection",
  description:
    "For users whom your own web app has signed in: shares all source accounts of the connection with Sage at once. Sage must have announced the authorization for a bank of yours in the last 20 minutes; it is used once, and the same request again is answered as the first. Send the browser home only after the 200.",
  tags: ["Connections"],
  request: { params: ConnectionPath, body: { required: true, ...json(Authorization) } },
  responses: {
    200: json(Connection, "Sage has the accounts. The connection is `Linked` once the user has chosen among them."),
    ...usual,
    ...withBody,
    ...conflict(
      "The authorization was used, its time is over, or somebody has begun to use it with a one-time password.",
    ),
  },
});

/** The authorisation of a connection by an institution that signs its users in itself. */
export function authorizationRoute(app: ApiApp, services: ApiServices) {
  app.openapi(put, async (c) => {
    const home = homeOf(c, c.req.valid("param"));
    const { authorizationId, bankId = null } = c.req.valid("json");
    const done = await authoriseConnection(services(), home, { authorisationId: authorizationId, bankId });
    if (!done.ok) return turnAway(c, done.problem, home.connectionId, String((await c.req.json()).authorizationId));
    const { institutionId, companyId, connectionId } = home;
    const connection = await services().companyConnections.connection(institutionId, companyId, connectionId);
    if (!connection) return noConnection(c, connectionId);
    return c.json(connectionBody(services().env.PUBLIC_URL)(connection), 200);
  });
}

const REFUSALS = {
  "no-accounts": [400, "The connection has no source account that Sage takes."],
  "sage-refused": [400, "Sage has refused the accounts. Start again in Sage."],
  expired: [409, "The authorization's time is over. Start again in Sage."],
  "sage-expired": [409, "The authorization's time is over. Start again in Sage."],
  finished: [409, "The authorization was used before. Start again in Sage."],
  "out-of-order": [409, "The authorization is being used otherwise. Start again in Sage."],
  "other-arrival": [409, "The authorization is being used otherwise. Start again in Sage."],
  busy: [409, "The authorization is being used at this moment."],
  "sage-unreachable": [503, "Sage does not answer. Repeat the request."],
} as const satisfies Record<
  Exclude<AuthoriseProblem, "connection-unknown" | "not-announced">,
  readonly [number, string]
>;

function turnAway(c: ApiContext, problem: AuthoriseProblem, connectionId: string, authorizationId: string) {
  if (problem === "connection-unknown") return noConnection(c, connectionId);
  if (problem === "not-announced") return refusal(c, 404, `Authorization ${authorizationId} not found`);
  const [status, message] = REFUSALS[problem];
  return refusal(c, status, message);
}
