import { services } from "#lib/services.ts";
import { statusDocument } from "#lib/web/http/documents.ts";
import { localeAccepted, translatorIn } from "#lib/web/text/t.ts";

const STEPS = ["waiting", "arrived", "chosen", "connected"] as const;

/** How far a link page's user is, and nothing else: a document for the frame that pages without script have. */
export async function GET(request: Request, { params }: { params: Promise<{ view: string }> }) {
  const { view: id } = await params;
  const news = /^[0-9a-f-]{36}$/.test(id) ? await services().linkNews.ofFrame(id) : null;
  const view = news?.view ?? null;
  const locale = view?.locale ?? localeAccepted(request.headers.get("accept-language"));
  const t = translatorIn(locale);
  const status = news?.status ?? "ended";
  const institution = view && (await services().institutions.institution(view.institutionId));
  // After an end the user is where everybody begins.
  const reached = status === "ended" || status === "disconnected" ? 0 : STEPS.indexOf(status);
  const steps = STEPS.map((step, place) => ({
    mark: place < reached || status === "connected" ? "✓" : place === reached ? "●" : "○",
    text: t(`link.steps.${step}`, { institution: institution?.name ?? "" }),
    now: place === reached,
  }));
  return new Response(statusDocument({ t, locale, steps }), {
    status: view ? 200 : 410,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
