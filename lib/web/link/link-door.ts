import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Institution } from "../../institution/institution.ts";
import { linkOwner, openLink } from "../../link/open-link.ts";
import { paths } from "../../paths.ts";
import type { Services } from "../../services.ts";
import { ADDRESS_HEADER } from "../http/client-address.ts";
import { header } from "../http/incoming.ts";
import { visitorOfRequest } from "../http/visitor.ts";
import { localeAskedFor } from "../text/t.ts";

/** The header in which the front door hands a view's secret to the page. An incoming header of that name is dropped. */
export const VIEW_HEADER = "x-link-view";

/**
 * `origins` may frame the answer. A rejected visit has a link that is used up, expired or none of ours; the institution
 * of a link of ours is known.
 */
export type LinkVisit = {
  origins: readonly string[];
  institution: Institution | null;
  turnedAway: "spent" | "limit" | null;
};

/**
 * Handles a request under `/link/` before a route sees it. Opening a link page uses its token up and hands the page a
 * view instead. A HEAD request or a prefetch uses nothing up.
 */
export function linkDoor(services: Services) {
  const visitOf = async (
    institutionId: string | null | undefined,
    turnedAway: LinkVisit["turnedAway"] = null,
  ): Promise<LinkVisit> => {
    const institution = institutionId ? await services.institutions.institution(institutionId) : null;
    return { origins: institution?.linkOrigins ?? [], institution, turnedAway };
  };

  return async (req: IncomingMessage, pathname: string): Promise<LinkVisit> => {
    const [, , first = "", second] = pathname.split("/");
    if (first === "status") {
      const news = second && UUID.test(second) ? await services.linkNews.ofFrame(second) : null;
      return await visitOf(news?.view.institutionId);
    }
    const owner = await linkOwner(services, first);
    const isPage = req.method === "GET" && pathname === paths.link.page(first) && !isPrefetch(req);
    if (!isPage) return await visitOf(owner, req.method === "POST" ? null : "spent");
    // A visitor without a known address is no arrival: no arrival has this for its visitor.
    const visitor = visitorOfRequest((name) => header(req, name)) ?? randomUUID();
    const asked = localeAskedFor(URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("locale"));
    const secret = await openLink(services, first, visitor, asked);
    if (secret) req.headers[VIEW_HEADER] = secret;
    if (secret) return await visitOf(owner);
    const counted = await services.limits.spend("link-address", String(req.headers[ADDRESS_HEADER]));
    return await visitOf(owner, counted.allowed ? "spent" : "limit");
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Also whatever asks for less than a document. */
const isPrefetch = (req: IncomingMessage) =>
  req.headers.rsc !== undefined ||
  req.headers["next-router-prefetch"] !== undefined ||
  /prefetch|prerender/.test(`${header(req, "sec-purpose") ?? ""} ${header(req, "purpose") ?? ""}`);
