import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution, isConnected } from "../../../test/institutions.ts";
import { minutesAfter, someConsent } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { sageForTest } from "../../../test/sage.ts";
import { describeStores } from "../../../test/stores.ts";
import { arrived, chosen, identified } from "../../../test/walk.ts";
import { readingsOf } from "../../console/find.ts";
import { linkAccounts } from "../../journey/link-accounts.ts";
import { companies, sourceAccounts } from "../schema.ts";

describeStores("support's search", (database) => {
  const fixture = async () => {
    const needs = needsOver(database(), (await sageForTest()).config);
    const institution = await anInstitution(needs);
    const stranger = await anInstitution(needs);
    const { journey, token } = await chosen(needs, institution);
    await linkAccounts(needs, journey, someConsent);
    await isConnected(needs, institution.accounts[0]?.id ?? "");
    const find = (scope: string | null, typed: string) => needs.support.find(scope, readingsOf(typed), {}, null, 20);
    return { needs, institution, stranger, journey, token, find };
  };

  test("finds a journey or connection by all that a customer may read out, within the operator's institution", async () => {
    const { needs, institution, stranger, journey, token, find } = await fixture();
    const name = `Boulangerie ${journey.supportCode.replace("-", "")} & Fils`;
    await needs.db.update(companies).set({ name }).where(eq(companies.id, institution.companyId));
    const [account] = await needs.db
      .select()
      .from(sourceAccounts)
      .where(eq(sourceAccounts.id, institution.accounts[0]?.id ?? ""));
    const typed = [
      journey.supportCode,
      institution.connectionId,
      institution.companyId,
      journey.authorisationId,
      account?.sageBankAccountId ?? "",
      account?.lastFour ?? "",
      `https://connect.example.com/connect/${token}/review`,
      name.toLowerCase().slice(0, 20),
    ];
    for (const text of typed) {
      const own = await find(institution.institutionId, text);
      const seen = [...own.connections.map(({ id }) => id), ...own.journeys.map(({ id }) => id)];
      expect(seen, text).toContain(own.connections.length > 0 ? institution.connectionId : journey.id);
      expect(
        (await find(null, text)).journeys.map(({ id }) => id),
        text,
      ).toContain(journey.id);
      const strange = await find(stranger.institutionId, text);
      expect(
        strange.connections.map(({ id }) => id),
        text,
      ).not.toContain(institution.connectionId);
      expect(
        strange.journeys.map(({ id }) => id),
        text,
      ).not.toContain(journey.id);
    }
    expect(await needs.support.journey(stranger.institutionId, journey.id)).toBeNull();
    expect(await needs.support.connection(stranger.institutionId, institution.connectionId)).toBeNull();
  });

  test("narrows down by outcome, region and time, and pages through without losing or repeating one", async () => {
    const { needs, institution } = await fixture();
    const { institutionId } = institution;
    for (let n = 0; n < 6; n++) {
      // Two at the same moment: the id decides.
      if (n % 2 === 0) needs.passMinutes(1);
      await (n < 3 ? arrived(needs, institution) : identified(needs, institution));
    }
    const all = (await needs.support.find(institutionId, [], {}, null, 50)).journeys;
    expect(all).toHaveLength(7);
    const paged: string[] = [];
    for (let after = null as { at: Date; id: string } | null; ; ) {
      const { journeys } = await needs.support.find(institutionId, [], {}, after, 2);
      paged.push(...journeys.map(({ id }) => id));
      const last = journeys.at(-1);
      if (!last) break;
      after = { at: last.announcedAt, id: last.id };
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    const count = async (filter: Parameters<typeof needs.support.find>[2]) =>
      (await needs.support.find(institutionId, [], filter, null, 50)).journeys.length;
    expect(await count({ states: ["linked"] })).toBe(1);
    expect(await count({ states: ["opened"] })).toBe(3);
    expect(await count({ region: "us" })).toBe(0);
    expect(await count({ status: "Linked" })).toBe(4);
    expect(await count({ status: "PendingAuth" })).toBe(0);
    const oldest = await needs.support.find(institutionId, [], { oldestFirst: true }, null, 50);
    expect(oldest.journeys.map(({ id }) => id)).toEqual(paged.toReversed());
    expect(await count({ from: minutesAfter(2) })).toBe(4);
    expect(await count({ to: minutesAfter(2) })).toBe(3);
  });

  test("answers any typed text, and never fails", async () => {
    const { find } = await fixture();
    for (const typed of [
      "'; drop table journeys; --",
      "a & b | !c",
      "%_\\",
      "\u0000",
      "é".repeat(3000),
      ":* <-> ()",
      "0000",
    ])
      await expect(find(null, typed)).resolves.toBeDefined();
  });
});
