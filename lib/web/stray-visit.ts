import { headers } from "next/headers";
import { mintSupportCode } from "../journey/support-code.ts";
import { services } from "../services.ts";
import { ADDRESS_HEADER } from "./client-address.ts";

/**
 * A support code for a visit that has no journey, written down so that support finds it; null for an address that
 * strays too often, whose visits must not fill the store.
 */
export async function strayVisit(reason: string): Promise<string | null> {
  const address = (await headers()).get(ADDRESS_HEADER) ?? "unknown";
  if (!(await services().limits.spend("arrival-address", address)).allowed) return null;
  const supportCode = mintSupportCode();
  await services().journeys.noteRefusal(supportCode, { reason });
  return supportCode;
}
