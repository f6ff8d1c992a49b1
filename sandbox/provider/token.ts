import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { signJwt } from "../jwt.ts";
import { credentialsOf, Region } from "../setup.ts";
import { allows } from "../throttle.ts";
import type { World } from "../world.ts";

const LIFETIME_SECONDS = 28_800;

const TokenRequest = z.object({
  grant_type: z.literal("client_credentials"),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  audience: z.string().min(1),
});

/** Sage ID's token endpoint, one a region; it takes a form as well as JSON. */
export function tokenRoutes(world: World): Hono {
  return new Hono().post("/:region/oauth/token", async (c) => {
    const region = Region.safeParse(c.req.param("region"));
    if (!region.success) return c.notFound();
    const json = c.req.header("content-type")?.includes("json");
    const body: unknown = await (json ? c.req.json() : c.req.parseBody()).catch(() => null);
    const request = TokenRequest.safeParse(body);
    if (!request.success) {
      const description = z.prettifyError(request.error);
      return c.json({ error: "invalid_request", error_description: description }, 400);
    }
    const { client_id, client_secret, audience } = request.data;
    const { answers, limits } = world.options;
    if (!allows(world, `token ${region.data} ${client_id}`, limits.tokensPerMinute, 60_000)) {
      return c.json({ error: "too_many_requests" }, answers.tooManyTokens as ContentfulStatusCode);
    }
    const known = credentialsOf(world.setup, region.data);
    if (known?.clientId !== client_id || known.clientSecret !== client_secret) {
      return c.json(
        { error: "access_denied", error_description: "Unauthorized" },
        answers.badSecret as ContentfulStatusCode,
      );
    }
    const iat = Math.floor(world.clock.now() / 1000);
    const claims = {
      aud: audience,
      sub: client_id,
      iat,
      exp: iat + LIFETIME_SECONDS,
      region: region.data,
      jti: randomUUID(),
    };
    return c.json({ access_token: signJwt(claims), token_type: "Bearer", expires_in: LIFETIME_SECONDS });
  });
}
