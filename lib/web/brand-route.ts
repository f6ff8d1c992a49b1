import { z } from "zod";
import type { Institution } from "../institution/institution.ts";
import { services } from "../services.ts";

const Params = z.object({ institutionId: z.uuid(), version: z.string() });

/** A file of an institution's brand. Its address carries the version, so browsers keep it; another version is a 404. */
export function brandRoute(
  render: (institution: Institution) => Promise<{ type: string; body: string | Uint8Array<ArrayBuffer> } | null>,
) {
  return async (_: Request, { params }: { params: Promise<unknown> }) => {
    const parsed = Params.safeParse(await params);
    const institution = parsed.success ? await services().institutions.institution(parsed.data.institutionId) : null;
    const file = institution && institution.brandVersion === parsed.data?.version ? await render(institution) : null;
    if (!file) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
    return new Response(file.body, {
      headers: {
        "content-type": file.type,
        "cache-control": "public, max-age=31536000, immutable",
      },
    });
  };
}
