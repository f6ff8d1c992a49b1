import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What /metrics tells; one per process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
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
