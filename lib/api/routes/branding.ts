import { createRoute, z } from "@hono/zod-openapi";
import type { Branding } from "../../institution/branding.ts";
import { mintPreviewToken } from "../../institution/preview-token.ts";
import { type Published, publishBranding, restoreBranding } from "../../institution/publish-branding.ts";
import { linkFaults } from "../../institution/settings.ts";
import { cleanLogo, type LogoProblem } from "../../logo/clean-logo.ts";
import { paths } from "../../paths.ts";
import type { ApiApp, ApiContext, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import {
  BrandingDraft,
  BrandingRequest,
  Brandings,
  contentBody,
  draftBody,
  Preview,
  PublishedBranding,
  PublishRequest,
  versionBody,
} from "../wire/branding.ts";
import { conflict, faultItem, repeatable, usual, withBody } from "../wire/error.ts";
import { json } from "../wire/json.ts";

const tags = ["Branding"];
const STALE = "The draft was changed since you read it.";

const get = createRoute({
  method: "get",
  path: "/branding",
  operationId: "get-branding",
  summary: "Get your branding",
  description: "What your pages show, your draft with the contrast of its colours, and every version. An extension.",
  tags,
  responses: { 200: json(Brandings, "The branding."), ...usual },
});
const put = createRoute({
  method: "put",
  path: "/branding",
  operationId: "replace-branding-draft",
  summary: "Replace the draft of your branding",
  description:
    "Nobody sees it before it is published. An absent property is taken away, but for the logo. An extension.",
  tags,
  request: { body: { required: true, ...json(BrandingRequest) } },
  responses: { 200: json(BrandingDraft, "The draft."), ...usual, ...withBody, ...conflict(STALE) },
});
const publish = createRoute({
  method: "post",
  path: "/branding/publish",
  operationId: "publish-branding",
  summary: "Publish the draft",
  description:
    "Makes the draft the next version, which pages show within five seconds. An accent that is too faint is repaired to the nearest that is not: the answer says what it became. An extension.",
  tags,
  request: { body: { required: false, ...json(PublishRequest) } },
  responses: {
    200: json(PublishedBranding, "The new version."),
    ...usual,
    ...withBody,
    ...repeatable,
    ...conflict("There is no draft, or it was changed since you read it."),
  },
});
const restore = createRoute({
  method: "post",
  path: "/branding/versions/{number}/restore",
  operationId: "restore-branding",
  summary: "Go back to an earlier version",
  description: "Publishes what that version showed as the next version. A draft stays as it is. An extension.",
  tags,
  request: {
    params: z.object({
      number: z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number)
        .openapi({ type: "integer", param: { name: "number", in: "path" } }),
    }),
  },
  responses: { 200: json(PublishedBranding, "The new version."), ...usual, ...repeatable },
});
const preview = createRoute({
  method: "post",
  path: "/branding/preview",
  operationId: "preview-branding",
  summary: "Preview the draft",
  description:
    "A link, for an hour, to every page of a journey as the draft would show it, or without one as it is. An extension.",
  tags,
  responses: { 200: json(Preview, "The link."), ...usual, ...repeatable },
});

/** How an institution's pages look and what they say: a draft, its preview, and versions to go back to. */
export function brandingRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(get, async (c) => {
    const held = await services().brandings.brandings(c.get("institutionId"));
    if (!held) return refusal(c, 404, "There is no such institution.");
    const { published, draft, versions } = held;
    return c.json(
      {
        published: publishedBody(published),
        ...(draft ? { draft: draftBody(draft) } : {}),
        versions: versions.map(versionBody),
      },
      200,
    );
  });

  app.openapi(put, async (c) => {
    const { logo: sent, revision = null, passcodeMinutes = null, ...content } = c.req.valid("json");
    const faults = linkFaults(content.callToAction, !services().env.production).map(faultItem);
    const logo = sent
      ? await cleanLogo({ contentType: sent.contentType, bytes: Buffer.from(sent.data, "base64") })
      : null;
    if (logo && !logo.ok) faults.push({ itemId: "logo", message: LOGO_FAULTS[logo.problem] });
    if (faults.length > 0 || logo?.ok === false) return refusal(c, 400, NOT_VALID, faults);
    const kept = sent === undefined ? await currentLogo(c) : null;
    const branding = { ...content, passcodeMinutes, logo: logo?.value ?? kept } as Branding;
    const saved = await services().brandings.saveDraft(c.get("institutionId"), branding, revision);
    return saved === "stale" ? refusal(c, 409, STALE) : c.json(draftBody(saved), 200);
  });

  app.openapi(publish, async (c) => {
    const { revision = null } = (c.req.valid("json") as z.output<typeof PublishRequest> | undefined) ?? {};
    const published = await publishBranding(services(), c.get("institutionId"), revision);
    if (published.ok) return c.json(publishedBody(published.value), 200);
    return refusal(c, 409, published.problem === "stale" ? STALE : "There is no draft to publish.");
  });

  app.openapi(restore, async (c) => {
    const { number } = c.req.valid("param");
    const restored = await restoreBranding(services(), c.get("institutionId"), number);
    return restored.ok ? c.json(publishedBody(restored.value), 200) : refusal(c, 404, `Version ${number} not found`);
  });

  app.openapi(preview, async (c) => {
    const { previewKey, clock, env } = services();
    const { token, expiresAt } = mintPreviewToken(previewKey, c.get("institutionId"), clock());
    const url = new URL(paths.preview.gallery(token), env.PUBLIC_URL).href;
    return c.json({ url, expires: expiresAt.toISOString() }, 200);
  });

  /** A logo that is not sent again stays: the draft's, else what is published. */
  async function currentLogo(c: ApiContext) {
    const held = await services().brandings.brandings(c.get("institutionId"));
    return (held?.draft ?? held?.published)?.branding.logo ?? null;
  }
}

const publishedBody = (published: Published) => ({
  ...versionBody(published),
  content: contentBody(published.branding),
});

const LOGO_FAULTS: Record<LogoProblem, string> = {
  "too-large": "is larger than 64 KB for an SVG or 256 KB for a PNG",
  "not-an-svg": "is no SVG drawing that can be shown",
  "too-complex": "has too many parts for a logo, or parts that repeat each other",
  "not-a-png": "is no PNG picture, or is damaged or interlaced",
  "too-many-pixels": "has more than 2000 pixels a side or 500,000 in all",
};
