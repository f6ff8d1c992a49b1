type Props = { origins: readonly string[]; passcode: string | null; status: string };

/**
 * The messages of the page's script to the page that frames this one. Each listed origin gets its own message; the wildcard is
 * never used. No password is ever in a message.
 */
export const FrameMessages = ({ origins, passcode, status }: Props) => (
  <div hidden data-origins={origins.join(" ")} data-passcode={passcode ?? undefined} data-status={status} />
);
