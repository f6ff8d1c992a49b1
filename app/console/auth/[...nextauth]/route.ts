import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { consoleAuth } from "#lib/web/console/console-auth.ts";
import { jsonOrNull, textWithin } from "#lib/web/http/body.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** More than any form of next-auth's has. */
const MAX_BYTES = 16 * 1024;

/** next-auth also takes lines for our log from anybody; we do not. */
async function handle(request: NextRequest, context: Context) {
  const [first, provider] = (await context.params).nextauth;
  if (first === "_log") return new Response(null, { status: 404 });
  // A password is only ever posted; asked otherwise, next-auth says that we have failed.
  if (first === "callback" && provider === "credentials" && request.method !== "POST")
    return new Response(null, { status: 405, headers: { allow: "POST" } });
  const status = request.method === "POST" ? await statusOf(request) : 200;
  if (status !== 200) return new Response(null, { status });
  return NextAuth(request, context, consoleAuth());
}

/** next-auth reads a body of any size. It fails on a body that says it is JSON and is no object. */
async function statusOf(request: NextRequest): Promise<200 | 400 | 413> {
  const text = await textWithin(request.clone(), MAX_BYTES);
  if (text === null) return 413;
  if (!request.headers.get("content-type")?.includes("application/json")) return 200;
  const body = jsonOrNull(text);
  return typeof body === "object" && body !== null ? 200 : 400;
}

export { handle as GET, handle as POST };
