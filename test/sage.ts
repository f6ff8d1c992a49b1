import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { SageConfig, SageRegionConfig } from "../lib/sage/config.ts";

export type SageCall = { at: number; method: string; path: string; headers: IncomingMessage["headers"]; body: string };
/**
 * One way of answering: a status with a body, a cut connection, silence. `taken` if Sage did first what it was asked.
 */
export type PreparedAnswer =
  | { status: number; body?: unknown; type?: string; headers?: Record<string, string> }
  | "reset"
  | "silence"
  | "taken, then reset"
  | "taken, then silence";

export type StandIn = Awaited<ReturnType<typeof listen>>;

/** A real HTTP server in Sage's place for one test. It takes an authorisation once, and keeps the requests. */
export async function sageForTest() {
  const sage = await listen();
  onTestFinished(() => sage.close());
  return sage;
}

export async function listen() {
  const calls: SageCall[] = [];
  const answers: { path: RegExp; answer: PreparedAnswer }[] = [];
  const outcomes = new Map<string, unknown>();
  const slow: { path: RegExp; ms: number }[] = [];
  const waiting: (() => void)[] = [];
  const revoked = new Set<string | undefined>();

  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const at = performance.now();
    const body = await text(request);
    calls.push({ at, method, path, headers, body });
    for (const wake of waiting.splice(0)) wake();
    await sleep(slow.find((one) => one.path.test(path))?.ms ?? 0);
    const index = answers.findIndex((one) => one.path.test(path));
    const [prepared] = index < 0 ? [] : answers.splice(index, 1);
    const take = () => (revoked.has(headers.authorization) ? { status: 401 } : usual(method, path, body));
    reply(response, prepared?.answer ?? take(), take);
  });

  function usual(method: string, path: string, body: string): PreparedAnswer {
    if (path === "/token")
      return { status: 200, body: { access_token: `token-${calls.length}`, token_type: "Bearer", expires_in: 28_800 } };
    if (path === "/v1/accountqueries") return { status: 200, body: { data: [], links: null, meta: null } };
    const id = /^\/v1\/authorisations\/([^/]+)$/.exec(path)?.[1];
    if (method !== "PATCH" || !id) return { status: 404, body: refusal("NotFoundError") };
    if (outcomes.has(id))
      return { status: 409, body: refusal("UnsupportedOperationError", "The authorisation was already used") };
    outcomes.set(id, JSON.parse(body));
    return { status: 200, body: { data: { _id: id }, links: null, meta: null } };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const region: SageRegionConfig = {
    apiUrl: url,
    tokenUrl: `${url}/token`,
    clientId: "client",
    clientSecret: "client-secret",
    audience: "audience",
    apiKey: "api-key",
  };
  return {
    url,
    region,
    config: { eu: region } satisfies SageConfig,
    calls,
    /** The outcomes that Sage has taken, by authorisation id. */
    outcomes,
    /** Paths that Sage answers slowly. */
    slow,
    /** Tokens that Sage takes no more, as they stand in the header. */
    revoked,
    /** Resolves once the calls that have come are as they are wanted. */
    async received(enough: () => boolean) {
      while (!enough()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    to: (path: string) => calls.filter((call) => call.path === path),
    patches: (authorisationId: string) =>
      calls.filter((call) => call.path.endsWith(`/authorisations/${authorisationId}`)),
    /** Prepares the next answers to calls of a path, first come first served. */
    answer(path: RegExp, ...next: PreparedAnswer[]) {
      answers.push(...next.map((answer) => ({ path, answer })));
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export const refusal = (code: string, message = "no") => ({
  data: null,
  links: null,
  meta: null,
  error: { code, message, detail: null },
});

function reply(response: ServerResponse, answer: PreparedAnswer, take: () => PreparedAnswer) {
  if (typeof answer === "string") {
    if (answer.startsWith("taken")) take();
    if (answer.endsWith("reset")) response.destroy();
    return;
  }
  const { status, body = {}, type = "application/json", headers = {} } = answer;
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
