import { expect, test } from "vitest";
import { anInstitution, isConnected } from "../../../test/institutions.ts";
import { minutesAfter, someConsent, someTime } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { sageForTest } from "../../../test/sage.ts";
import { describeStores } from "../../../test/stores.ts";
import { anAddress, aPasscode, arrived, chosen, identified } from "../../../test/walk.ts";
import { availabilityOf, funnelOf, splitBy, type Tally } from "../../console/overview.ts";
import { linkAccounts } from "../../journey/link-accounts.ts";
import { redeemPasscode } from "../../journey/redeem-passcode.ts";
import { sageCallLog } from "../journey/sage-call-log.ts";

const range = { from: minutesAfter(-60), to: minutesAfter(60) };
const counts = (tallies: readonly Tally[]) => funnelOf(tallies).map(({ reached }) => reached);

describeStores("the overview", (database) => {
  test("counts the steps, outcomes and obstacles of journeys, for one institution alone", async () => {
    const needs = needsOver(database(), (await sageForTest()).config);
    const institution = await anInstitution(needs);
    const other = await anInstitution(needs);
    await identified(needs, other);
    // One who opened the page, mistyped and left; one who left before choosing; one who went all the way.
    const { journey: first } = await arrived(needs, institution);
    await aPasscode(needs, institution);
    const wrong = { connectionId: institution.connectionId, passcode: "00000000" };
    await redeemPasscode(needs, first, wrong, anAddress());
    needs.passMinutes(1);
    await identified(needs, institution);
    needs.passMinutes(1);
    const { journey } = await chosen(needs, institution);
    needs.passMinutes(2);
    expect((await linkAccounts(needs, journey, someConsent)).ok).toBe(true);
    needs.passMinutes(3);

    const now = () => needs.overview.tallies(institution.institutionId, range, needs.clock());
    expect(counts(await now())).toEqual([3, 2, 1, 1, 1, 0]);
    await isConnected(needs, institution.accounts[0]?.id ?? "");
    expect(counts(await now())).toEqual([3, 2, 1, 1, 1, 1]);
    expect(funnelOf(await now()).map(({ underway }) => underway)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(splitBy(await now(), "region").map(({ value }) => value)).toEqual(["eu"]);
    expect(splitBy(await now(), "host").map(({ value }) => value)).toEqual(["snd01eu.sagebankdrive.com"]);
    expect(splitBy(await now(), "time")).toEqual([{ value: "2026-03-02 09:00", counts: [3, 2, 1, 1, 1, 1] }]);

    // The clock alone ends an abandoned journey; no page or job has to notice.
    needs.passMinutes(30);
    expect(funnelOf(await now()).map(({ stopped }) => stopped)).toEqual([1, 1, 0, 0, 0, 0]);

    const troubles = await needs.overview.troubles(institution.institutionId, range);
    expect(troubles).toEqual([{ error: expect.stringContaining("passcode-"), journeys: 1, finished: 0 }]);
    const times = new Map((await needs.overview.stepTimes(institution.institutionId, range)).map((t) => [t.step, t]));
    expect(times.get("confirmed")).toMatchObject({ journeys: 1, median: 120, p95: 120 });
    expect(times.get("connected")).toMatchObject({ journeys: 1, median: 180 });
    const earlier = { from: minutesAfter(-120), to: minutesAfter(-60) };
    expect(await needs.overview.tallies(institution.institutionId, earlier, needs.clock())).toEqual([]);
    expect(counts(await needs.overview.tallies(null, range, needs.clock()))[1]).toBeGreaterThanOrEqual(3);
  });

  test("adds up how Sage answered, from all processes, and does not blame it for our own queue", async () => {
    const needs = needsOver(database());
    const [one, another] = [sageCallLog(needs.db, needs.clock), sageCallLog(needs.db, needs.clock)];
    for (const outcome of ["200", "204", "409"]) one.note({ region: "us", outcome, milliseconds: 10 });
    for (const outcome of ["200", "503", "timeout", "queue"]) another.note({ region: "us", outcome, milliseconds: 10 });
    await Promise.all([one.flush(), another.flush()]);
    const hours = await needs.overview.sageHours(range);
    expect(hours).toEqual([{ at: someTime, region: "us", answered: 4, failed: 2 }]);
    expect(availabilityOf(hours)).toEqual([{ region: "us", answered: 4, failed: 2, share: 4 / 6 }]);
  });
});
