/**
 * The address a request came from: the socket's, or, behind that many proxies of ours, what the outermost of them wrote.
 * Entries further left were written by strangers and are not believed.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const chain = [
    ...(forwardedFor
      ?.split(",")
      .map((part) => part.trim())
      .filter(Boolean) ?? []),
    socketAddress ?? "unknown",
  ];
  return chain.at(-1 - trustedProxies) ?? chain[0] ?? "unknown";
}

/** The header in which the front door hands the address to routes; an incoming one of that name is dropped. */
export const ADDRESS_HEADER = "x-client-address";
