const KNOWN = [
  "not-announced",
  "bank-unknown",
  "account-unknown",
  "query-invalid",
  "too-many-visits",
  "page-failed",
  "journey-unknown",
] as const;

/** A reason for turning a visit away that there are words for. */
export const knownRefusal = (reason: string) => KNOWN.find((one) => one === reason) ?? "other";
