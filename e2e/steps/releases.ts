import { buildLaterRelease } from "../../scripts/later-release.ts";
import { choosePort } from "../../scripts/ports.ts";
import { startProxy } from "./proxy.ts";
import { type RunStack, startRunStack, test as withStack } from "./test.ts";

type Which = "earlier" | "later";

/**
 * Two releases on one store behind one proxy, side by side on PostgreSQL. The embedded store admits one process: there each
 * takes the other's place.
 */
async function startReleases(name: string) {
  const release = await buildLaterRelease();
  const proxy = await startProxy();
  const port = await choosePort(0, "PORT");
  proxy.leadTo(port);
  const stack = await startRunStack(name, {
    port,
    publicUrl: proxy.origin,
    env: { TRUSTED_PROXIES: "1" },
    seed: { connections: 40 },
  });
  const sideBySide = stack.databaseUrl !== null;
  const later = sideBySide ? await choosePort(0, "PORT") : port;
  if (sideBySide) await stack.restartApp({ release, at: later });
  let running: Which = "earlier";
  /** From now on that release answers at the proxy. */
  async function turnTo(which: Which) {
    if (!sideBySide && which !== running) {
      await stack.children.app.stop();
      stack.children.app = await stack.restartApp(which === "later" ? { release } : {});
    }
    running = which;
    proxy.leadTo(which === "later" ? later : port);
  }
  const end = async () => {
    await stack.stop();
    await proxy.stop();
  };
  /** The pages of the earlier release, with its files asked of the later one. */
  const mixFiles = () => proxy.leadTo((path) => (path.startsWith("/_next/static/") ? later : port));
  /** Every request to either release, in an order that no page's requests fall in step with. */
  const takeTurns = () => {
    let requests = 0;
    proxy.leadTo(() => ((requests++).toString(2).replaceAll("0", "").length % 2 === 0 ? port : later));
  };
  return { stack, turnTo, sideBySide, mixFiles, takeTurns, end };
}
type Releases = Awaited<ReturnType<typeof startReleases>>;

/** Like `test`, with an earlier and a later release; each test begins at the earlier one. */
export const test = withStack.extend<{ releases: Releases }, { started: Releases; stack: RunStack }>({
  started: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use, { workerIndex }) => {
      const started = await startReleases(`releases-${workerIndex}`);
      await use(started);
      await started.end();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  stack: [async ({ started }, use) => use(started.stack), { scope: "worker" }],
  releases: [
    async ({ started }, use) => {
      await started.turnTo("earlier");
      await use(started);
    },
    { auto: true },
  ],
});
