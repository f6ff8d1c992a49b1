import type { World } from "../world.ts";
import { type Authorisation, isExpired } from "./authorisation.ts";
import { reactivate } from "./reactivate.ts";

export type Landing =
  | "choose"
  | "chosen"
  | "reauthorised"
  | "error"
  | "cancelled"
  | "closed"
  | "expired"
  | "no-accounts";

/** Reads the browser's return, and decides by the PATCH that should have come before it. */
export function land(world: World, authorisation: Authorisation): Landing {
  authorisation.landings += 1;
  if (isExpired(authorisation, world.clock.now())) return "expired";
  switch (authorisation.status) {
    case "created":
      authorisation.status = "closed";
      authorisation.remarks.push("the browser came back before any PATCH");
      return "closed";
    case "success":
      if (authorisation.kind === "reauth") {
        reactivate(world, authorisation);
        return "reauthorised";
      }
      if (authorisation.accounts.length === 0) return "no-accounts";
      return authorisation.choice ? "chosen" : "choose";
    default:
      return authorisation.status;
  }
}

/** Notes the parameters of a return URL beyond `redirect_uri` and `state`, which are the only allowed ones. */
export function remarkOnQuery(authorisation: Authorisation, url: URL): void {
  const allowed = new Set(["state", ...new URL(authorisation.redirectUri).searchParams.keys()]);
  const extra = [...url.searchParams.keys()].filter((name) => !allowed.has(name));
  if (extra.length > 0) authorisation.remarks.push(`the way back carried extra parameters: ${extra.join(", ")}`);
}
