type Props = { poll: string; mark: string; arrival: string | null; denied: string | null };

/** What the page shows now, so that its script can tell news from it. */
export const LiveStatus = ({ poll, mark, arrival, denied }: Props) => (
  <div hidden data-poll={poll} data-mark={mark} data-arrival={arrival ?? undefined} data-denied={denied ?? undefined} />
);
