import { brandRoute } from "#lib/web/journey/brand-route.ts";
import { themeOf } from "#lib/web/journey/theme.ts";

export const GET = brandRoute((branding) => ({ type: "text/css; charset=utf-8", body: themeOf(branding) }));
