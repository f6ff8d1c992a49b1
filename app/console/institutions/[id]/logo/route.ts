import type { Viewer } from "#lib/console/console-session.ts";
import { changeDraft } from "#lib/institution/change-draft.ts";
import type { Logo } from "#lib/institution/institution.ts";
import { cleanLogo, MAX_LOGO_BYTES } from "#lib/logo/clean-logo.ts";
import { services } from "#lib/services.ts";
import { noteAction } from "#lib/web/console/console-action.ts";
import { isId } from "#lib/web/console/console-list.ts";
import { consoleWords, viewer } from "#lib/web/console/viewer.ts";
import { bytesWithin } from "#lib/web/http/body.ts";

type Context = { params: Promise<{ id: string }> };

const PROBLEMS = {
  "too-large": "logoTooLarge",
  "not-an-svg": "logoNotSvg",
  "too-complex": "logoTooComplex",
  "not-a-png": "logoNotPng",
  "too-many-pixels": "logoPixels",
} as const;
const TYPES = ["image/svg+xml", "image/png"] as const;

/** Puts a logo into the draft: too large for a form of ours, and cleaned before it is stored. */
export async function POST(request: Request, { params }: Context) {
  const asked = await allowed(request, (await params).id);
  if (asked instanceof Response) return asked;
  const t = await consoleWords();
  const contentType = TYPES.find((one) => request.headers.get("content-type")?.startsWith(one));
  const bytes = await bytesWithin(request, MAX_LOGO_BYTES + 1);
  if (!contentType || !bytes) return Response.json({ problem: t("console.rules.logoTooLarge") }, { status: 400 });
  const cleaned = await cleanLogo({ contentType, bytes });
  if (!cleaned.ok) return Response.json({ problem: t(`console.rules.${PROBLEMS[cleaned.problem]}`) }, { status: 400 });
  return keep(asked, cleaned.value);
}

/** Takes the logo out of the draft. */
export async function DELETE(request: Request, { params }: Context) {
  const asked = await allowed(request, (await params).id);
  return asked instanceof Response ? asked : keep(asked, null);
}

type Asked = { who: Viewer; institutionId: string };

async function keep({ who, institutionId }: Asked, logo: Logo | null) {
  const detail = { done: logo ? "logo" : "no-logo" };
  await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, "draft", detail);
  const changed = await changeDraft(services(), institutionId, null, { logo });
  return changed.ok ? Response.json({ revision: changed.value.revision }) : new Response(null, { status: 409 });
}

/** The institution whose logo the viewer may change. A request from another site's page is refused. */
async function allowed(request: Request, id: string): Promise<Asked | Response> {
  const origin = request.headers.get("origin");
  if (origin !== new URL(services().env.PUBLIC_URL).origin) return new Response(null, { status: 403 });
  const who = await viewer();
  if (!who) return new Response(null, { status: 401 });
  const own = isId(id) && (!who.institutionId || who.institutionId === id);
  if (who.role !== "administrator" || !own) return new Response(null, { status: 404 });
  return { who, institutionId: id };
}
