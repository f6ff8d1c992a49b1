import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Dice } from "./dice.ts";

/** The header in which a visitor of the soak says which address it has. */
export const VISITOR = "x-soak-visitor";

/** Longer than any answer that somebody still waits for. */
const PATIENCE_MS = 20_000;

/**
 * The balancer in front of the replicas. It gives each request to one of them, and to another when the first refuses
 * the connection. It answers 502 when the connection breaks later, as balancers do. It cuts connections when the test
 * says so.
 */
export async function startBalancer(roll: Dice) {
  const ports = new Map<number, number>();
  const open = new Set<() => void>();

  function forward(incoming: IncomingMessage, answer: ServerResponse, tried: ReadonlySet<number>) {
    const left = [...ports.values()].filter((port) => !tried.has(port));
    const port = left[roll(left.length || 1)];
    if (port === undefined) return void answer.writeHead(502).end("no replica answers");
    const { [VISITOR]: visitor, ...headers } = incoming.headers;
    const outgoing = request({
      host: "localhost",
      port,
      method: incoming.method,
      path: incoming.url,
      timeout: PATIENCE_MS,
      headers: { ...headers, "x-forwarded-for": String(visitor ?? "127.0.0.1"), "x-forwarded-proto": "http" },
    });
    const cut = () => {
      outgoing.destroy();
      answer.destroy();
    };
    open.add(cut);
    answer.once("close", () => open.delete(cut));
    outgoing.on("timeout", () => outgoing.destroy(new Error("too slow")));
    outgoing.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
      response.on("error", () => answer.destroy());
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      open.delete(cut);
      if (error.code === "ECONNREFUSED") forward(incoming, answer, new Set([...tried, port]));
      else if (answer.headersSent || answer.destroyed) answer.destroy();
      else answer.writeHead(502).end("the replica broke off");
    });
    incoming.pipe(outgoing);
  }

  const server = createServer((incoming, answer) => forward(incoming, answer, new Set()));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => void server.listen(0, "localhost", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** From now on a place is served at this port; null takes it out of the rotation. */
    lead(place: number, port: number | null) {
      if (port === null) ports.delete(place);
      else ports.set(place, port);
    },
    /** Breaks off one exchange that is under way, on both sides; says whether there was one. */
    cut() {
      const exchanges = [...open];
      exchanges[roll(exchanges.length || 1)]?.();
      return exchanges.length > 0;
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
export type Balancer = Awaited<ReturnType<typeof startBalancer>>;
