import { setTimeout as pause } from "node:timers/promises";
import { chain, OPERATIONS } from "./api-chain.ts";
import { type Answer, keepAliveClient } from "./http.ts";
import type { ApiJob, ApiResult, Job, JobResult, JourneyJob, LooksJob, RequestJob } from "./jobs.ts";
import { nextLook } from "./next-look.ts";
import { count } from "./statistics.ts";
import { journeyOf } from "./walk.ts";

/** After an error, so that a server that refuses at once is not stormed. */
const REST_MS = 50;

process.once("message", async (job: Job) => {
  const result = await work(job);
  process.send?.(result, () => process.exit(0));
});

function work(job: Job): Promise<JobResult> {
  if (job.kind === "requests") return sendRequests(job);
  if (job.kind === "looks") return lookForNews(job);
  return job.kind === "journeys" ? walkJourneys(job) : callApi(job);
}

async function lookForNews({ app, secrets, seconds }: LooksJob): Promise<JobResult> {
  // A browser keeps a connection for each page; those of one machine share what it has.
  const client = keepAliveClient(secrets.length);
  const result: JobResult = { done: 0, seconds, milliseconds: [], errors: {} };
  const end = performance.now() + seconds * 1000;
  const page = async (secret: string) => {
    const looks = { count: 0, tookMs: null as number | null, failed: 0 };
    // They were opened at any time before.
    for (
      let wait = nextLook(looks, 0) * Math.random();
      performance.now() + wait < end;
      wait = nextLook(looks, Math.random())
    ) {
      await pause(wait);
      const started = performance.now();
      const body = JSON.stringify({ view: secret, denied: null });
      const asked = {
        method: "POST",
        url: `${app}/link/status`,
        headers: { "content-type": "application/json" },
        body,
      } as const;
      const status = await client.send(asked).then(
        (answer) => answer.status,
        () => 0,
      );
      looks.count++;
      looks.tookMs = performance.now() - started;
      looks.failed = status === 200 ? 0 : looks.failed + 1;
      if (status === 200) result.milliseconds.push(looks.tookMs);
      else count(result.errors, `${status} instead of 200`);
    }
  };
  await Promise.all(secrets.map(page));
  client.close();
  return { ...result, done: result.milliseconds.length };
}

async function sendRequests(job: RequestJob): Promise<JobResult> {
  const client = keepAliveClient(job.concurrency);
  let next = 0;
  return closedLoop(job, async () => {
    const ask = job.asks[job.again ? next++ % job.asks.length : next++];
    if (!ask) return null;
    const started = performance.now();
    const answer = await client.send(ask);
    const took = performance.now() - started;
    const problem = problemOf(answer, job.expect);
    if (problem) throw new Error(problem);
    return took;
  });
}

function problemOf(answer: Answer, { status, location, body }: RequestJob["expect"]): string | null {
  if (answer.status !== status) return `${answer.status} instead of ${status}`;
  if (location && !answer.headers.location?.includes(location)) return "led elsewhere";
  return body && !answer.text().includes(body) ? `no "${body}" in the answer` : null;
}

async function walkJourneys(job: JourneyJob): Promise<JobResult> {
  const client = keepAliveClient(job.concurrency);
  let walked = 0;
  return closedLoop(job, async () => {
    const number = walked++;
    const company = job.companies[number % job.companies.length];
    // Both of Sage's regions alternate, as each has a limit of its own.
    const bankId = job.bankIds[number % job.bankIds.length];
    if (!company || !bankId) return null;
    const journey = journeyOf(client, job.ground, { bankId, company, address: addressOf(number) });
    const passcode = await journey.passcode();
    const started = performance.now();
    const identify = await journey.arrive();
    const account = await journey.identify(identify, passcode);
    const review = await journey.chooseAccount(account);
    await journey.land(await journey.confirm(review));
    return performance.now() - started;
  });
}

async function callApi(job: ApiJob): Promise<ApiResult> {
  const client = keepAliveClient(job.concurrency);
  const each: ApiResult["each"] = { company: [], connection: [], "source account": [], passcode: [] };
  let begun = 0;
  const result = await closedLoop(job, async () => {
    const took = await chain(client, job.ground, begun++);
    for (const operation of OPERATIONS) each[operation].push(took[operation]);
    return OPERATIONS.reduce((sum, operation) => sum + took[operation], 0);
  });
  return { ...result, each };
}

const addressOf = (number: number) => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;

/** `once` does one piece of work and answers its milliseconds; null when there is no more. */
async function closedLoop(
  { concurrency, seconds }: Pick<ApiJob, "concurrency" | "seconds">,
  once: () => Promise<number | null>,
): Promise<JobResult> {
  const result: JobResult = { done: 0, seconds: 0, milliseconds: [], errors: {} };
  const started = performance.now();
  const end = started + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      try {
        const took = await once();
        if (took === null) return;
        result.done++;
        result.milliseconds.push(took);
      } catch (error) {
        count(result.errors, error instanceof Error ? error.message : String(error));
        await pause(REST_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  result.seconds = (performance.now() - started) / 1000;
  return result;
}
