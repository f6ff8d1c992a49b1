import { JOURNEY_STATES } from "#lib/journey/journey.ts";
import { services } from "#lib/services.ts";

export const dynamic = "force-dynamic";

/**
 * For Prometheus, which asks the process itself: the public, which comes through a proxy, finds nothing. Figures whose tables are
 * locked keep their last values; their age says so.
 */
export async function GET(request: Request) {
  if (request.headers.has("x-proxied")) return new Response("Not found\n", { status: 404 });
  const { metrics, countJourneys, feed, clock, pools } = services();
  const [counted, waiting, stuck] = await Promise.allSettled([countJourneys(), feed.backlog(), feed.countStuck()]);
  const now = Date.now() / 1000;
  if (counted.status === "fulfilled") {
    for (const state of JOURNEY_STATES) metrics.journeys.set({ state }, counted.value.get(state) ?? 0);
    metrics.figuresAt.set({ figures: "journeys" }, now);
  }
  if (waiting.status === "fulfilled") {
    const { lines, oldest } = waiting.value;
    metrics.waitingLines.set(lines);
    metrics.oldestWaiting.set(oldest ? (clock().getTime() - oldest.getTime()) / 1000 : 0);
    metrics.figuresAt.set({ figures: "feed" }, now);
  }
  if (stuck.status === "fulfilled") {
    for (const [reason, count] of Object.entries(stuck.value)) metrics.stuckStatements.set({ reason }, count);
    metrics.figuresAt.set({ figures: "statements" }, now);
  }
  for (const pool of pools()) metrics.tellPool(pool);
  return new Response(await metrics.registry.metrics(), { headers: { "content-type": metrics.registry.contentType } });
}
