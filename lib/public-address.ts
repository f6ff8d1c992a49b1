import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The webhook's address is one that no outside caller may reach. */
export class AddressRefused extends Error {
  readonly code = "EADDRESSREFUSED";
}

/** True for an address of the public Internet; an address that contains another one counts as that one. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An address that is mapped into IPv6 counts as what it maps to. Tunnels and translators have ranges of their own,
  // none of them unicast.
  const plain = ipaddr.process(address);
  const isCompatible = plain.kind() === "ipv6" && plain.match(IPV4_COMPATIBLE);
  return plain.range() === "unicast" && !isCompatible && !PLATFORMS.has(plain.toString());
}

/** The old way to write an IPv4 address as an IPv6 one; no public host uses it. */
const IPV4_COMPATIBLE = ipaddr.parseCIDR("::/96");

/** Public by number, and yet the host under a virtual machine at some providers. */
const PLATFORMS = new Set(["168.63.129.16"]);

/** True for an address of the web without user and password, written as it is reached. */
export function isPlainAddress(written: string) {
  const url = /[\s\\]/.test(written) ? null : URL.parse(written);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

/** Why nothing may be sent to an address; null when it may. In production names are looked up when something is sent, not here. */
export function deliveryAddressFault(written: string, production: boolean): "not-https" | "private" | null {
  if (!isPlainAddress(written)) return "not-https";
  if (!production) return null;
  const { protocol, hostname } = new URL(written);
  if (protocol !== "https:") return "not-https";
  return isNamedPublicly(hostname) ? null : "private";
}

/**
 * False for a host whose name or address belongs to this machine or network. Other names are validated when they are
 * used.
 */
export function isNamedPublicly(hostname: string): boolean {
  const bare = hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (ipaddr.isValid(bare)) return isPublicAddress(bare);
  return bare.includes(".") && !/\.(localhost|local|internal|lan|home\.arpa)$/.test(bare);
}

type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/**
 * Looks a name up for one connection and refuses it when any of its addresses is not public. The connection is made to
 * the very address that was validated. So a name that changes its answer between the two gains nothing.
 */
export const publicLookup =
  (resolve: Resolve = systemLookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
        return callback(new AddressRefused(`${hostname} has an address that is not public`), "", 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
