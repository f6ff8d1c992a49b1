import { brandRoute } from "#lib/web/brand-route.ts";
import { themeOf } from "#lib/web/theme.ts";

export const GET = brandRoute((branding) => ({ type: "text/css; charset=utf-8", body: themeOf(branding) }));
