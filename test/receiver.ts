import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export type Received = { headers: Record<string, string>; body: string };
type Reply = number | "hang" | { status: number; location: string };

/** A real server in an institution's place for one test. It keeps what webhooks bring, and answers as the test says. */
export async function aReceiver() {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const hanging: ServerResponse[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ headers: request.headers as Record<string, string>, body });
    const reply = replies.shift() ?? 200;
    if (reply === "hang") hanging.push(response);
    else if (reply === 101) response.writeHead(101, { connection: "Upgrade", upgrade: "other" }).end();
    else if (typeof reply === "number") response.writeHead(reply).end("ignored");
    else response.writeHead(reply.status, { location: reply.location }).end();
    for (const look of waiting) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received,
    /** The answers to the next requests; 200 when nothing is said. */
    reply: (...next: Reply[]) => void replies.push(...next),
    /** Resolves when so many have come. */
    async count(wanted: number) {
      while (received.length < wanted) {
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
        });
      }
      return received;
    },
    /** Answers all that hang, and everything from now on. */
    letGo(status = 200) {
      replies.length = 0;
      for (const response of hanging.splice(0)) response.writeHead(status).end();
    },
  };
}
