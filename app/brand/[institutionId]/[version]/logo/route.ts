import { shownLogo } from "#lib/logo/shown-logo.ts";
import { brandRoute } from "#lib/web/journey/brand-route.ts";

export const GET = brandRoute(async ({ logo }) => {
  const shown = logo && (await shownLogo(logo));
  return shown && { type: shown.contentType, body: new Uint8Array(shown.bytes) };
});
