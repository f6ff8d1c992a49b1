import type { Journey } from "../journey/journey.ts";
import type { TimelineEntry } from "../journey/ports.ts";
import type { AuditEntry } from "./audit.ts";

/**
 * The audit log's entry for a consent: who gave it, to what, in which words. The words name accounts, so they are its
 * personal part. Null for an entry that is no consent.
 */
export function consentEntry(journey: Journey, entry: TimelineEntry): AuditEntry | null {
  const { institutionId, connectionId, consent, authorisationId } = journey;
  const subject = `connection:${connectionId}`;
  const shared = { authorisationId, accounts: journey.accountIds.length, kind: journey.kind };
  if (entry.type === "confirmed" && consent) {
    const detail = { ...shared, version: consent.version, locale: consent.locale };
    const personal = { words: consent.text };
    return { action: "consented", actor: `journey:${journey.id}`, institutionId, subject, detail, personal };
  }
  // The institution asked its user in its own words, and answers for it.
  if (entry.type === "authorised")
    return { action: "consented", actor: `institution:${institutionId}`, institutionId, subject, detail: shared };
  return null;
}
