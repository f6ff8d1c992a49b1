import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ApiEnv } from "../env.ts";
import { refusal } from "../refusal.ts";

const MAX_BODY = 2 * 1024 * 1024;

/** Reads no more than 2 MB of a body, whatever its headers say of its length. */
export const limitBody: MiddlewareHandler<ApiEnv> = bodyLimit({
  maxSize: MAX_BODY,
  onError: (c) => refusal(c, 413, "The body is larger than 2 MB."),
});
