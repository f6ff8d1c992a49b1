import { services } from "#lib/services.ts";

export const dynamic = "force-dynamic";

/** Ready: the store answers, and it was migrated before the server listened. */
export async function GET() {
  try {
    await services().ready();
    return new Response("ready\n", { headers: { "content-type": "text/plain" } });
  } catch (error) {
    services().log.warn({ err: error instanceof Error ? error.message : "unknown" }, "the store does not answer");
    return new Response("the store does not answer\n", { status: 503, headers: { "content-type": "text/plain" } });
  }
}
