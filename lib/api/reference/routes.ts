import type { Hono } from "hono";
import { type CalendarDay, utcDay } from "../../calendar-day.ts";
import type { ApiApp, ApiEnv, ApiServices } from "../env.ts";
import { type Document, documentOf } from "./document.ts";
import { referencePage } from "./page.ts";

/** The API's reference: readers need no key and no script, and it loads nothing from elsewhere. */
export function referenceRoutes(api: Hono<ApiEnv>, operations: ApiApp, services: ApiServices) {
  let known: { day: CalendarDay; document: Document } | null = null;
  const document = () => {
    const { clock, env } = services();
    const day = utcDay(clock());
    if (known?.day !== day) known = { day, document: documentOf(operations, env.PUBLIC_URL, day) };
    return known.document;
  };
  api.get("/api/openapi.json", (c) => c.json(document()));
  api.get("/api/docs", (c) => {
    c.header("Cache-Control", "no-store");
    return c.html(referencePage(document(), c.req.header("x-nonce") ?? ""));
  });
}
