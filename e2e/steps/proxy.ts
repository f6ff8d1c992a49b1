import { request } from "node:http";
import { serve } from "./serve.ts";

/** The header by which a test says whom the proxy is to take it for. */
export const CLIENT = "x-test-client";

/**
 * A reverse proxy as institutions have them. It calls the app by an inner name, and adds the visitor's address to
 * X-Forwarded-For.
 */
export async function startProxy() {
  let target: (path: string) => number = () => 0;
  const proxy = await serve("localhost", (incoming, answer) => {
    const { [CLIENT]: client, ...headers } = incoming.headers;
    const seen = String(client ?? incoming.socket.remoteAddress);
    const said = incoming.headers["x-forwarded-for"];
    const outgoing = request({
      host: "localhost",
      port: target(incoming.url ?? "/"),
      method: incoming.method,
      path: incoming.url,
      headers: {
        ...headers,
        host: "connect-bank.internal:8080",
        "x-forwarded-host": "other.internal",
        "x-forwarded-proto": "https",
        "x-forwarded-for": said ? `${said}, ${seen}` : seen,
      },
    });
    outgoing.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on("error", () => answer.destroy());
    incoming.pipe(outgoing);
  });
  return {
    origin: new URL(proxy.url).origin,
    /** A port for every request, or one for each by its address. */
    leadTo: (port: number | ((path: string) => number)) => {
      target = typeof port === "number" ? () => port : port;
    },
    stop: proxy.stop,
  };
}
