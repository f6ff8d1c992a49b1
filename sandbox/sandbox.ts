import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app.ts";
import { demoSetup } from "./demo-setup.ts";
import { frontDoor } from "./front-door.ts";
import { Setup, type SetupInput } from "./setup.ts";
import { createWorld, type World } from "./world.ts";

export interface Sandbox {
  url: string;
  close(): Promise<void>;
}

/** Starts a sandbox on the loopback address; port 0 takes any free one. `begin` fills its world first. */
export async function startSandbox({
  port = 0,
  setup = demoSetup,
  begin,
}: {
  port?: number;
  setup?: SetupInput;
  begin?: ((world: World) => void) | undefined;
} = {}): Promise<Sandbox> {
  const world = createWorld(Setup.parse(setup));
  begin?.(world);
  const listener = getRequestListener(frontDoor(world, createApp(world)) as Parameters<typeof getRequestListener>[0], {
    overrideGlobalObjects: false,
  });
  const server = createServer(listener);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  world.origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    url: world.origin,
    async close() {
      world.clock.reset();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
