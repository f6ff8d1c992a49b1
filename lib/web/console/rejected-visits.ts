const OF = {
  "not-announced": "not-announced",
  "bank-unknown": "bank-unknown",
  "account-unknown": "account-unknown",
  "query-invalid": "query-invalid",
  "state-invalid": "query-invalid",
  "too-many-visits": "too-many-visits",
  "page-failed": "page-failed",
  "journey-unknown": "journey-unknown",
  "redirect-uri-invalid": "address",
  "redirect-uri-not-https": "address",
  "redirect-uri-host": "address",
  expired: "expired",
  finished: "used",
  busy: "used",
  "out-of-order": "used",
  "other-arrival": "used",
} as const;

/** The reason for rejecting a visit, as a key that has sentences. */
export const rejectionKind = (reason: string) =>
  Object.hasOwn(OF, reason) ? OF[reason as keyof typeof OF] : ("other" as const);

/** Rejected visits, those of one kind together, the most frequent first. */
export const rejectionsByKind = (refusals: readonly { reason: string; visits: number }[]) =>
  [...Map.groupBy(refusals, ({ reason }) => rejectionKind(reason))]
    .map(([kind, own]) => ({ kind, visits: own.reduce((sum, { visits }) => sum + visits, 0) }))
    .sort((a, b) => b.visits - a.visits);
