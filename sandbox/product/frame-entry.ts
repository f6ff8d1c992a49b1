import { Hono } from "hono";
import { html } from "hono/html";
import { authUrl } from "../sage/auth-url.ts";
import { type Authorisation, isExpired } from "../sage/authorisation.ts";
import type { World } from "../world.ts";
import { badReturnPage, failurePage } from "./landing-pages.ts";

/**
 * The page that a product opens in its frame. It leads to the provider's page, by redirect or by embedding the answer.
 */
export function entryRoutes(world: World): Hono {
  return new Hono().get("/api/v1/indirectsession/:landingId", async (c) => {
    const authorisation = world.ledger.landings.get(c.req.param("landingId"));
    if (!authorisation) return c.html(badReturnPage({ locale: "en", product: "accounting" }), 404);
    if (c.req.header("accept")?.includes("text/html")) authorisation.attended = true;
    if (isExpired(authorisation, world.clock.now())) return c.html(failurePage(authorisation, "expired"), 410);

    const url = authUrl(world, authorisation);
    if (world.options.authMode === "redirect") {
      noteCall(world, authorisation, "redirect", null);
      return c.redirect(url.href);
    }
    const embedded = await fetchAuth(world, url, c.req.header("accept-language"));
    noteCall(world, authorisation, "embed", embedded?.status ?? "unreachable");
    if (embedded?.markup === undefined) return c.html(failurePage(authorisation, "unreachable"), 502);
    return c.html(hostPage(authorisation, embedded.markup));
  });
}

function noteCall(
  world: World,
  authorisation: Authorisation,
  mode: "redirect" | "embed",
  status: number | "unreachable" | null,
) {
  authorisation.authCalls.push({ at: world.clock.iso(), mode, status });
}

async function fetchAuth(world: World, url: URL, language: string | undefined) {
  const response = await fetch(url, {
    headers: { accept: "text/html", ...(language ? { "accept-language": language } : {}) },
    signal: AbortSignal.timeout(world.options.callTimeoutMs),
  }).catch(() => null);
  if (!response) return null;
  const isHtml = response.headers.get("content-type")?.includes("text/html");
  const markup = isHtml ? await response.text().catch(() => undefined) : undefined;
  return { status: response.status, markup };
}

/** A page of ours with the provider's markup in its body, unchanged: its headers and its origin do not count. */
function hostPage({ locale }: Authorisation, markup: string): string {
  const head = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>…</title></head>`;
  return `${head}<body>${markup}</body></html>`;
}
