import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Services } from "../services.ts";

/** The guards' knowledge of a request by the time a route sees it. */
export type ApiEnv = { Variables: { correlationId: string; institutionId: string } };
export type ApiContext = Context<ApiEnv>;
export type ApiApp = OpenAPIHono<ApiEnv>;

/** Asked for at each request: while the pages are built there are none. */
export type ApiServices = () => Services;
