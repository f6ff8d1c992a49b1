import { ok, type Result, refuse } from "../result.ts";
import type { Branding, BrandingContent, BrandingDraft, BrandingStore } from "./branding.ts";
import type { Logo } from "./institution.ts";

/** A change of a draft: its words and colours, or its logo; the rest stays as it was. */
export type DraftChange = { content: BrandingContent } | { logo: Logo | null };

/**
 * Writes a change into an institution's draft; the first draft copies what is published. `revision` is the draft's
 * revision that the author of the change has seen, 0 for none. Answers `stale` when another was written since.
 */
export async function changeDraft(
  { brandings }: { brandings: BrandingStore },
  institutionId: string,
  revision: number | null,
  change: DraftChange,
): Promise<Result<BrandingDraft, "stale" | "institution-unknown">> {
  const held = await brandings.brandings(institutionId);
  if (!held) return refuse("institution-unknown");
  const before = (held.draft ?? held.published).branding;
  const branding: Branding =
    "logo" in change ? { ...before, logo: change.logo } : { ...change.content, logo: before.logo };
  const saved = await brandings.saveDraft(institutionId, branding, revision ?? held.draft?.revision ?? 0);
  return saved === "stale" ? refuse("stale") : ok(saved);
}
