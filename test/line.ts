import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A message as a test sees it on the way to a server: its place on the line, its bytes. */
export type Message = { index: number; bytes: Buffer };
/** `lose-answer`: the server gets the message, and its answer is lost with the connection. */
export type LineFault = "pass" | "cut" | "lose-answer";

/** A line to a server on this machine that a test watches and cuts, one connection at a time. */
export async function aLineTo(port: number) {
  let judge: (message: Message) => LineFault = () => "pass";
  let index = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    let isLost = false;
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket
        .on("error", end)
        .on("close", end)
        .on("close", () => open.delete(socket));
    }
    near.on("data", (bytes) => {
      const verdict = judge({ index: index++, bytes });
      if (verdict === "cut") return end();
      isLost ||= verdict === "lose-answer";
      far.write(bytes);
    });
    far.on("data", (bytes) => (isLost ? end() : near.write(bytes)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    /** Counts messages from now on, and does with each what `verdictOn` says. */
    watch(verdictOn: (message: Message) => LineFault) {
      index = 0;
      judge = verdictOn;
    },
    leave() {
      judge = () => "pass";
    },
  };
}
