import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { LOGO_BOMBS, svgOf } from "../../test/hostile-logos.ts";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { institutions } from "../db/schema.ts";
import { showingLogos } from "./showing-logos.ts";

describeStores("an institution", (database) => {
  test("has no logo to show while today's rules refuse the stored one", async () => {
    const needs = needsOver(database());
    const store = showingLogos(needs.institutions);
    const { institutionId } = await anInstitution(needs);
    const hasLogo = async (brandVersion: string, text: string) => {
      const stored = { brandVersion, logo: Buffer.from(text), logoType: "image/svg+xml" as const };
      await needs.db.update(institutions).set(stored).where(eq(institutions.id, institutionId));
      return (await store.institution(institutionId))?.hasLogo;
    };
    expect((await store.institution(institutionId))?.hasLogo).toBe(false);
    expect(await hasLogo("one", svgOf("<rect width='1' height='1'/>"))).toBe(true);
    expect(await hasLogo("two", LOGO_BOMBS["copies of copies"] ?? "")).toBe(false);
    expect(await hasLogo("three", svgOf("<rect width='2' height='2'/>"))).toBe(true);
  });
});
