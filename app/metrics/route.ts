import { JOURNEY_STATES } from "#lib/journey/journey.ts";
import { services } from "#lib/services.ts";

export const dynamic = "force-dynamic";

/** For Prometheus, which asks the process itself: what comes through a proxy is the public, and finds nothing. */
export async function GET(request: Request) {
  if (request.headers.has("x-proxied")) return new Response("Not found\n", { status: 404 });
  const { metrics, countJourneys, feed, clock } = services();
  const [counts, { lines, oldest }] = await Promise.all([countJourneys(), feed.backlog()]);
  metrics.waitingLines.set(lines);
  metrics.oldestWaiting.set(oldest ? (clock().getTime() - oldest.getTime()) / 1000 : 0);
  for (const state of JOURNEY_STATES) metrics.journeys.set({ state }, counts.get(state) ?? 0);
  return new Response(await metrics.registry.metrics(), { headers: { "content-type": metrics.registry.contentType } });
}
