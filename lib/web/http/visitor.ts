import { services } from "../../services.ts";
import { ADDRESS_HEADER } from "./client-address.ts";

/**
 * The sender of a request, for the question "is this you?": a keyed hash of the address. Null where that is unknown.
 * Behind a proxy that is not configured, all visitors have the proxy's address.
 */
export function visitorOfRequest(header: (name: string) => string | null | undefined): string | null {
  const { env, visitorHash } = services();
  if (header("x-proxied") && env.TRUSTED_PROXIES === 0) return null;
  return visitorHash(header(ADDRESS_HEADER) ?? "unknown");
}
