export const dynamic = "force-dynamic";

/** Alive: the process answers. */
export const GET = () => new Response("ok\n", { headers: { "content-type": "text/plain" } });
