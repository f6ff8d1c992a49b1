import { createHash } from "node:crypto";
import type { Institution, Logo } from "./institution.ts";

/** How an institution looks and what it says on our pages, but for its logo's bytes. */
export type BrandingContent = Pick<
  Institution,
  "name" | "accent" | "callToAction" | "help" | "accountChoice" | "passcodeMinutes"
>;
export type Branding = BrandingContent & { logo: Logo | null };

export type BrandingVersion = { number: number; publishedAt: Date; restoredFrom: number | null };
export type BrandingDraft = { revision: number; updatedAt: Date; branding: Branding; hash: string };
export type Brandings = {
  published: BrandingVersion & { branding: Branding };
  draft: BrandingDraft | null;
  /** Newest first. */
  versions: readonly BrandingVersion[];
};

/** Names the files of a branding in their addresses, so that they can be kept for ever. */
export const brandHash = ({ logo, ...content }: Branding) =>
  createHash("sha256")
    .update(JSON.stringify([content.name, content.accent.light, content.accent.dark]))
    .update(logo ? logo.contentType : "")
    .update(logo ? logo.bytes : "")
    .digest("hex")
    .slice(0, 32);

export interface BrandingStore {
  /** Null when there is no such institution. */
  brandings(institutionId: string): Promise<Brandings | null>;
  /**
   * Writes the draft over the revision that was read (0: there was none), or over any for null. Answers `stale` when
   * another revision is there.
   */
  saveDraft(institutionId: string, branding: Branding, revision: number | null): Promise<BrandingDraft | "stale">;
  /** Takes away the draft of that revision; `stale` when there is none, or another. */
  discardDraft(institutionId: string, revision: number): Promise<"discarded" | "stale">;
  /** Makes `branding` the next version and what pages show, and ends the draft that it came from. */
  publish(
    institutionId: string,
    branding: Branding,
    from: { draftRevision: number } | { restored: number },
  ): Promise<BrandingVersion | "stale">;
  version(institutionId: string, number: number): Promise<Branding | null>;
  /** The version that pages showed at a moment. */
  versionAt(institutionId: string, at: Date): Promise<number | null>;
  /** The branding, of any version or the draft, whose files have this hash in their address. */
  byHash(institutionId: string, hash: string): Promise<Branding | null>;
}
