import { isIPv6 } from "node:net";

/**
 * The address a request came from: the socket's, or, behind our proxies, the outermost proxy's entry. Strangers may
 * have written entries further left, so they do not count.
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

/**
 * The visitor that the limits count: an address without its port. For IPv6 it is the network of 64 bits that one
 * subscriber has, since the subscriber chooses freely within it.
 */
export function visitorOf(address: string): string {
  const bare = /^\[(.+)\](:\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  const [plain = bare] = bare.split("%");
  if (!isIPv6(plain)) return bare;
  // The URL parser writes every IPv6 address in one way.
  const [head = "", tail = ""] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const [left, right] = [head, tail].map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[]];
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  const mapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  return mapped ? groups.slice(6).map(bytesOf).join(".") : `${groups.slice(0, 4).join(":")}::/64`;
}

const bytesOf = (group: string) => {
  const value = Number.parseInt(group, 16);
  return `${value >> 8}.${value & 255}`;
};

/** The header in which the front door hands the visitor to routes; an incoming one of that name is dropped. */
export const ADDRESS_HEADER = "x-client-address";
