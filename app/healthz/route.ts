import { VERSION } from "#lib/version.ts";

export const dynamic = "force-dynamic";

/** Alive: the process answers, and says which version it is. */
export const GET = () => new Response(`ok\nversion: ${VERSION}\n`, { headers: { "content-type": "text/plain" } });
