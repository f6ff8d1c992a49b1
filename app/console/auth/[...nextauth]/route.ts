import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { consoleAuth } from "#lib/web/console-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

const handle = (request: NextRequest, context: Context) => NextAuth(request, context, consoleAuth());

export { handle as GET, handle as POST };
