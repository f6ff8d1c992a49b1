import { services } from "#lib/services.ts";
import { brandRoute } from "#lib/web/brand-route.ts";

export const GET = brandRoute(async ({ id }) => {
  const logo = await services().institutions.logo(id);
  return logo && { type: logo.contentType, body: new Uint8Array(logo.bytes) };
});
