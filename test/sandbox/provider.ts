import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ReceivedCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: unknown;
}

type Reply = (response: ServerResponse, call: ReceivedCall) => void;

export interface TestProvider {
  url: string;
  calls: ReceivedCall[];
  to(path: string): ReceivedCall[];
  /** Resolves once so many calls to a path have come. */
  seen(path: string, count?: number): Promise<ReceivedCall[]>;
  reply(path: string, reply: Reply): void;
  close(): Promise<void>;
}

/** A real HTTP server in the provider's place that records requests and answers 200 by default. */
export async function startProvider(): Promise<TestProvider> {
  const calls: ReceivedCall[] = [];
  const replies = new Map<string, Reply>();
  let waiting: (() => void)[] = [];

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://provider");
    const sent = await text(request);
    const { method = "", headers } = request;
    const call = { method, path: url.pathname, query: url.searchParams, headers, body: sent && JSON.parse(sent) };
    calls.push(call);
    for (const wake of waiting.splice(0)) wake();
    const reply = replies.get(url.pathname);
    if (reply) reply(response, call);
    else response.setHeader("content-type", "application/json").end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const to = (path: string) => calls.filter((call) => call.path === path);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    to,
    async seen(path, count = 1) {
      while (to(path).length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return to(path);
    },
    reply: (path, reply) => replies.set(path, reply),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      waiting = [];
      await closed;
    },
  };
}

/** A reply with a status, a type and a body. */
export const answers =
  (status: number, body: unknown, type = "application/json"): Reply =>
  (response) => {
    response.statusCode = status;
    response.setHeader("content-type", type);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
