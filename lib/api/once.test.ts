import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../scripts/postgres.ts";
import { type Answer, asking } from "../../test/api.ts";
import { aSubject, type Change, changes, requestOf, traces } from "../../test/changes.ts";
import { nextLine, start, storeDirectory } from "../../test/children.ts";
import { dice } from "../../test/dice.ts";
import { aLineTo, type LineFault, type Message } from "../../test/line.ts";
import { needsOver, someKeys, type TestNeeds } from "../../test/needs.ts";
import { type StandIn, sageForTest } from "../../test/sage.ts";
import { DRIVERS, type Driver, isMissing } from "../../test/stores.ts";
import { openDatabase } from "../compose.ts";
import { readEnv } from "../env.ts";

const program = new URL("../../test/replica.ts", import.meta.url);
const AUTHORISES = "set-connection-authorization";

type Subject = Awaited<ReturnType<typeof aSubject>>;
type Attempt = { change: Change; subject: Subject; key: string };

/** A store, the settings of a process that reaches it over a socket, and a client that looks into it. */
async function aStage(driver: Driver, finished: (then: () => Promise<void>) => void) {
  const sage = await sageForTest();
  const keys = someKeys();
  const { region } = sage;
  const settings: Record<string, string> = {
    APP_SECRET: "a secret of the tests alone, shared by all",
    ENCRYPTION_KEYS: `test:${keys.encryptionKey.toString("base64")}`,
    API_REQUESTS_PER_DAY: "1000000",
    API_REQUESTS_PER_MINUTE: "1000000",
    SAGE_EU_API_URL: region.apiUrl,
    SAGE_EU_TOKEN_URL: region.tokenUrl,
    SAGE_EU_CLIENT_ID: region.clientId,
    SAGE_EU_CLIENT_SECRET: region.clientSecret,
    SAGE_EU_AUDIENCE: region.audience,
    SAGE_EU_API_KEY: region.apiKey,
  };
  const own: Record<string, string> = {};
  const beside = async <T>(use: (needs: TestNeeds) => Promise<T>): Promise<T> => {
    const database = await openDatabase(readEnv({ ...settings, ...own }));
    try {
      const needs = needsOver(database, sage.config, keys);
      needs.setTime(new Date());
      return await use(needs);
    } finally {
      await database.close();
    }
  };
  const env = readEnv(settings);
  if (driver === "pglite") {
    own.DATA_DIR = storeDirectory();
    return { sage, env, line: null, settings: { ...settings, ...own }, beside };
  }
  const { url, drop } = await freshDatabase("once");
  finished(async () => void (await drop()));
  const line = await aLineTo(Number(new URL(url).port || 5432));
  const far = new URL(url);
  far.host = `127.0.0.1:${line.port}`;
  own.DATABASE_URL = url;
  return { sage, env, line, settings: { ...settings, DATABASE_URL: far.href }, beside };
}

async function aProcess(settings: Record<string, string>) {
  const child = start(program, [JSON.stringify({ settings })]);
  return { url: await nextLine(child), kill: child.kill };
}

/** Asks for a change; null where no answer came. */
function ask(url: string, { change, subject, key }: Attempt, signal?: AbortSignal): Promise<Answer | null> {
  const { method, path, body } = requestOf(change, subject);
  const headers = change.takesKey ? { "Idempotency-Key": key } : {};
  return asking(`${url}/api`, subject.apiKey, subject.institutionId, signal)(method, path, body, headers).catch(
    () => null,
  );
}

const isBusy = ({ status, text }: Answer) => status === 409 && /still being worked on|at this moment/.test(text);

/** Repeats a change until it is answered for good. */
async function repeated(url: string, attempt: Attempt, needs?: TestNeeds): Promise<Answer> {
  let last: Answer | null = null;
  const settles = async () => {
    last = await ask(url, attempt);
    if (last && isBusy(last) && needs) await letLeasePass(needs, attempt);
    return last !== null && last.status < 500 && !isBusy(last);
  };
  await expect.poll(settles, { interval: 20, message: attempt.change.operation }).toBe(true);
  return last as unknown as Answer;
}

/** A process that died while it asked Sage keeps its claim on the journey for half a minute. */
const letLeasePass = (needs: TestNeeds, { subject }: Attempt) =>
  needs.db.execute(
    sql`update journeys set linking_since = linking_since - interval '31 seconds' where authorisation_id = ${subject.authorisationId}`,
  );

/** One effect, the same as that of a request that nothing disturbed. */
async function expectOneEffect(needs: TestNeeds, sage: StandIn, done: Attempt, undisturbed: Attempt) {
  const { operation } = done.change;
  if (operation !== AUTHORISES) {
    expect(await traces(needs, done.subject), operation).toEqual(await traces(needs, undisturbed.subject));
    return;
  }
  // Each try of its own is on record; Sage has taken one.
  expect(sage.outcomes.has(done.subject.authorisationId)).toBe(true);
  const journey = await needs.journeys.byAuthorisation(done.subject.authorisationId);
  expect([journey?.state, journey?.connectionId]).toEqual(["linked", done.subject.connectionId]);
}

/** One answer for every repeat. A deletion is reported as done, or as found done. */
async function expectOneAnswer(url: string, attempt: Attempt, first: Answer | null, last: Answer, usual: Answer) {
  const { change } = attempt;
  const fine = change.method === "DELETE" ? [usual.status, 404] : [usual.status];
  expect(fine, `${change.operation}: ${last.text}`).toContain(last.status);
  if (!change.takesKey) return;
  if (first && first.status < 500 && !isBusy(first))
    expect([first.status, first.text]).toEqual([last.status, last.text]);
  const again = await ask(url, attempt);
  expect([again?.status, again?.text, again?.headers.get("idempotency-replayed")], change.operation).toEqual([
    last.status,
    last.text,
    "true",
  ]);
}

const attempts = (needs: TestNeeds, env: Parameters<typeof aSubject>[1], of: readonly Change[]) =>
  of.reduce<Promise<Attempt[]>>(
    async (before, change) => [...(await before), { change, subject: await aSubject(needs, env), key: randomUUID() }],
    Promise.resolve([]),
  );

test("every operation that changes something is tried here", () => {
  const known = changes();
  expect(known.length).toBeGreaterThan(20);
  expect(known.filter(({ method }) => method === "POST" || method === "PATCH").every(({ takesKey }) => takesKey)).toBe(
    true,
  );
});

describe.skipIf(isMissing("postgres"))("a change whose connections are cut", () => {
  test("happens once and has one answer, wherever they are cut", { timeout: 300_000 }, async ({ onTestFinished }) => {
    const { sage, env, line, settings, beside } = await aStage("postgres", onTestFinished);
    if (!line) throw new Error("PostgreSQL is reached over a line");
    const roll = dice(20_261_130);
    const { url } = await aProcess(settings);
    await beside(async (needs) => {
      for (const change of changes()) {
        const [undisturbed] = await attempts(needs, env, [change]);
        if (!undisturbed) throw new Error("there is one");
        const messages: string[] = [];
        line.watch(({ bytes }) => {
          messages.push(bytes.toString("latin1"));
          return "pass";
        });
        const usual = await ask(url, undisturbed);
        line.leave();
        if (!usual || usual.status >= 300) throw new Error(`${change.operation} is refused: ${usual?.text}`);
        const commit = messages.findLastIndex((text) => /commit/i.test(text));
        const somewhere = () => roll(messages.length);
        const moments: [LineFault | "client", number][] = [
          ["cut", somewhere()],
          ["client", somewhere()],
          ["lose-answer", commit < 0 ? somewhere() : commit],
        ];
        for (const [fault, moment] of moments) {
          const [attempt] = await attempts(needs, env, [change]);
          if (!attempt) throw new Error("there is one");
          const client = new AbortController();
          line.watch(({ index }: Message): LineFault => {
            if (index !== moment) return "pass";
            if (fault !== "client") return fault;
            client.abort();
            return "pass";
          });
          const first = await ask(url, attempt, client.signal);
          line.leave();
          const last = await repeated(url, attempt, needs);
          await expectOneAnswer(url, attempt, first, last, usual);
          await expectOneEffect(needs, sage, attempt, undisturbed);
        }
      }
    });
  });
});

/**
 * Kills of a process that has every operation under way at once. Together they must leave so many calls without an
 * answer.
 */
const KILLS: Record<Driver, number> = { pglite: 1, postgres: 3 };
/**
 * On a machine that is slow to kill, the process may answer all calls first. Such a kill proves nothing, and another
 * follows.
 */
const MOST_KILLS = 8;

describe.each(DRIVERS)("a change on %s while its process is killed", (driver) => {
  test.skipIf(isMissing(driver))(
    "happens once and has one answer",
    { timeout: 300_000 },
    async ({ onTestFinished }) => {
      const { sage, env, line, settings, beside } = await aStage(driver, onTestFinished);
      const roll = dice(20_261_130);
      const all = changes();
      const aRound = () => beside((needs) => attempts(needs, env, all));
      const undisturbed = await aRound();
      let process = await aProcess(settings);
      const usual: Answer[] = [];
      let messages = 0;
      line?.watch(() => {
        messages++;
        return "pass";
      });
      for (const attempt of undisturbed) usual.push(await repeated(process.url, attempt));
      line?.leave();

      const rounds: { attempt: Attempt; first: Answer | null; usual: Answer }[][] = [];
      const unanswered = () => rounds.flat().filter(({ first }) => first === null).length;
      while (rounds.length < MOST_KILLS && (rounds.length < KILLS[driver] || unanswered() <= KILLS[driver])) {
        if (driver === "pglite") await process.kill();
        const round = await aRound();
        if (driver === "pglite") process = await aProcess(settings);
        const { url, kill } = process;
        const dead = Promise.withResolvers<void>();
        const end = () => void kill().then(dead.resolve);
        const afterMessages = roll(messages);
        let answersLeft = line ? Number.POSITIVE_INFINITY : roll(all.length);
        line?.watch(({ index }) => {
          if (index === afterMessages) end();
          return "pass";
        });
        const firsts = await Promise.all(
          round.map(async (attempt) => {
            const answer = await ask(url, attempt);
            if (answersLeft-- === 0) end();
            return answer;
          }),
        );
        rounds.push(round.map((attempt, i) => ({ attempt, first: firsts[i] ?? null, usual: usual[i] as Answer })));
        // All were answered before: it dies idle.
        end();
        await dead.promise;
        line?.leave();
        process = await aProcess(settings);
      }
      expect(unanswered()).toBeGreaterThan(KILLS[driver]);

      for (const { attempt, first, usual } of rounds.flat()) {
        const needsLease = attempt.change.operation === AUTHORISES && line;
        const last = needsLease
          ? await beside((needs) => repeated(process.url, attempt, needs))
          : await repeated(process.url, attempt);
        await expectOneAnswer(process.url, attempt, first, last, usual);
      }
      await process.kill();
      await beside(async (needs) => {
        for (const round of rounds)
          for (const [i, { attempt }] of round.entries())
            await expectOneEffect(needs, sage, attempt, undisturbed[i] as Attempt);
      });
    },
  );
});
