import { randomUUID } from "node:crypto";
import { AUTHORISATION_MINUTES, type Journey } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { mintSupportCode } from "./support-code.ts";

/**
 * Remembers that Sage announced an authorisation: from now on, and for 20 minutes, an arrival with its id counts.
 * Repeats change nothing, not even the clock. `at` is when Sage's notification came.
 */
export async function announceAuthorisation(
  { journeys, institutions, clock }: Pick<JourneyNeeds, "journeys" | "institutions" | "clock">,
  announced: { authorisationId: string; bankId: string | null },
  at: Date = clock(),
): Promise<"announced" | "repeated"> {
  const bank = announced.bankId ? await institutions.bank(announced.bankId) : null;
  const journey: Journey = {
    id: randomUUID(),
    authorisationId: announced.authorisationId,
    supportCode: mintSupportCode(),
    state: "notified",
    kind: "onboard",
    institutionId: bank?.institutionId ?? null,
    bankId: announced.bankId,
    region: bank?.region ?? null,
    returnAddress: null,
    locale: null,
    connectionId: null,
    accountIds: [],
    consent: null,
    linkingSince: null,
    ambiguous: false,
    failure: null,
    sageAnswer: null,
    announcedAt: at,
    expiresAt: new Date(at.getTime() + AUTHORISATION_MINUTES * 60_000),
    version: 0,
  };
  const added = await journeys.announce(journey, {
    type: "announced",
    actor: "sage",
    detail: { bankId: announced.bankId },
  });
  return added ? "announced" : "repeated";
}
