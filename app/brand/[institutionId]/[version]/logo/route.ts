import { brandRoute } from "#lib/web/brand-route.ts";

export const GET = brandRoute(({ logo }) => logo && { type: logo.contentType, body: new Uint8Array(logo.bytes) });
