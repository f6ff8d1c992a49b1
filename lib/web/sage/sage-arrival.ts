import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { JourneyKind } from "../../journey/journey.ts";
import { type ArrivalProblem, openJourney } from "../../journey/open-journey.ts";
import { signInRedirect } from "../../journey/sign-in-redirect.ts";
import { mintSupportCode } from "../../journey/support-code.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import { ADDRESS_HEADER } from "../http/client-address.ts";
import { hopDocument, problemDocument } from "../http/documents.ts";
import { localeAccepted, localeAskedFor, translatorIn } from "../text/t.ts";

/** Sage asks only for the shape of a UUID, not for a version in it. */
const Uuid = z.guid().transform((id) => id.toLowerCase());

/** Sage's query. `authorization_id` and `bankId` are spellings seen in samples; a bank may be missing. */
const Query = z
  .object({
    authorisation_id: Uuid.optional(),
    authorization_id: Uuid.optional(),
    redirect_uri: z.string().min(1),
    state: z.string().min(1),
    bank: Uuid.optional(),
    bankId: Uuid.optional(),
    externalId: Uuid.optional(),
    bankaccount: Uuid.optional(),
    locale: z.string().optional(),
  })
  .refine(({ authorisation_id, authorization_id }) => authorisation_id ?? authorization_id);

type Shown = "announced" | "expired" | "used" | "bank" | "account" | "address" | "invalid" | "tooMany";

const answers = {
  "not-announced": ["announced", 404],
  "too-many-visits": ["tooMany", 429],
  "bank-unknown": ["bank", 404],
  "account-unknown": ["account", 404],
  "redirect-uri-invalid": ["address", 400],
  "redirect-uri-not-https": ["address", 400],
  "redirect-uri-host": ["address", 400],
  "state-invalid": ["invalid", 400],
  expired: ["expired", 409],
  finished: ["used", 409],
  busy: ["used", 409],
  "out-of-order": ["used", 409],
  "other-arrival": ["used", 409],
} as const satisfies Record<ArrivalProblem, readonly [Shown, number]>;

/**
 * `GET /sage/auth` and `/sage/authrefresh`: a tiny document that hands the browser to the journey's page. When the
 * institution signs its users in itself, it hands the browser to that web app. It works inside a page of Sage's and
 * opened by the browser here. A rejected visit gets a page that says why, with a support code.
 */
export async function arrive(request: Request, kind: JourneyKind): Promise<Response> {
  const url = new URL(request.url);
  const asked = localeAskedFor(url.searchParams.get("locale"));
  const locale = asked ?? localeAccepted(request.headers.get("accept-language"));
  // A parameter without a value is a parameter that is absent.
  const query = Query.safeParse(Object.fromEntries([...url.searchParams].filter(([, value]) => value !== "")));
  const nonce = request.headers.get("x-nonce") ?? "";
  const turnAway = async (shown: Shown, status: number, reason: string): Promise<Response> => {
    // Counted before it is written down: a flood must not fill the store. A visit that waited for an announcement was
    // counted then.
    const counted = reason === "not-announced" || reason === "too-many-visits" || (await mayStray(request));
    if (!counted) return turnAway("tooMany", 429, "too-many-visits");
    const supportCode = mintSupportCode();
    const { journeys, institutions, log, metrics } = services();
    const authorisationId = query.data?.authorisation_id ?? query.data?.authorization_id ?? null;
    log.warn({ reason, authorisationId, supportCode }, "an arrival was refused");
    metrics.refusals.inc({ reason });
    if (shown !== "tooMany") {
      const bankId = query.data?.bank ?? query.data?.bankId;
      const bank = bankId ? await institutions.bank(bankId).catch(() => null) : null;
      const detail = { reason, kind, authorisationId, host: hostOf(url) };
      await journeys.noteRefusal(supportCode, detail, bank?.institutionId);
    }
    return html(problemDocument({ t: translatorIn(locale), locale, shown, supportCode, nonce }), status);
  };

  if (!query.success || hasDoubles(url)) return turnAway("invalid", 400, "query-invalid");
  const { redirect_uri, state, externalId, bankaccount, bank, bankId, ...ids } = query.data;
  const opened = await openJourney(
    {
      ...services(),
      returnRules: { hosts: services().env.SAGE_REDIRECT_HOSTS, allowLoopbackHttp: !services().env.production },
      mayWait: () => mayWait(request),
      pause: () => sleep(250),
    },
    {
      kind,
      authorisationId: ids.authorisation_id ?? ids.authorization_id ?? "",
      redirectUri: redirect_uri,
      state,
      bankId: bank ?? bankId ?? null,
      externalId: externalId ?? null,
      sageBankAccountId: bankaccount ?? null,
      locale: asked,
    },
  );
  if (!opened.ok) {
    const [shown, status] = answers[opened.problem];
    return turnAway(shown, status, opened.problem);
  }
  const { PUBLIC_URL } = services().env;
  const elsewhere = await signInRedirect(services(), opened.value, PUBLIC_URL);
  const target = elsewhere ?? new URL(paths.connect.journey(opened.value), PUBLIC_URL).href;
  return html(hopDocument({ t: translatorIn(locale), locale, target, nonce }), 200);
}

/** Strangers may knock so often; those whom Sage announced are never counted. */
const mayWait = (request: Request) => allowed("arrival-address", request);
const mayStray = (request: Request) => allowed("stray-address", request);

async function allowed(rule: "arrival-address" | "stray-address", request: Request) {
  const visitor = request.headers.get(ADDRESS_HEADER) ?? "unknown";
  return (await services().limits.spend(rule, visitor)).allowed;
}

/** Two values for one name leave it open which is meant; Sage never sends them. */
const hasDoubles = ({ searchParams }: URL) => new Set(searchParams.keys()).size !== [...searchParams.keys()].length;

const hostOf = (url: URL) => URL.parse(url.searchParams.get("redirect_uri") ?? "")?.host.slice(0, 255) ?? null;

const html = (body: string, status: number) =>
  new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
