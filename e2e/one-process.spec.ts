import { randomUUID } from "node:crypto";
import { arrive, confirm, expectBackInSage, walkToReview } from "./steps/journey.ts";
import { arriveByHttp, submit } from "./steps/over-http.ts";
import { expectOneReport, expectReported } from "./steps/records.ts";
import { expect, startRunStack, test as withStack } from "./steps/test.ts";
import { version } from "./steps/version.ts";

/** Tests that lock a stack up or end it: each has one for itself. */
const test = withStack.extend<{ own: Awaited<ReturnType<typeof startRunStack>> }>({
  own: [
    async ({ browserName }, use, { testId }) => {
      const env = { DRAIN_SECONDS: "2" };
      const own = await startRunStack(`${browserName}-${testId}`, { env, seed: { connections: 2 }, embedded: true });
      await use(own);
      await own.stop();
    },
    // Starting is not what is measured here; a busy machine may take its time.
    { timeout: 300_000 },
  ],
});

test("told to stop while it waits for Sage, the app finishes the person's journey first", async ({ page, own }) => {
  const sage = own.sageControl;
  const company = own.nextCompany();
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  const review = page.url();
  await sage.spoilReport(authorisationId, { delayMs: 2_000 });
  await confirm(page);
  await expect.poll(() => sage.faults()).toEqual([]);
  expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);

  own.children.app.kill("SIGTERM");
  await expectBackInSage(page);
  expect(await own.children.app.exited).toBe("exit code 0");
  await expectReported(sage, authorisationId, company);
  await expectOneReport(sage, authorisationId);

  await own.restartApp();
  await page.goto(review);
  await expect(page.getByRole("heading", { level: 1, name: "You are done here" })).toBeVisible();
});

test("told to stop, it says to balancers that it is not ready and goes on serving, before it closes", async ({
  own,
}) => {
  const ready = async () => (await fetch(`${own.app}/readyz`)).status;
  expect(await ready()).toBe(200);
  const page = await fetch(`${own.app}/console/sign-in`);
  expect(page.headers.get("keep-alive")).toBe("timeout=75");

  own.children.app.kill("SIGTERM");
  await expect.poll(ready, { intervals: [20] }).toBe(503);
  expect((await fetch(`${own.app}/console/sign-in`)).status).toBe(200);
  const alive = await fetch(`${own.app}/healthz`);
  expect([alive.status, await alive.text()]).toEqual([200, `ok\nversion: ${version}\n`]);
  expect(await own.children.app.exited).toBe("exit code 0");
});

test("without a proxy, an address that a guesser claims is not believed", async ({ own }) => {
  const { token } = await arriveByHttp(own.sageControl);
  const guess = (claimed: string) =>
    submit(own.app, token, { connectionId: randomUUID(), passcode: "AAAAAA" }, { "x-forwarded-for": claimed });
  for (let guesses = 0; guesses < 30; guesses++)
    expect((await guess(`198.51.100.${guesses}`)).text).toContain("do not work together");
  expect((await guess("203.0.113.1")).text).toContain("Too many wrong tries");
});
