import type { IncomingMessage, ServerResponse } from "node:http";
import type { Institution, Locale } from "../../institution/institution.ts";
import { paths } from "../../paths.ts";
import { STORE_RETRY_SECONDS } from "../../store-trouble.ts";
import { localeAccepted, localeAskedFor, otherLocale, translatorIn } from "../text/t.ts";
import { type ProblemBrand, problemDocument, type Shown, type Told } from "./documents.ts";
import { header } from "./incoming.ts";
import { forgetHeld } from "./plain-page.ts";
import { doorOf, isPlainDoor } from "./security-headers.ts";

export type OwnAnswer = {
  status: number;
  shown: Shown;
  supportCode: string | null;
  tell?: Told;
  /** Whose page it would have been, where that is known. */
  institution?: Institution | null;
};

/** Problems after which the same address of a journey leads on. */
const PASSING: readonly Shown[] = ["form", "failure", "tooMany"];

const brandOf = (institution: Institution, locale: Locale): ProblemBrand => {
  const { id, name, hasLogo, brandVersion, help } = institution;
  const logo = hasLogo ? paths.brand.logo(id, brandVersion) : null;
  return { name, logo, theme: paths.brand.theme(id, brandVersion), help: help[locale] ?? help.en ?? null };
};

/** Answers a request with an error page of ours, without Next, in the language the request asks for. */
export function answerWith(req: IncomingMessage, res: ServerResponse, nonce: string, own: OwnAnswer) {
  const asked = localeAskedFor(URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("locale"));
  const locale = asked ?? localeAccepted(header(req, "accept-language") ?? null);
  const { status, shown, supportCode, tell, institution } = own;
  for (const name of ["content-encoding", "content-length", "etag", "location"]) res.removeHeader(name);
  forgetHeld(res);
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  const door = doorOf((req.url ?? "/").split("?", 1)[0] ?? "/");
  const isOurs = isPlainDoor(door);
  const t = translatorIn(locale);
  const other = { locale: otherLocale(locale), label: t("frame.switchLanguage") };
  res.end(
    problemDocument({
      ...{ t, locale, shown, supportCode, nonce: isOurs ? null : nonce },
      ...(tell ? { tell } : {}),
      ...(institution ? { brand: brandOf(institution, locale) } : {}),
      // A link opens once: only an address that shows this page anyway may be asked for again.
      ...(isOurs && (door !== "link" || tell) ? { other } : {}),
      mayGoOn: door === "connect" && PASSING.includes(shown),
    }),
  );
}

/**
 * Lets `replace` answer instead, once, when an answer that `fails` is about to be sent. The framework's own answer has
 * one language and does not help.
 */
export function watchForFailure(res: ServerResponse, fails: () => boolean, replace: () => void) {
  const { writeHead, write, end } = res;
  const release = () => {
    Object.assign(res, { writeHead, write, end });
    watched.delete(res);
  };
  watched.set(res, release);
  const failing = () => !res.headersSent && fails();
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    res.statusCode = status;
    return failing() ? res : (writeHead as (...all: unknown[]) => ServerResponse).call(res, status, ...rest);
  }) as typeof writeHead;
  res.write = ((...all: unknown[]) =>
    failing() ? true : (write as (...all: unknown[]) => boolean).apply(res, all)) as typeof write;
  res.end = ((...all: unknown[]) => {
    if (!failing()) return (end as (...all: unknown[]) => ServerResponse).apply(res, all);
    release();
    replace();
    return res;
  }) as typeof end;
}

const watched = new WeakMap<ServerResponse, () => void>();

/** Stops the watching of an answer, where it is watched. */
export const releaseWatch = (res: ServerResponse) => watched.get(res)?.();

/** Makes "not now" of a failure that the store caused, whatever page or route answers it. */
export function tellTrouble(res: ServerResponse, isTrouble: () => boolean) {
  const { writeHead } = res;
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    const isOurs = status === 500 && isTrouble();
    if (isOurs) res.setHeader("retry-after", String(STORE_RETRY_SECONDS));
    return (writeHead as (...all: unknown[]) => ServerResponse).call(res, isOurs ? 503 : status, ...rest);
  }) as typeof writeHead;
}
