import { api } from "#lib/api/app.ts";

/** Next.js hands over a proxy, and `new Request` refuses a proxy. So this builds a plain request first. */
function handle({ url, method, headers, body }: Request) {
  const plain: RequestInit & { duplex: "half" } = { method, headers, body, duplex: "half" };
  return api.fetch(new Request(url, plain));
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
