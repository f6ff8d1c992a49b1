type Props = { poll: string; take: () => Promise<void> };

/** Has the page's script look for an answer on the link page, and take it up. Without script, an empty form does so. */
export const ApprovalWatch = ({ poll, take }: Props) => <form action={take} data-watch={poll} hidden />;
