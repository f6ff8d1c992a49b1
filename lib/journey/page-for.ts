import type { Institution } from "../institution/institution.ts";
import type { Journey } from "./journey.ts";
import type { Grant } from "./token.ts";

export type PageName = "identify" | "account" | "review" | "outcome";

/**
 * The pages that fit a journey as a token's holder may see it; any other page redirects to the first. An arrival token
 * never gets past *identify*. The person with Sage's link before the passcode was typed sees no account.
 */
export function pagesFor(journey: Pick<Journey, "state" | "kind">, grant: Grant): readonly [PageName, ...PageName[]] {
  switch (journey.state) {
    case "notified":
    case "opened":
      return ["identify"];
    case "identified":
      return grant === "arrival" ? ["identify"] : ["account"];
    case "chosen":
      if (grant === "arrival") return ["identify"];
      return journey.kind === "reauth" ? ["review"] : ["review", "account"];
    case "linking":
    case "failed":
    case "linked":
    case "cancelled":
    case "expired":
      return ["outcome"];
  }
}

/** How many steps a person has before them: two where there is no account to choose. */
export const stepsOf = ({ kind }: Pick<Journey, "kind">, { accountChoice }: Pick<Institution, "accountChoice">) =>
  kind === "reauth" || accountChoice === "all" ? 2 : 3;
