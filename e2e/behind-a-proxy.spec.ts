import { randomUUID } from "node:crypto";
import { choosePort } from "../scripts/ports.ts";
import { confirm, connectBankInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { arriveByHttp, submit } from "./steps/over-http.ts";
import { CLIENT, startProxy } from "./steps/proxy.ts";
import { expectConnected, expectOneReport } from "./steps/records.ts";
import { expect, type RunStack, startRunStack, test as withStack } from "./steps/test.ts";

/** The app behind a reverse proxy that calls it by another name. */
const test = withStack.extend<object, { stack: RunStack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use, { workerIndex }) => {
      const proxy = await startProxy();
      const port = await choosePort(0, "PORT");
      proxy.leadTo(port);
      const stack = await startRunStack(`proxy-${workerIndex}`, {
        port,
        publicUrl: proxy.origin,
        env: { TRUSTED_PROXIES: "1" },
        seed: { connections: 10 },
        embedded: true,
      });
      await use(stack);
      await stack.stop();
      await proxy.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
});

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("the whole journey works at the proxy's address", async ({ page, stack, sage, company }) => {
      const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution);
      expect(page.frames().at(-1)?.url()).toContain(`${stack.app}/connect/`);
      await walkToReview(frame, company);
      await confirm(frame);
      await finishInSage(frame);
      await expectConnected(sage, authorisation.id, company);
      await expectOneReport(sage, authorisation.id);
    });
  });

test("guesses are counted by the address that the proxy saw, whatever the guesser claims", async ({ stack, sage }) => {
  const { token } = await arriveByHttp(sage);
  const guess = (client: string, claimed: string) =>
    submit(
      stack.app,
      token,
      { connectionId: randomUUID(), passcode: "AAAAAA" },
      { [CLIENT]: client, "x-forwarded-for": claimed },
    );
  for (let guesses = 0; guesses < 30; guesses++)
    expect((await guess("192.0.2.7", `198.51.100.${guesses}`)).text).toContain("do not work together");
  expect((await guess("192.0.2.7", "203.0.113.1")).text).toContain("Too many wrong tries");
  expect((await guess("192.0.2.8", "192.0.2.7")).text).toContain("do not work together");
});
