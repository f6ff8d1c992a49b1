import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A small server for as long as a test wants it. */
export async function serve(host: string, listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://${host}:${port}/`, stop };
}
