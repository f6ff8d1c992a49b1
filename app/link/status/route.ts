import { z } from "zod";
import { hashLink, looksLikeViewSecret } from "#lib/link/link-token.ts";
import { services } from "#lib/services.ts";
import { jsonOrNull, textWithin } from "#lib/web/http/body.ts";

/** Room for a view's secret, an id and their quotes; a longer body is not read to the end. */
const MAX_BYTES = 1024;

const Question = z.object({ view: z.string().max(100), denied: z.guid().nullish() });

/** News for a link page that is open: how far its user is, and whether somebody has arrived from Sage. */
export async function POST(request: Request) {
  const asked = Question.safeParse(jsonOrNull(await textWithin(request, MAX_BYTES)));
  const { view, denied } = asked.data ?? {};
  const isSecret = view !== undefined && looksLikeViewSecret(view);
  const news = isSecret ? await services().linkNews.ofPage(hashLink(view), denied ?? null) : null;
  if (!news) return Response.json({ error: "over" }, { status: 410 });
  const { status, mark, arrival } = news;
  return Response.json({ status, mark, ...(arrival ? { arrival } : {}) });
}
