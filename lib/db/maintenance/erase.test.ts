import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { someConsent } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { sageForTest } from "../../../test/sage.ts";
import { describeStores } from "../../../test/stores.ts";
import { chosen } from "../../../test/walk.ts";
import { chainCheck } from "../../console/audit.ts";
import { linkAccounts } from "../../journey/link-accounts.ts";
import { journeys } from "../schema.ts";
import { eraseJourneys } from "./erase.ts";

const KEPT_DAYS = 400;

describeStores("personal data", (database) => {
  const walked = async () => {
    const needs = needsOver(database(), (await sageForTest()).config);
    const institution = await anInstitution(needs);
    const { journey } = await chosen(needs, institution);
    const brand = { locale: "en", brandVersion: "1" } as const;
    const seen = {
      page: "review",
      company: "Test Company",
      accounts: [],
      reauth: false,
      steps: 3,
      changed: false,
    } as const;
    await needs.pageSnapshots.add(journey.id, {
      ...brand,
      seen: { ...seen, supportCode: journey.supportCode, secondsLeft: 9 },
    });
    expect((await linkAccounts(needs, journey, someConsent)).ok).toBe(true);
    const erase = () => {
      const before = new Date(needs.clock().getTime() - KEPT_DAYS * 86_400_000);
      return Promise.all([eraseJourneys(needs.db, before, needs.clock(), 1000), needs.audit.erasePersonal(before)]);
    };
    const stored = async () => (await needs.db.select().from(journeys).where(eq(journeys.id, journey.id)))[0];
    return { needs, journey, erase, stored };
  };

  test("stays while it is kept, and goes with the day", async () => {
    const { needs, journey, erase, stored } = await walked();
    await erase();
    expect(await stored()).toMatchObject({ consent: someConsent, erasedAt: null });
    expect(await needs.pageSnapshots.all(journey.id)).toHaveLength(1);
    needs.passMinutes((KEPT_DAYS + 1) * 24 * 60);
    await erase();
    const { host } = new URL(journey.returnAddress.redirectUri);
    const returnAddress = { redirectUri: `https://${host}`, state: "" };
    expect(await stored()).toMatchObject({ state: "linked", consent: null, returnAddress, erasedAt: needs.clock() });
    expect(await needs.pageSnapshots.all(journey.id)).toEqual([]);
    expect((await needs.support.timeline(journey.id)).map(({ type }) => type)).toContain("linked");
  });

  test("in a consent goes too, while that it was given stays proven", async () => {
    const { needs, journey, erase } = await walked();
    const subject = `connection:${journey.connectionId}`;
    const consents = () => needs.audit.latest({ institutionId: journey.institutionId, subject }, 10);
    expect(await consents()).toMatchObject([
      {
        action: "consented",
        actor: `journey:${journey.id}`,
        detail: { version: someConsent.version, authorisationId: journey.authorisationId },
        personal: { data: { words: someConsent.text } },
      },
    ]);
    needs.passMinutes((KEPT_DAYS + 1) * 24 * 60);
    await erase();
    expect(await consents()).toMatchObject([{ action: "consented", personal: null }]);
    const check = chainCheck();
    const faults = (await needs.audit.chain(0, 10_000)).flatMap((row) => check.row(row));
    expect([...faults, ...check.end(await needs.audit.head())]).toEqual([]);
  });
});
