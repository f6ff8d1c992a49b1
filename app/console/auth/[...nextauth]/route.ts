import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { consoleAuth } from "#lib/web/console-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth also takes lines for our log from anybody; we do not. */
const handle = async (request: NextRequest, context: Context) =>
  (await context.params).nextauth[0] === "_log"
    ? new Response(null, { status: 404 })
    : NextAuth(request, context, consoleAuth());

export { handle as GET, handle as POST };
