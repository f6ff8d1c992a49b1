import { createHash } from "node:crypto";
import type { Logo } from "../institution/institution.ts";
import { cleanLogo } from "./clean-logo.ts";

/** More than are published at one time by most; the rest is judged again. */
const MAX_KNOWN = 100;
const known = new Map<string, Promise<Logo | null>>();

/**
 * A stored logo as it may be served: one that was stored under older rules goes through today's, and null is what they refuse.
 * Judged once for each file and process.
 */
export function shownLogo(logo: Logo): Promise<Logo | null> {
  const name = createHash("sha256").update(logo.contentType).update(logo.bytes).digest("base64url");
  const shown = known.get(name) ?? cleanLogo(logo).then((cleaned) => (cleaned.ok ? cleaned.value : null));
  known.delete(name);
  known.set(name, shown);
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value ?? "");
  return shown;
}

/** True for a logo that there is and that may be served. */
export const isShown = async (logo: Logo | null) => logo !== null && (await shownLogo(logo)) !== null;
