import { createServer } from "node:net";
import { expect, test } from "vitest";
import { choosePort } from "./ports.ts";

async function listening(host: string): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("not listening on a port");
  return { port: address.port, close: () => server.close() };
}

test.each(["127.0.0.1", "0.0.0.0"])(
  "a port that somebody has on %s is refused with the setting that changes it",
  async (host) => {
    const { port, close } = await listening(host);
    await expect(choosePort(port, "SANDBOX_PORT")).rejects.toThrow(`Port ${port} is taken. Set SANDBOX_PORT`);
    close();
    expect(await choosePort(port, "SANDBOX_PORT")).toBe(port);
  },
);

test("0 means any free port", async () => {
  const port = await choosePort(0, "PORT");
  expect(port).toBeGreaterThan(1023);
  expect(await choosePort(port, "PORT")).toBe(port);
});
