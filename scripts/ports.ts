import { connect, createServer } from "node:net";

const BOTH_LOOPBACKS = ["127.0.0.1", "::1"];

/**
 * The wanted port when it is free, any free one for 0. `variable` is the setting with which a person chooses another.
 */
export async function choosePort(wanted: number, variable: string): Promise<number> {
  if (wanted === 0) return anyFreePort();
  if (await isFree(wanted)) return wanted;
  throw new Error(`Port ${wanted} is taken. Set ${variable} to another one, for example ${variable}=${wanted + 10}.`);
}

async function anyFreePort(): Promise<number> {
  const port = await listenOnce(0, "127.0.0.1");
  return port !== null && (await isFree(port)) ? port : anyFreePort();
}

/** Connecting finds a listener on all addresses that some systems let us shadow; listening finds the rest. */
async function isFree(port: number): Promise<boolean> {
  for (const host of BOTH_LOOPBACKS) {
    if ((await answers(port, host)) || (await listenOnce(port, host)) === null) return false;
  }
  return true;
}

/** The port that was bound for a moment; null when another process holds it. */
function listenOnce(port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else if (host === "::1")
        resolve(port); // a machine without IPv6
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}
