import type { z } from "@hono/zod-openapi";

/** A JSON body of this shape, in a request or an answer. */
export const json = <T extends z.ZodType>(schema: T, description = "") =>
  ({ description, content: { "application/json": { schema } } }) as const;
