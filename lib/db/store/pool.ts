import pg, { type PoolClient, type QueryConfig, type QueryResult } from "pg";
import { StoreTrouble } from "../../store-trouble.ts";
import { crowd } from "./crowd.ts";

/** Asks one statement, or several in one text when there are no values. */
export type Ask = (query: string | QueryConfig, values?: unknown[]) => Promise<QueryResult>;

/** How long PostgreSQL may take, in milliseconds. */
export type Bounds = {
  /** For a lock that another transaction has. */
  lock: number;
  /** For one statement, its locks included. */
  statement: number;
};

export type PoolFigures = {
  name: string;
  /** Connections that a caller has. */
  inUse: number;
  idle: number;
  /** Callers that wait for a connection. */
  waiting: number;
  /** Since the process started: how many callers were served, and how long all of them waited together. */
  served: number;
  waitedSeconds: number;
};

export type Pool = {
  ask: Ask;
  /** One transaction; resolves once PostgreSQL has said COMMIT, and rejects after anything else. */
  transaction<T>(work: (ask: Ask) => Promise<T>, mode?: string): Promise<T>;
  /**
   * A text that begins and ends transactions itself, or that PostgreSQL takes only outside of one. Only its own bounds
   * apply.
   */
  raw: Ask;
  figures(): PoolFigures;
  close(): Promise<void>;
};

export type PoolOptions = { name: string; max: number; bounds: Bounds; onTrouble?: (trouble: StoreTrouble) => void };

/** A caller waits so long for a connection, in milliseconds. */
const PATIENCE_MS = 5_000;
/** So much later than PostgreSQL's own bound it counts as gone. */
const GONE_MS = 5_000;
/** For what has no bound of PostgreSQL's: an index that is built beside the work. */
const RAW_MS = 600_000;

/**
 * Connections to PostgreSQL, or to any pooler in front of it. There, only the statements of one transaction share a
 * server connection. So no statement is prepared by name, and no setting or lock outlasts a transaction.
 */
export function openPool(url: string, { name, max, bounds, onTrouble = () => {} }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: PATIENCE_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // For a server that is frozen or gone silently: its own bounds come first.
    query_timeout: bounds.statement + GONE_MS,
    pipeline: true,
  });
  // A connection may be cut at any moment, in a pool or in use. Its user learns it from the statement that fails.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  const through = crowd(max);
  let served = 0;
  let waitedMs = 0;

  /**
   * Transaction-mode poolers hand on a session unchanged, so bounds are set for one transaction, never for a session.
   */
  const begin = (mode: string) =>
    `begin ${mode}; set local lock_timeout = ${bounds.lock}; set local statement_timeout = ${bounds.statement};
     set local idle_in_transaction_session_timeout = ${bounds.statement + GONE_MS}`;

  async function take(): Promise<PoolClient> {
    const since = performance.now();
    try {
      return await pool.connect();
    } catch (error) {
      throw told(error);
    } finally {
      served += 1;
      waitedMs += performance.now() - since;
    }
  }

  function told(error: unknown) {
    const trouble = StoreTrouble.of(error);
    if (trouble) onTrouble(trouble);
    return trouble ?? error;
  }

  /** A name would make it a prepared statement of one session, which the next transaction may not meet. */
  const unnamed = (query: string | QueryConfig): QueryConfig =>
    typeof query === "string" ? { text: query } : { ...query, name: undefined };

  /** Lends a connection. One that is still in a transaction afterwards, or that does not answer, is closed. */
  async function withOne<T>(use: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await take();
    let isGone = false;
    try {
      return await use(client);
    } catch (error) {
      const failure = told(error);
      // The last statement may still be under way, though its answer is out of time.
      isGone = failure instanceof StoreTrouble && failure.kind === "cut";
      // The driver tells an error before the server has said whether a transaction is still open: an empty statement waits for it.
      if (!isGone) await client.query("").catch(() => {});
      throw failure;
    } finally {
      client.release(isGone || client.getTransactionStatus() !== "I");
    }
  }

  /** All three messages go out at once: a single statement costs one round trip to the server, as without bounds. */
  const ask: Ask = (query, values) =>
    withOne((client) =>
      through(textOf(query), async () => {
        const [begun, answered, ended] = await Promise.allSettled([
          client.query(begin("")),
          client.query(unnamed(query), values),
          client.query("commit"),
        ]);
        if (begun.status === "rejected") throw begun.reason;
        return committed(answered, ended);
      }),
    );

  const transaction = <T>(work: (ask: Ask) => Promise<T>, mode = ""): Promise<T> =>
    withOne(async (client) => {
      let isOver = false;
      try {
        await client.query(begin(mode));
        const done = await work(async (query, values) => {
          if (isOver) throw new Error("this transaction has ended");
          return through(textOf(query), () => client.query(unnamed(query), values));
        });
        isOver = true;
        expectCommit(await client.query("commit"));
        return done;
      } catch (error) {
        isOver = true;
        if (client.getTransactionStatus() !== "I") await client.query("rollback").catch(() => {});
        throw error;
      }
    });

  const raw: Ask = (query, values) =>
    withOne(async (client) => {
      const patient = { ...unnamed(query), query_timeout: RAW_MS };
      const answer = await client.query(patient, values);
      if (/^\s*begin\b/i.test(textOf(query))) expectCommit(lastOf(answer));
      return answer;
    });

  return {
    ask,
    transaction,
    raw,
    figures: () => ({
      name,
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      served,
      waitedSeconds: waitedMs / 1000,
    }),
    close: () => pool.end(),
  };
}

const textOf = (query: string | QueryConfig) => (typeof query === "string" ? query : query.text);

type Settled = PromiseSettledResult<QueryResult>;
function committed(answered: Settled, ended: Settled) {
  if (answered.status === "rejected") throw answered.reason;
  if (ended.status === "rejected") throw ended.reason;
  expectCommit(ended.value);
  return answered.value;
}

/** Several statements in one text have a result each, unlike what the driver's types say. */
const lastOf = (answer: QueryResult | QueryResult[]) =>
  Array.isArray(answer) ? (answer.at(-1) ?? { command: "nothing" }) : answer;

/** PostgreSQL answers ROLLBACK to the commit of a transaction that has failed: then nothing of it is stored. */
export function expectCommit({ command }: Pick<QueryResult, "command">) {
  if (command !== "COMMIT") throw new StoreTrouble("not-committed", `PostgreSQL answered ${command} to COMMIT`);
}
