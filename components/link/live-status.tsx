type Props = { poll: string; mark: string; arrival: string | null; denied: string | null };

/** The state that the page shows. Its script compares news with it. */
export const LiveStatus = ({ poll, mark, arrival, denied }: Props) => (
  <div hidden data-poll={poll} data-mark={mark} data-arrival={arrival ?? undefined} data-denied={denied ?? undefined} />
);
