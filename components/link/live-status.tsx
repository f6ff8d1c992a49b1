type Props = { poll: string; status: string; arrival: string | null; denied: string | null };

/** What the page shows now, so that its script can tell news from it. */
export const LiveStatus = ({ poll, status, arrival, denied }: Props) => (
  <div
    hidden
    data-poll={poll}
    data-status={status}
    data-arrival={arrival ?? undefined}
    data-denied={denied ?? undefined}
  />
);
