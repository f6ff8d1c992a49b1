import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { bearer, readJwt } from "../jwt.ts";
import { credentialsOf, Region } from "../setup.ts";
import { allows } from "../throttle.ts";
import type { World } from "../world.ts";
import { refusal } from "./envelope.ts";

export type ProviderEnv = { Variables: { region: Region } };

/** The checks before every Provider API route: the key, the throttle of that key, then the token. */
export function gate(world: World) {
  return createMiddleware<ProviderEnv>(async (c, next) => {
    const region = Region.safeParse(c.req.param("region"));
    if (!region.success) return c.notFound();
    const credentials = credentialsOf(world.setup, region.data);
    if (!credentials || c.req.header("x-api-key") !== credentials.apiKey) return c.json({ message: "Forbidden" }, 403);
    if (!allows(world, `provider ${region.data}`, world.options.limits.requestsPerSecond, 1000)) {
      return c.json({ message: "Too Many Requests" }, 429);
    }
    const claims = readJwt(bearer(c.req.header("authorization")), world.clock.now());
    if (!claims) return refusal(c, 401, "The token could not be authenticated");
    const foreign =
      claims.aud !== credentials.audience || claims.sub !== credentials.clientId || claims.region !== region.data;
    if (foreign) return foreignToken(c, world.options.answers.foreignToken);
    c.set("region", region.data);
    await next();
  });
}

function foreignToken(c: Context, status: number) {
  if (status === 403) return c.json({ message: "Forbidden" }, status as ContentfulStatusCode);
  return refusal(c, status, "The token is meant for another service or provider");
}
