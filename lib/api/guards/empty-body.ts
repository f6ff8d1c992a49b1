import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "../env.ts";

/** Clients that name JSON on every request name it where there is no body too; that is no malformed one. */
export const emptyBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { headers } = c.req.raw;
  const isEmpty = headers.get("content-length") === "0" || (!headers.has("content-length") && c.req.raw.body === null);
  if (isEmpty && headers.has("content-type")) {
    const without = new Headers(headers);
    without.delete("content-type");
    c.req.raw = new Request(c.req.raw, { headers: without });
  }
  await next();
};
