import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { servicesOf, testEnv } from "../../../test/api.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { provideServices, services } from "../../services.ts";
import { bytesWithin } from "./body.ts";
import { frontDoor } from "./front-door.ts";

/** Reads a body within 64 kB, as routes do, and says what it did. */
async function route(req: IncomingMessage, res: ServerResponse) {
  const { method = "POST", headers } = req;
  const init = { method, headers: { "content-type": headers["content-type"] ?? "" }, body: req, duplex: "half" };
  const bytes = await bytesWithin(new Request("http://localhost", init as unknown as RequestInit), 64 * 1024);
  res.writeHead(bytes ? 200 : 413, { "content-type": "text/plain" }).end(bytes ? String(bytes.length) : "too large");
}
const ACTION = "4".repeat(42);
const ORIGIN = { origin: "http://localhost:3000" };
const multipart = (bytes: number) => {
  const form = new FormData();
  form.set(`$ACTION_ID_${ACTION}`, "");
  form.set("text", "x".repeat(bytes));
  return form;
};

describeStores("the front door", (database) => {
  /** A server behind our front door, whose routes are played by `handle`. */
  async function serve(handle: typeof route = route) {
    const all = servicesOf(needsOver(database()), testEnv({ PUBLIC_URL: ORIGIN.origin }));
    provideServices(all);
    const mode = { dev: false, isDraining: () => false, actions: new Set([ACTION]) };
    const server = createServer(frontDoor(all, handle, mode)).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body, headers: { ...ORIGIN, ...headers } });
    return { port, post };
  }
  const text = (bytes: number) => randomBytes(bytes / 2).toString("hex");

  test.each<[what: string, path: string, body: () => BodyInit, headers?: Record<string, string>]>([
    ["form without script", "/console", () => multipart(3_000_000)],
    ["form with script", "/console", () => multipart(3_000_000), { "next-action": ACTION }],
    ["argument list", "/console", () => text(3_000_000), { "next-action": ACTION }],
    ["call of a route", "/api/companies", () => text(3_000_000)],
  ])("answers a too large %s with 413 and closes the connection", async (_, path, body, headers) => {
    const { post } = await serve();
    for (let time = 0; time < 3; time++) {
      const answer = await post(path, body(), headers);
      expect(answer.status).toBe(413);
      expect(await answer.text()).not.toBe("");
      expect(answer.headers.get("connection")).toBe("close");
    }
  });

  test.each<[what: string, path: string, headers: Record<string, string>, reaches: boolean, status: number]>([
    ["a form that nobody can read", "/console/people", {}, false, 400],
    ["an argument list that nobody can read", "/console/people", { "next-action": ACTION }, false, 400],
    ["a look at a page with a form that nobody can read", "/preview/x/identify", {}, false, 400],
    ["a form that we fail on", "/console/people", {}, true, 500],
    ["a call of a route that fails", "/api/companies", {}, false, 500],
  ])("tells a failure of ours from %s", async (_, path, headers, reaches, status) => {
    const { post } = await serve(async (_req, res) => {
      if (reaches) services();
      res.writeHead(500).end("failed");
    });
    expect((await post(path, multipart(10), headers)).status).toBe(status);
  });

  test("hands on a form that is not too large, and keeps the connection", async () => {
    const { post } = await serve();
    for (const [body, headers] of [[multipart(1_000)], ["[]", { "next-action": ACTION }]] as const) {
      const answer = await post("/console", body, headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("connection")).toBe("keep-alive");
    }
  });

  test("answers a caller that announces much and sends little without hearing it out", async () => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    const head = `POST /sage/notification HTTP/1.1\r\nHost: x\r\nContent-Length: 400000000\r\n\r\n`;
    socket.write(head + "x".repeat(100_000));
    const received: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => received.push(chunk));
    await once(socket, "close");
    expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 413 /);
  });
});
