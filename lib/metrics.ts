import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** How a pool of connections to the store is used now, and since the process started. */
export type PoolUse = {
  name: string;
  inUse: number;
  idle: number;
  waiting: number;
  served: number;
  waitedSeconds: number;
};

/** The figures of /metrics; one set per process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const connections = new Gauge({
    name: "connect_pool_connections",
    help: "Connections to the store by pool and state: in use or idle.",
    labelNames: ["pool", "state"],
    registers,
  });
  const callers = new Gauge({
    name: "connect_pool_waiting",
    help: "Callers that wait for a connection to the store, by pool.",
    labelNames: ["pool"],
    registers,
  });
  const served = new Gauge({
    name: "connect_pool_served_total",
    help: "Callers that were given a connection, or waited for one in vain, by pool.",
    labelNames: ["pool"],
    registers,
  });
  const waited = new Gauge({
    name: "connect_pool_wait_seconds_total",
    help: "Time that callers waited for a connection to the store, by pool.",
    labelNames: ["pool"],
    registers,
  });
  return {
    registry,
    /** Records how a pool of connections is used. */
    tellPool({ name: pool, ...figures }: PoolUse) {
      connections.set({ pool, state: "in use" }, figures.inUse);
      connections.set({ pool, state: "idle" }, figures.idle);
      callers.set({ pool }, figures.waiting);
      served.set({ pool }, figures.served);
      waited.set({ pool }, figures.waitedSeconds);
    },
    figuresAt: new Gauge({
      name: "connect_figures_timestamp_seconds",
      help: "When figures were last read from the store, in seconds since 1970: an older one is not of now.",
      labelNames: ["figures"],
      registers,
    }),
    journeys: new Gauge({
      name: "connect_journeys",
      help: "Journeys in the store by state.",
      labelNames: ["state"],
      registers,
    }),
    outcomes: new Counter({
      name: "connect_journey_events_total",
      help: "Steps of journeys by event, as stored by this process.",
      labelNames: ["event"],
      registers,
    }),
    refusals: new Counter({
      name: "connect_arrivals_refused_total",
      help: "Visits to /sage/auth and /sage/authrefresh that were turned away, by reason.",
      labelNames: ["reason"],
      registers,
    }),
    steps: new Histogram({
      name: "connect_step_seconds",
      help: "Time to answer a page or a form of the journey.",
      labelNames: ["step", "method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    waitingLines: new Gauge({
      name: "connect_feed_waiting_lines",
      help: "Bank transactions that were pushed and are not in Sage yet.",
      registers,
    }),
    oldestWaiting: new Gauge({
      name: "connect_feed_oldest_seconds",
      help: "Age of the oldest push that is not in Sage yet; 0 when there is none.",
      registers,
    }),
    feed: new Histogram({
      name: "connect_feed_push_seconds",
      help: "Time from a push to all of its transactions being in Sage.",
      buckets: [1, 2, 3, 5, 10, 20, 60, 300, 1_800, 7_200, 86_400],
      registers,
    }),
    stuck: new Counter({
      name: "connect_feed_stuck_total",
      help: "Times that an account's bank transactions could not go on by themselves.",
      registers,
    }),
    stuckStatements: new Gauge({
      name: "connect_feed_stuck_statements",
      help: "Statements that do not come to their end by themselves: Sage has not taken or not finished them in five minutes, or leaves open whether it has them.",
      labelNames: ["reason"],
      registers,
    }),
    deliveries: new Counter({
      name: "connect_webhook_deliveries_total",
      help: "Attempts to deliver an event to a webhook, by outcome.",
      labelNames: ["outcome"],
      registers,
    }),
    sage: new Histogram({
      name: "connect_sage_call_seconds",
      help: "Time of one request to Sage by operation and outcome (a status, timeout, network or token).",
      labelNames: ["operation", "outcome"],
      buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
