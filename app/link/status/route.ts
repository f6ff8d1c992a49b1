import { z } from "zod";
import { arrivalFor } from "#lib/link/approve-arrival.ts";
import { linkStatus } from "#lib/link/link-status.ts";
import { services } from "#lib/services.ts";
import { jsonOrNull, textWithin } from "#lib/web/body.ts";
import { viewBehind } from "#lib/web/link-page.ts";

/** A view's secret, an id and their quotes; whoever sends more is not read to the end. */
const MAX_BYTES = 1024;

const Question = z.object({ view: z.string().max(100), denied: z.guid().nullish() });

/** News for a link page that is open: how far its user is, and whether somebody has arrived from Sage. */
export async function POST(request: Request) {
  const asked = Question.safeParse(jsonOrNull(await textWithin(request, MAX_BYTES)));
  const view = asked.success ? await viewBehind(asked.data.view) : null;
  if (!view) return Response.json({ error: "over" }, { status: 410 });
  const [status, arrival] = await Promise.all([
    linkStatus(services(), view),
    arrivalFor(services(), view, asked.data?.denied ?? null),
  ]);
  return Response.json({ status, ...(arrival ? { arrival: arrival.journeyId } : {}) });
}
