import type { Hono } from "hono";
import type { ApiApp, ApiEnv, ApiServices } from "../env.ts";
import { type Document, documentOf } from "./document.ts";
import { referencePage } from "./page.ts";

/** The reference, for whoever reads it: no key, no script, nothing from elsewhere. */
export function referenceRoutes(api: Hono<ApiEnv>, operations: ApiApp, services: ApiServices) {
  let known: Document | null = null;
  const document = () => {
    known ??= documentOf(operations, services().env.PUBLIC_URL);
    return known;
  };
  api.get("/api/openapi.json", (c) => c.json(document()));
  api.get("/api/docs", (c) => {
    c.header("Cache-Control", "no-store");
    return c.html(referencePage(document(), c.req.header("x-nonce") ?? ""));
  });
}
