import { createHash } from "node:crypto";
import type { Logo } from "../institution/institution.ts";
import { cleanLogo } from "./clean-logo.ts";

/** More than most operators publish at one time; the rest is validated again. */
const MAX_KNOWN = 100;
const known = new Map<string, Promise<Logo | null>>();

/**
 * A stored logo as it may be served. A logo stored under older rules goes through today's; null when they refuse it.
 * Each process validates each file once.
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
