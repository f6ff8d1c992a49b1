import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { onTestFinished } from "vitest";
import { createApi } from "../lib/api/app.ts";
import { requestLimits } from "../lib/db/institution/request-limits.ts";
import { readEnv } from "../lib/env.ts";
import { hashApiKey, mintApiKey, prefixOf } from "../lib/institution/api-key.ts";
import { linkNews } from "../lib/link/link-news.ts";
import { createLog } from "../lib/log.ts";
import { createMetrics } from "../lib/metrics.ts";
import type { Services } from "../lib/services.ts";
import { ADDRESS_HEADER } from "../lib/web/http/client-address.ts";
import { anInstitution } from "./institutions.ts";
import type { TestNeeds } from "./needs.ts";

export type Answer = { status: number; headers: Headers; text: string; body: unknown };
export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** Every replica of a test has these. */
export const testEnv = (settings: Record<string, string> = {}) =>
  readEnv({ APP_SECRET: "a secret of the tests alone, shared by all", LOG_LEVEL: "silent", ...settings });

const silence = createLog("silent");

/** All that routes use, over the needs of one test. */
export const servicesOf = (needs: TestNeeds, env = testEnv()): Services => ({
  ...needs,
  env,
  requestLimits: requestLimits(needs.db, needs.clock, {
    perDay: env.API_REQUESTS_PER_DAY,
    perMinute: env.API_REQUESTS_PER_MINUTE,
    key: env.limitKey,
  }),
  log: silence,
  metrics: createMetrics(),
  ready: async () => {},
  pools: () => [],
  linkNews: linkNews(needs),
  flush: async () => {},
  countJourneys: async () => new Map(),
});

/** One instance of the institution API behind a real HTTP server, for one test. */
export async function serveApi(needs: TestNeeds, env = testEnv()) {
  const services = servicesOf(needs, env);
  const server = createServer(getRequestListener(createApi(() => services).fetch));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

/** Requests with an institution's key, each institution from an address of its own. */
export function asking(url: string, apiKey: string, address: string = randomUUID(), signal?: AbortSignal): Ask {
  const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;
  return async (method, path, body, headers = {}) => {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    const response = await fetch(url + path, {
      method,
      headers: { authorization, [ADDRESS_HEADER]: address, ...json, ...headers },
      ...(signal ? { signal } : {}),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
}

/** A key that works, as the institution's developers have it. */
export async function aKey(needs: TestNeeds, institutionId: string, env = testEnv()) {
  const apiKey = mintApiKey();
  const hash = hashApiKey(env.apiKeyKey, apiKey);
  await needs.apiKeys.add(institutionId, { id: randomUUID(), hash, prefix: prefixOf(apiKey), name: "test" });
  return apiKey;
}

/** An institution with a company, a connection and accounts, and its way into the API. */
export async function anApiInstitution(needs: TestNeeds, url: string) {
  const institution = await anInstitution(needs);
  const apiKey = await aKey(needs, institution.institutionId);
  const company = `/companies/${institution.companyId}`;
  const connection = `${company}/connections/${institution.connectionId}`;
  return { ...institution, apiKey, company, connection, ask: asking(url, apiKey) };
}

export const someV2 = (more: object = {}) => ({
  id: `acc-${randomUUID()}`,
  accountName: "Business current account",
  accountType: "checking",
  accountNumber: "31926819",
  routingInfo: { bankCode: "021001088", type: "bankcode" },
  currency: "USD",
  balance: 99.99,
  ...more,
});

export const someV1 = (more: object = {}) => ({
  id: `acc-${randomUUID()}`,
  accountName: "Business current account",
  sortCode: "601613",
  accountType: "Debit",
  accountNumber: "31926819",
  currency: "GBP",
  balance: 99.99,
  ...more,
});
