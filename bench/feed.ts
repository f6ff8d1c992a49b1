import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { aloud } from "../scripts/progress.ts";
import type { Field } from "./field.ts";
import { type Client, keepAliveClient } from "./http.ts";
import { memoryOf } from "./processes.ts";
import { count, percentile, type Tally } from "./statistics.ts";
import type { Driver, OpenField } from "./stores.ts";
import { journeyOf } from "./walk.ts";

export interface FeedPlan {
  /** Lines of the large load, and accounts that they are spread over. */
  lines: number;
  accounts: number;
  /** Pushes of the small load. */
  small: number;
}

export interface FeedRate {
  store: string;
  replicas: number;
  lines: number;
  /** Lines a second that the API took, and that came to Sage while there was a backlog. */
  accepted: number;
  delivered: number;
  /** Used share of Sage's ten requests a second while there was a backlog: without pushes, and during pushes. */
  ofLimit: number;
  meanwhile: number;
  /** Most requests that came to Sage in any second, and how many it rejected. */
  mostInASecond: number;
  turnedAway: number;
  perStatement: number;
  /**
   * Resident megabytes of all processes. Four values: before, after a tenth of the lines was accepted, after all, and
   * with all in Sage.
   */
  memory: readonly (number | null)[];
  /** Milliseconds from a push to Sage at a tenth of the limit. */
  p50: number;
  p95: number;
  errors: Tally;
}

const LIMIT = 10;
const START = "2026-01-01";
const PUSH = 1_000;
/** Lines of a small push. One every two seconds makes two requests: a tenth of the limit. */
const SMALL = 10;
const CALLERS = 8;

const Push = z.object({ pushOperationKey: z.string(), status: z.string() });
const Ended = Push.extend({ requestedOnUtc: z.string(), completedOnUtc: z.string().optional() });
const Accounts = z.array(z.object({ id: z.string(), status: z.string() }));
const Requests = z.array(z.object({ at: z.string(), method: z.string(), path: z.string(), status: z.unknown() }));

type Account = { company: string; connection: string; id: string; next: number };

/** The feed on one store with so many processes: a large load, then a small one. */
export async function measureFeed(store: Driver, plan: FeedPlan, replicas: number, open: OpenField): Promise<FeedRate> {
  const name = `${store}, ${replicas} ${replicas === 1 ? "process" : "processes"}`;
  const field = await aloud(`Feed, ${name}: filling the store and starting`, () =>
    open(`feed-${store.toLowerCase()}-${replicas}`, plan.accounts),
  );
  const client = keepAliveClient(CALLERS);
  const more = await Promise.all(Array.from({ length: replicas - 1 }, (_, n) => field.replica(n + 2)));
  try {
    const apps = [field.ground.app, ...more.map(({ app }) => app)];
    const pids = [field.pid(), ...more.map(({ pid }) => pid)];
    const sage = sageOf(field);
    const api = apiOf(client, apps, field.ground.apiKey);
    const accounts = await aloud(`Feed, ${name}: connecting ${plan.accounts} accounts`, () =>
      connect(field, client, api),
    );
    await sage.limit(LIMIT);
    const errors: Tally = {};
    const memory = () =>
      pids.map(memoryOf).reduce<number | null>((sum, mb) => (mb === null || sum === null ? null : sum + mb), 0);

    const large = await aloud(`Feed, ${name}: ${plan.lines.toLocaleString("en")} lines`, async () => {
      const before = memory();
      const started = performance.now();
      let warm: number | null = null;
      await pushAll(api, accounts, plan.lines, errors, (share) => {
        if (share >= 0.1) warm ??= memory();
      });
      const [taken, takenAt] = [performance.now(), Date.now()];
      const middle = memory();
      await api.allEnded(accounts);
      return {
        memory: [before, warm, middle, memory()],
        accepted: (plan.lines / (taken - started)) * 1000,
        delivered: (plan.lines / (performance.now() - started)) * 1000,
        takenAt,
      };
    });
    const requests = await sage.requests();
    const small = await aloud(`Feed, ${name}: ${plan.small} small pushes, one every two seconds`, async () => {
      const times: number[] = [];
      const waiting: Promise<void>[] = [];
      for (let n = 0; n < plan.small; n++) {
        const account = accounts[n % accounts.length];
        if (!account) break;
        const key = await api.push(account, SMALL);
        waiting.push(api.ended(account, key).then((took) => void times.push(took)));
        await pause(2_000);
      }
      await Promise.all(waiting);
      return times;
    });
    return {
      store,
      replicas,
      lines: plan.lines,
      accepted: large.accepted,
      delivered: large.delivered,
      ...underBacklog(requests, large.takenAt),
      memory: large.memory,
      p50: percentile(small, 0.5),
      p95: percentile(small, 0.95),
      errors,
    };
  } finally {
    client.close();
    await Promise.all(more.map(({ stop }) => stop()));
    await field.stop();
  }
}

/** The requests that Sage saw, from the first statement on; near the end there is less to do. */
function underBacklog(requests: readonly z.output<typeof Requests>[number][], takenAt: number) {
  const all = requests.filter(({ path }) => path.startsWith("/eu/provider/v1/statements"));
  const times = all.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const end = takenAt + (last - takenAt) * 0.75;
  const share = (from: number, to: number) =>
    times.filter((at) => at >= from && at < to).length / ((to - from) / 1000) / LIMIT;
  const posted = all.filter(({ method, status }) => method === "POST" && status === 201).length;
  let mostInASecond = 0;
  for (let end = 0, begin = 0; end < times.length; end++) {
    while ((times[end] ?? 0) - (times[begin] ?? 0) >= 1000) begin++;
    mostInASecond = Math.max(mostInASecond, end - begin + 1);
  }
  return {
    ofLimit: share(takenAt, end),
    meanwhile: share(first, takenAt),
    mostInASecond,
    turnedAway: all.filter(({ status }) => status === 429).length,
    perStatement: all.length / posted,
  };
}

/** Links one account of each company, as its user does. */
async function connect(field: Field, client: Client, api: Api): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const [index, company] of field.companies.entries()) {
    const walker = { bankId: field.bankIds[0] ?? "", company, address: `10.210.0.${index % 250}` };
    const journey = journeyOf(client, field.ground, walker);
    const passcode = await journey.passcode();
    const review = await journey.chooseAccount(await journey.identify(await journey.arrive(), passcode));
    await journey.confirm(review);
    await journey.choose(START);
    const path = `/companies/${company.companyId}`;
    const connection = `${path}/connections/${company.connectionId}`;
    const id = await api.connected(connection);
    accounts.push({ company: path, connection, id, next: 0 });
  }
  return accounts;
}

/** Each caller has accounts of its own, and pushes to them one after another. */
async function pushAll(
  api: Api,
  accounts: readonly Account[],
  lines: number,
  errors: Tally,
  accepted: (share: number) => void,
) {
  const all = Math.ceil(lines / PUSH);
  let left = all;
  const caller = async (mine: readonly Account[]) => {
    for (let n = 0; left > 0 && mine.length > 0; n++) {
      accepted(1 - left-- / all);
      const account = mine[n % mine.length];
      if (account)
        await api
          .push(account, PUSH)
          .catch((error) => count(errors, error instanceof Error ? error.message : String(error)));
    }
  };
  await Promise.all(
    Array.from({ length: CALLERS }, (_, n) => caller(accounts.filter((_, index) => index % CALLERS === n))),
  );
}

type Api = ReturnType<typeof apiOf>;
/** The replicas, asked one after another as behind a load balancer. */
function apiOf(client: Client, apps: readonly string[], apiKey: string) {
  const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;
  let asked = 0;
  async function ask<T>(method: "GET" | "POST", path: string, shape: z.ZodType<T>, body?: object): Promise<T> {
    const answer = await client.send({
      method,
      url: `${apps[asked++ % apps.length]}/api${path}`,
      headers: {
        accept: "application/json",
        authorization,
        "x-forwarded-for": "10.9.0.1",
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(`${method} was answered ${answer.status}`);
    return shape.parse(JSON.parse(answer.text()));
  }
  return {
    async connected(connection: string) {
      for (;;) {
        const all = await ask("GET", `${connection}/connectionInfo/bankFeedAccounts`, Accounts);
        const linked = all.find(({ status }) => status === "connected");
        if (linked) return linked.id;
        await pause(50);
      }
    },
    async push(account: Account, size: number) {
      const transactions = Array.from({ length: size }, () => {
        const number = account.next++;
        return {
          id: `line-${number}`,
          date: new Date(Date.parse(START) + number * 10_000).toISOString(),
          description: `Payment ${number} of a customer`,
          amount: number % 3 === 0 ? -12.34 : 56.78,
          balance: (100_000 + number) / 100,
          transactionType: number % 3 === 0 ? "Debit" : "Credit",
        };
      });
      const path = `${account.connection}/push/bankAccounts/${account.id}/bankTransactions`;
      const { status, pushOperationKey } = await ask("POST", path, Push, { accountId: account.id, transactions });
      if (status === "Failed") throw new Error("a push failed");
      return pushOperationKey;
    },
    /** Milliseconds from a push to its end. */
    async ended({ company }: Account, key: string) {
      for (;;) {
        const push = await ask("GET", `${company}/push/${key}`, Ended);
        if (push.status !== "Pending" && push.completedOnUtc) {
          if (push.status !== "Success") throw new Error(`a push ended ${push.status}`);
          return Date.parse(push.completedOnUtc) - Date.parse(push.requestedOnUtc);
        }
        await pause(250);
      }
    },
    async allEnded(accounts: readonly Account[]) {
      const Page = z.object({ results: z.array(Push) });
      for (const { company } of accounts)
        for (;;) {
          // The newest is in Sage when all before it are.
          const { results } = await ask("GET", `${company}/push?pageSize=1`, Page);
          if (results[0]?.status === "Success") break;
          if (results[0]?.status !== "Pending") throw new Error(`a push ended ${results[0]?.status}`);
          await pause(500);
        }
    },
  };
}

function sageOf({ ground: { sage } }: Field) {
  return {
    async limit(requestsPerSecond: number) {
      await fetch(`${sage}/_control/options`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ limits: { requestsPerSecond } }),
      });
    },
    requests: async () => Requests.parse(await (await fetch(`${sage}/_control/requests`)).json()),
  };
}
