import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { institutions } from "../schema.ts";

describeStores("an institution", (database) => {
  test("is found by its bank in Sage's list, and not by another's", async () => {
    const needs = needsOver(database());
    const [one, other] = [await anInstitution(needs), await anInstitution(needs)];
    expect(await needs.institutions.bank(one.bankId)).toMatchObject({ institutionId: one.institutionId, region: "eu" });
    expect((await needs.institutions.bank(other.bankId))?.institutionId).toBe(other.institutionId);
    expect(await needs.institutions.bank(randomUUID())).toBeNull();
    expect(await needs.institutions.institution(randomUUID())).toBeNull();
  });

  test("has its logo byte for byte, or none", async () => {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    expect(await needs.institutions.logo(institutionId)).toBeNull();
    expect(await needs.institutions.institution(institutionId)).toMatchObject({ hasLogo: false });
    const logo = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await needs.db.update(institutions).set({ logo, logoType: "image/png" }).where(eq(institutions.id, institutionId));
    const held = await needs.institutions.logo(institutionId);
    expect({ ...held, bytes: Buffer.from(held?.bytes ?? []) }).toEqual({
      contentType: "image/png",
      bytes: Buffer.from(logo),
    });
    expect(await needs.institutions.institution(institutionId)).toMatchObject({ hasLogo: true });
  });
});
