type Props = { origins: readonly string[]; passcode: string | null; status: string };

/**
 * What the page's script tells the page that frames this one. Each listed origin gets its own message; the wildcard is
 * never used. No password is ever in a message.
 */
export const FrameMessages = ({ origins, passcode, status }: Props) => (
  <div hidden data-origins={origins.join(" ")} data-passcode={passcode ?? undefined} data-status={status} />
);
