import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { gunzipSync } from "node:zlib";

/** One request; JSON, so that it can be handed to the process that sends it. */
export interface Ask {
  method?: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Unpacked only when asked for: under load most bodies are counted, not read. */
  text(): string;
}

const TIMEOUT_MS = 30_000;

/** The kept connection was closed before its request had an answer. */
class Stale extends Error {}

/** A sender that keeps its connections, as browsers and proxies do, and takes gzip. */
export function keepAliveClient(connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const once = (ask: Ask) =>
    new Promise<Answer>((resolve, reject) => {
      const headers = { "accept-encoding": "gzip", "accept-language": "en", accept: "text/html", ...ask.headers };
      const sent = request(
        ask.url,
        { agent, method: ask.method ?? "GET", headers, timeout: TIMEOUT_MS },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () => {
            const zipped = response.headers["content-encoding"] === "gzip";
            const text = () => {
              const bytes = Buffer.concat(chunks);
              return (zipped ? gunzipSync(bytes) : bytes).toString("utf8");
            };
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          });
        },
      );
      sent.once("timeout", () => sent.destroy(new Error("no answer in time")));
      // A server that ends, as before a restart, closes connections that the next request may just be using.
      sent.once("error", (error: NodeJS.ErrnoException) =>
        reject(sent.reusedSocket && error.code === "ECONNRESET" ? new Stale() : error),
      );
      sent.end(ask.body);
    });
  const send = (ask: Ask) =>
    once(ask).catch((error: unknown) => (error instanceof Stale ? once(ask) : Promise.reject(error)));
  return { send, close: () => agent.destroy() };
}
export type Client = ReturnType<typeof keepAliveClient>;
