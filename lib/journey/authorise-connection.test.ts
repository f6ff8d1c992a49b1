import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { aConnection, anInstitution } from "../../test/institutions.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { refusal, sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { arrived, identified } from "../../test/walk.ts";
import { events } from "../db/schema.ts";
import { refuse } from "../result.ts";
import { announceAuthorisation } from "./announce-authorisation.ts";
import { authoriseConnection } from "./authorise-connection.ts";

const done = { ok: true, value: null };
const no = (problem: string) => ({ ok: false, problem });

describeStores("an authorisation by the institution itself", (database) => {
  async function fixture() {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    return { sage, needs, ...(await anInstitution(needs)) };
  }
  const announced = async (needs: TestNeeds, bankId: string | null) => {
    const authorisationId = randomUUID();
    await announceAuthorisation(needs, { authorisationId, bankId });
    return authorisationId;
  };

  test("shares every account that Sage takes, in one call", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const authorisationId = await announced(needs, bankId);
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(done);
    const sent = sage.outcomes.get(authorisationId) as {
      data: { status: string; bankAccounts: { bankAccountExternalId: string }[] };
    };
    expect([sent.data.status, sent.data.bankAccounts.map((one) => one.bankAccountExternalId)]).toEqual([
      "success",
      home.accounts.slice(0, 2).map(({ id }) => id),
    ]);
    const journey = await needs.journeys.byAuthorisation(authorisationId);
    expect(journey).toMatchObject({
      state: "linked",
      connectionId: home.connectionId,
      institutionId: home.institutionId,
      consent: null,
    });
    const line = await needs.db
      .select()
      .from(events)
      .where(eq(events.journeyId, journey?.id ?? ""))
      .orderBy(events.id);
    expect(line.map(({ type, actor }) => [type, actor])).toEqual([
      ["announced", "sage"],
      ["authorised", "institution"],
      ["linked", "sage"],
    ]);
  });

  test("is taken up where Sage's notification was stored but not acted on", async () => {
    const { needs, bankId, ...home } = await fixture();
    const resourceId = randomUUID();
    const additionalData = { bankId };
    const told = { type: "resourceCreated", resourceType: "authorisation", resourceId, additionalData };
    await needs.notifications.record(told);
    expect(await authoriseConnection(needs, home, { authorisationId: resourceId, bankId })).toEqual(done);
  });

  test("is used once: many calls at once and repeats tell Sage once, another connection is refused", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const authorisationId = await announced(needs, bankId);
    const call = () => authoriseConnection(needs, home, { authorisationId, bankId });
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    expect(answers).toContainEqual(done);
    for (const answer of answers) expect([done, no("busy")]).toContainEqual(answer);
    expect(await call()).toEqual(done);
    expect(sage.patches(authorisationId)).toHaveLength(1);
    const other = { institutionId: home.institutionId, ...(await aConnection(needs, home.institutionId)) };
    expect(await authoriseConnection(needs, other, { authorisationId, bankId })).toEqual(no("finished"));
  });

  test("counts after the browser has arrived from Sage, and its return URL stays bound", async () => {
    const { needs, bankId, ...home } = await fixture();
    const { journey } = await arrived(needs, { bankId });
    const { authorisationId, returnAddress } = journey;
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(done);
    expect(await needs.journeys.byAuthorisation(authorisationId)).toMatchObject({ state: "linked", returnAddress });
  });

  test("is refused for a person who has typed a passcode already", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const { journey } = await identified(needs, { bankId, ...home });
    const { authorisationId } = journey;
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(no("out-of-order"));
    expect(sage.patches(authorisationId)).toEqual([]);
  });

  test("that Sage did not announce, or not for a bank of this institution, is one refusal", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const other = await anInstitution(needs);
    const theirs = await announced(needs, other.bankId);
    const open = await announced(needs, null);
    const mine = await announced(needs, bankId);
    for (const [authorisationId, named] of [
      [randomUUID(), bankId],
      [theirs, bankId],
      [theirs, other.bankId],
      [theirs, null],
      [open, null],
      [open, other.bankId],
      [open, randomUUID()],
      [mine, other.bankId],
    ] as const)
      expect(await authoriseConnection(needs, home, { authorisationId, bankId: named })).toEqual(no("not-announced"));
    expect(sage.calls).toEqual([]);
    // Where Sage's notification named no bank, the institution's own counts.
    expect(await authoriseConnection(needs, home, { authorisationId: open, bankId })).toEqual(done);
    expect(await authoriseConnection(needs, home, { authorisationId: mine, bankId: null })).toEqual(done);
  });

  test("for another's connection, or one under another company, is refused", async () => {
    const { needs, bankId, ...home } = await fixture();
    const other = await anInstitution(needs);
    const authorisationId = await announced(needs, bankId);
    for (const wrong of [
      { ...home, connectionId: other.connectionId, companyId: other.companyId },
      { ...home, companyId: other.companyId },
      { ...home, connectionId: randomUUID() },
    ])
      expect(await authoriseConnection(needs, wrong, { authorisationId, bankId })).toEqual(no("connection-unknown"));
  });

  test("ends with its 20 minutes", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const authorisationId = await announced(needs, bankId);
    needs.passMinutes(20);
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(no("expired"));
    expect(sage.calls).toEqual([]);
  });

  test("without an account that Sage takes is refused before Sage is asked", async () => {
    const { sage, needs, bankId, institutionId } = await fixture();
    const home = { institutionId, ...(await aConnection(needs, institutionId, { types: ["loan"] })) };
    const authorisationId = await announced(needs, bankId);
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(no("no-accounts"));
    expect(sage.calls).toEqual([]);
    expect(await needs.journeys.byAuthorisation(authorisationId)).toMatchObject({ state: "notified" });
  });

  test('whose answer was lost is told again, and Sage\'s "already used" then means taken', async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const authorisationId = await announced(needs, bankId);
    const silence = refuse({ code: "unreachable", ambiguous: true, detail: "timeout", sageAnswer: null });
    const lost = { ...needs, sage: { authorise: async () => silence } };
    sage.outcomes.set(authorisationId, "taken by the lost attempt");
    expect(await authoriseConnection(lost, home, { authorisationId, bankId })).toEqual(no("sage-unreachable"));
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(done);
  });

  test("that Sage refuses has ended", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const authorisationId = await announced(needs, bankId);
    sage.answer(/authorisations/, { status: 400, body: refusal("ValidationError") });
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(no("sage-refused"));
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(no("out-of-order"));
  });

  test("that renews a consent tells Sage the status alone, for the account's own connection", async () => {
    const { sage, needs, bankId, ...home } = await fixture();
    const [account] = home.accounts;
    const link = { sageBankAccountId: randomUUID(), bankId, requestedStartDate: null };
    await needs.connections.markConnected({ ...link, sourceAccountId: account?.id ?? "" }, needs.clock());
    const { journey } = await arrived(needs, { bankId }, { kind: "reauth", externalId: account?.id ?? "" });
    const { authorisationId } = journey;
    const other = { institutionId: home.institutionId, ...(await aConnection(needs, home.institutionId)) };
    expect(await authoriseConnection(needs, other, { authorisationId, bankId })).toEqual(no("not-announced"));
    expect(await authoriseConnection(needs, home, { authorisationId, bankId })).toEqual(done);
    expect(sage.outcomes.get(authorisationId)).toEqual({ data: { status: "success" } });
    expect(await needs.journeys.byAuthorisation(authorisationId)).toMatchObject({ accountIds: [account?.id] });
  });
});
