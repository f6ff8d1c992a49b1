import { api } from "#lib/api/app.ts";

/** Next's request is a proxy, which the platform does not take where a new request is made of it: a plain one is. */
function handle({ url, method, headers, body }: Request) {
  const plain: RequestInit & { duplex: "half" } = { method, headers, body, duplex: "half" };
  return api.fetch(new Request(url, plain));
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
