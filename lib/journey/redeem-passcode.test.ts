import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aConnection, anInstitution, isConnected } from "../../test/institutions.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { anAddress, aPasscode, arrived, good, visitAt } from "../../test/walk.ts";
import { issuePasscode } from "../connection/issue-passcode.ts";
import { events, passcodes } from "../db/schema.ts";
import { redeemPasscode } from "./redeem-passcode.ts";

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const wrongFor = (passcode: string) => (passcode === "ZZZZZZ" ? "YYYYYY" : "ZZZZZZ");

const typesOf = async (needs: TestNeeds, journeyId: string) =>
  (await needs.db.select().from(events).where(eq(events.journeyId, journeyId)).orderBy(events.id)).map(
    ({ type }) => type,
  );
const passcodesOf = (needs: TestNeeds, connectionId: string) =>
  needs.db.select().from(passcodes).where(eq(passcodes.connectionId, connectionId));

describeStores("a one-time password", (database) => {
  test("works once, when a hundred journeys try it at the same moment", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { connectionId } = institution;
    const entry = { connectionId, passcode: await aPasscode(needs, institution) };
    // The limit on tries would stop most of them before the store: it is not what is tested here.
    const limits = { ...needs.limits, spend: async () => ({ allowed: true, left: 4 }) as const };
    const visits = await times(100, () => arrived(needs, institution));
    const answers = await Promise.all(
      visits.map(({ journey }) => redeemPasscode({ ...needs, limits }, journey, entry, anAddress())),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(answers.map((answer) => (answer.ok ? "in" : answer.problem.code)))).toEqual(
      new Set(["in", "refused"]),
    );
    const winner = visits[answers.findIndex(({ ok }) => ok)]?.journey;
    expect(await passcodesOf(needs, connectionId)).toMatchObject([{ redeemedBy: winner?.id }]);
    const states = await Promise.all(
      visits.map(({ journey }) => needs.journeys.byAuthorisation(journey.authorisationId)),
    );
    expect(states.filter((journey) => journey?.state === "identified").map((journey) => journey?.id)).toEqual([
      winner?.id,
    ]);
  });

  test("sent a hundred times by one journey, as an impatient finger does, lands every time and counts once", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const entry = { connectionId: institution.connectionId, passcode: await aPasscode(needs, institution) };
    const limits = { ...needs.limits, spend: async () => ({ allowed: true, left: 4 }) as const };
    const { journey } = await arrived(needs, institution);
    const answers = await times(100, () => redeemPasscode({ ...needs, limits }, journey, entry, anAddress()));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    const visits = await Promise.all(answers.map((answer) => visitAt(needs, good(answer))));
    for (const visit of visits)
      expect(visit).toMatchObject({ grant: "identified", journey: { state: "identified", version: 2 } });
    expect(await typesOf(needs, journey.id)).toEqual(["announced", "opened", "identified"]);
    expect(await passcodesOf(needs, institution.connectionId)).toMatchObject([{ redeemedBy: journey.id, failures: 0 }]);
  });

  test("dies with the fifth wrong try: the right one after it is refused, also after the waiting time", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const passcode = await aPasscode(needs, institution);
    const { connectionId, institutionId } = institution;
    const attempt = async (typed: string) =>
      redeemPasscode(
        needs,
        (await arrived(needs, institution)).journey,
        { connectionId, passcode: typed },
        anAddress(),
      );
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await attempt(wrongFor(passcode))).toEqual({ ok: false, problem: { code: "refused", triesLeft } });
    expect(await attempt(passcode)).toMatchObject({ ok: false, problem: { code: "wait", waitSeconds: 60 } });
    await needs.limits.clear("passcode-connection", `${institutionId}:${connectionId}`);
    expect(await attempt(passcode)).toEqual({ ok: false, problem: { code: "refused", triesLeft: 4 } });
  });

  test("a hundred guesses at once are at most five guesses", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const passcode = await aPasscode(needs, institution);
    const entry = { connectionId: institution.connectionId, passcode: wrongFor(passcode) };
    const visits = await times(20, () => arrived(needs, institution));
    const answers = await times(100, async (index) => {
      const journey = visits[index % visits.length]?.journey;
      if (!journey) throw new Error("no journey");
      return redeemPasscode(needs, journey, entry, anAddress());
    });
    const codes = answers.map((answer) => (answer.ok ? "in" : answer.problem.code));
    expect(codes.filter((code) => code === "refused")).toHaveLength(5);
    expect(codes.filter((code) => code === "wait")).toHaveLength(95);
    expect(await passcodesOf(needs, institution.connectionId)).toMatchObject([{ failures: 5, redeemedBy: null }]);
  });

  test("an unknown Connection ID and a wrong password get the same answers, try for try", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const passcode = await aPasscode(needs, institution);
    const withoutPasscode = await aConnection(needs, institution.institutionId);
    const answersFor = async (connectionId: string, typed: string) => {
      const answers = [];
      for (let tries = 0; tries < 6; tries++) {
        const { journey } = await arrived(needs, institution);
        answers.push(await redeemPasscode(needs, journey, { connectionId, passcode: typed }, anAddress()));
      }
      return answers;
    };
    const wrong = await answersFor(institution.connectionId, wrongFor(passcode));
    expect(wrong.slice(0, 5)).toEqual(
      [4, 3, 2, 1, 0].map((triesLeft) => ({ ok: false, problem: { code: "refused", triesLeft } })),
    );
    expect(await answersFor(randomUUID(), passcode)).toEqual(wrong);
    expect(await answersFor(withoutPasscode.connectionId, passcode)).toEqual(wrong);
    const other = await anInstitution(needs);
    expect(await answersFor(other.connectionId, await aPasscode(needs, other))).toEqual(wrong);
  });

  test("a new password brings five new tries, and ends the old one", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { connectionId } = institution;
    const old = await aPasscode(needs, institution);
    const { journey } = await arrived(needs, institution);
    const attempt = (passcode: string) => redeemPasscode(needs, journey, { connectionId, passcode }, anAddress());
    for (let tries = 0; tries < 6; tries++) await attempt(wrongFor(old));
    const fresh = await aPasscode(needs, institution);
    expect(await attempt(old)).toEqual({ ok: false, problem: { code: "refused", triesLeft: 4 } });
    expect((await attempt(fresh)).ok).toBe(true);
  });

  test("works when it is the later of two made at the same moment", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { connectionId } = institution;
    const made = await times(8, () => issuePasscode(needs, institution.institutionId, connectionId));
    const alive = (await passcodesOf(needs, connectionId)).filter(({ revokedAt }) => revokedAt === null);
    expect(alive).toHaveLength(1);
    const answers = [];
    for (const { passcode } of made.map(good)) {
      await needs.limits.clear("passcode-connection", `${institution.institutionId}:${connectionId}`);
      const { journey } = await arrived(needs, institution);
      answers.push((await redeemPasscode(needs, journey, { connectionId, passcode }, anAddress())).ok);
      await needs.db.update(passcodes).set({ failures: 0 }).where(eq(passcodes.connectionId, connectionId));
    }
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test("that has expired is said to have, if it was the right one; a wrong one learns nothing", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { connectionId } = institution;
    const passcode = await aPasscode(needs, institution);
    needs.passMinutes(10);
    const { journey } = await arrived(needs, institution);
    const attempt = (typed: string) => redeemPasscode(needs, journey, { connectionId, passcode: typed }, anAddress());
    expect(await attempt(wrongFor(passcode))).toEqual({ ok: false, problem: { code: "refused", triesLeft: 4 } });
    expect(await attempt(passcode)).toEqual({ ok: false, problem: { code: "passcode-expired" } });
    expect(await passcodesOf(needs, connectionId)).toMatchObject([{ redeemedBy: null, failures: 1 }]);
  });

  test("is worth nothing at another institution, whatever is typed", async () => {
    const needs = needsOver(database());
    const [one, other] = [await anInstitution(needs), await anInstitution(needs)];
    const passcode = await aPasscode(needs, other);
    const { journey } = await arrived(needs, one);
    const attempt = { connectionId: other.connectionId, passcode };
    expect(await redeemPasscode(needs, journey, attempt, anAddress())).toEqual({
      ok: false,
      problem: { code: "refused", triesLeft: 4 },
    });
    expect(await needs.connections.connection(one.institutionId, other.connectionId)).toBeNull();
    expect(await needs.connections.accounts(one.institutionId, other.connectionId)).toEqual([]);
    expect(await needs.connections.heldPasscode(one.institutionId, other.connectionId)).toBeNull();
    expect(
      await needs.connections.numbers(
        one.institutionId,
        other.accounts.map(({ id }) => id),
      ),
    ).toEqual(new Map());
    expect(await issuePasscode(needs, one.institutionId, other.connectionId)).toEqual({
      ok: false,
      problem: { code: "connection-unknown" },
    });
    // The wrong guess at one institution does not wear out the password at the other.
    expect(await passcodesOf(needs, other.connectionId)).toMatchObject([{ failures: 0 }]);
    const home = await arrived(needs, other);
    expect((await redeemPasscode(needs, home.journey, attempt, anAddress())).ok).toBe(true);
  });

  test("renews an account only if it is of the account's own connection", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const neighbour = await aConnection(needs, institution.institutionId);
    const [account] = institution.accounts;
    await isConnected(needs, account?.id ?? "");
    const { journey } = await arrived(needs, institution, { kind: "reauth", externalId: account?.id ?? "" });
    const foreign = {
      connectionId: neighbour.connectionId,
      passcode: await aPasscode(needs, { ...institution, ...neighbour }),
    };
    expect(await redeemPasscode(needs, journey, foreign, anAddress())).toEqual({
      ok: false,
      problem: { code: "refused", triesLeft: 4 },
    });
    const own = { connectionId: institution.connectionId, passcode: await aPasscode(needs, institution) };
    const visit = await visitAt(needs, good(await redeemPasscode(needs, journey, own, anAddress())));
    expect(visit.journey).toMatchObject({ state: "chosen", accountIds: [account?.id] });
  });

  test("leads past the choice where the institution shares all accounts, loans left out", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs, { accountChoice: "all", types: ["checking", "loan", "savings"] });
    const { journey } = await arrived(needs, institution);
    const entry = { connectionId: institution.connectionId, passcode: await aPasscode(needs, institution) };
    const visit = await visitAt(needs, good(await redeemPasscode(needs, journey, entry, anAddress())));
    const [checking, , savings] = institution.accounts.map(({ id }) => id);
    expect(visit.journey).toMatchObject({ state: "chosen", accountIds: [checking, savings] });
  });
});
