import { z } from "zod";
import type { Branding } from "../../institution/branding.ts";
import { services } from "../../services.ts";

type BrandFile = { type: string; body: string | Uint8Array<ArrayBuffer> };

const Params = z.object({ institutionId: z.uuid(), version: z.string().max(64) });

/**
 * A file of an institution's brand. Its address carries the version, so browsers keep it. An earlier version's files
 * stay as long as a page may ask for them. A draft's files stay for its preview.
 */
export function brandRoute(render: (branding: Branding) => BrandFile | null | Promise<BrandFile | null>) {
  return async (_: Request, { params }: { params: Promise<unknown> }) => {
    const parsed = Params.safeParse(await params);
    const branding = parsed.success ? await brandingAt(parsed.data) : null;
    const file = branding && (await render(branding));
    if (!file) return new Response("Not found", { status: 404, headers: { "content-type": "text/plain" } });
    return new Response(file.body, {
      headers: {
        "content-type": file.type,
        "cache-control": "public, max-age=31536000, immutable",
      },
    });
  };
}

/** The published branding is remembered; others are asked for. */
async function brandingAt({ institutionId, version }: z.output<typeof Params>): Promise<Branding | null> {
  const institution = await services().institutions.institution(institutionId);
  if (institution?.brandVersion !== version) return services().brandings.byHash(institutionId, version);
  const logo = institution.hasLogo ? await services().institutions.logo(institutionId) : null;
  return { ...institution, logo };
}
