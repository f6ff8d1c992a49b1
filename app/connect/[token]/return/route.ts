import { setTimeout as sleep } from "node:timers/promises";
import { comeBack } from "#lib/journey/come-back.ts";
import { findJourney } from "#lib/journey/find-journey.ts";
import { services } from "#lib/services.ts";

/** Where an institution that signs its users in itself sends them when it is done: `?state=` and the authorisation's id. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const visit = await findJourney(services(), (await params).token);
  if (!visit) throw new Error("the front door let in a journey that is not there");
  // A browser that only looks ahead has not come back: what follows may end the journey.
  if (/prefetch|prerender/.test(`${request.headers.get("sec-purpose")} ${request.headers.get("purpose")}`))
    return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
  const state = new URL(request.url).searchParams.get("state")?.toLowerCase() ?? null;
  const target = await comeBack({ ...services(), pause: () => sleep(250) }, visit, state);
  return new Response(null, {
    status: 303,
    headers: { location: new URL(target, services().env.PUBLIC_URL).href, "cache-control": "no-store" },
  });
}
