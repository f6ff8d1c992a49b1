import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { issuePasscode } from "../connection/issue-passcode.ts";
import { services } from "../services.ts";
import { hashApiKey } from "./key.ts";

type Variables = { institutionId: string };

/** The refusal that clients of the public Bank Feeds API expect (ErrorMessage). */
const errorBody = (statusCode: number, error: string) => ({
  statusCode,
  service: "PublicApi",
  error,
  correlationId: randomUUID().replaceAll("-", ""),
  canBeRetried: statusCode === 429 || statusCode >= 500 ? "True" : "False",
  detailedErrorCode: 0,
});

const Ids = z.object({ companyId: z.uuid(), connectionId: z.uuid() });

/** The institution API: what the link between an institution's app and one connection needs so far. */
export const api = new Hono<{ Variables: Variables }>().basePath("/api");

api.use(async (context, next) => {
  const key = readKey(context.req.header("authorization"));
  const { institutions, env } = services();
  const institutionId = key ? await institutions.institutionOfKey(hashApiKey(env.apiKeyKey, key)) : null;
  if (!institutionId) return context.json(errorBody(401, "Unauthorized"), 401);
  context.set("institutionId", institutionId);
  await next();
});

const CONNECTION = "/companies/:companyId/connections/:connectionId";

api.get(CONNECTION, async (context) => {
  const connection = await connectionAt(context.get("institutionId"), context.req.param());
  if (!connection) return context.json(noConnection(context.req.param("connectionId")), 404);
  return context.json({
    id: connection.id,
    platformName: "SageBankFeed",
    sourceType: "BankFeed",
    integrationKey: "olpr",
    status: connection.status,
  });
});

api.get(`${CONNECTION}/connectionInfo/bankFeedAccounts`, async (context) => {
  const connection = await connectionAt(context.get("institutionId"), context.req.param());
  if (!connection) return context.json(noConnection(context.req.param("connectionId")), 404);
  const accounts = await services().connections.accounts(connection.institutionId, connection.id);
  return context.json(
    accounts.map(({ externalId, name, type, currency, status, feedStartDate }) => ({
      id: externalId,
      accountName: name,
      accountType: type,
      currency,
      status,
      ...(feedStartDate ? { feedStartDate: feedStartDate.toISOString().slice(0, 10) } : {}),
    })),
  );
});

api.post(`${CONNECTION}/bankFeeds/otp`, async (context) => {
  const connection = await connectionAt(context.get("institutionId"), context.req.param());
  if (!connection) return context.json(noConnection(context.req.param("connectionId")), 404);
  const { env, institutions } = services();
  const institution = await institutions.institution(connection.institutionId);
  const passcodeMinutes = institution?.passcodeMinutes ?? env.PASSCODE_MINUTES;
  const issued = await issuePasscode({ ...services(), passcodeMinutes }, connection.institutionId, connection.id);
  if (issued.ok) return context.json({ otp: issued.value.passcode, expiry: issued.value.expiresAt.toISOString() });
  if (issued.problem.code === "connection-unknown") return context.json(noConnection(connection.id), 404);
  context.header("Retry-After", String(issued.problem.waitSeconds));
  return context.json(
    errorBody(429, "You have made too many requests in a given amount of time; please retry later."),
    429,
  );
});

api.notFound((context) => context.json(errorBody(404, "No such operation."), 404));
api.onError((error, context) => {
  services().log.error({ err: error }, "an API request failed");
  return context.json(errorBody(500, "An unexpected fault of ours."), 500);
});

async function connectionAt(institutionId: string, params: Record<string, string>) {
  const ids = Ids.safeParse(params);
  if (!ids.success) return null;
  const connection = await services().connections.connection(institutionId, ids.data.connectionId);
  return connection?.companyId === ids.data.companyId ? connection : null;
}

const noConnection = (id: string | undefined) => errorBody(404, `Data connection ${id?.slice(0, 64) ?? ""} not found`);

/** `Basic` and the base64 of the key alone: no user, no colon. */
function readKey(header: string | undefined) {
  const encoded = /^Basic ([A-Za-z0-9+/_-]+=*)$/.exec(header ?? "")?.[1];
  return encoded ? Buffer.from(encoded, "base64").toString("utf8") : null;
}
