import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution, isConnected, type TestInstitution } from "../../test/institutions.ts";
import { secondsAfter, someConsent } from "../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { refusal, sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { chosen, good, identified } from "../../test/walk.ts";
import { events, sourceAccounts } from "../db/schema.ts";
import { refuse } from "../result.ts";
import { chooseAccounts } from "./choose-accounts.ts";
import type { OpenedJourney } from "./journey.ts";
import { leaveJourney } from "./leave-journey.ts";
import { linkAccounts } from "./link-accounts.ts";
import { wayBack } from "./return-address.ts";

const stored = async (needs: TestNeeds, { authorisationId }: OpenedJourney) => {
  const journey = await needs.journeys.byAuthorisation(authorisationId);
  if (!journey) throw new Error("the journey is gone");
  return journey as OpenedJourney;
};
const typesOf = async (needs: TestNeeds, journeyId: string) =>
  (await needs.db.select().from(events).where(eq(events.journeyId, journeyId)).orderBy(events.id)).map(
    ({ type }) => type,
  );

const wireOf = ({ accounts, companyId }: TestInstitution, index: number) => {
  const account = accounts[index];
  if (!account) throw new Error("no such account");
  return {
    bankAccountExternalId: account.id,
    accountName: `${account.name} •••• ${account.accountNumber.slice(-4)}`,
    bankIdentifier: companyId,
    branchIdentifier: account.branchCode,
    accountIdentifier: account.accountNumber,
  };
};

describeStores("a confirmation", (database) => {
  const start = async (types?: Parameters<typeof anInstitution>[1]) => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs, types);
    const { journey } = await chosen(needs, institution);
    return { sage, needs, institution, journey, home: wayBack(journey.returnAddress) };
  };

  test("given a hundred times at once, tells Sage once", async () => {
    const { sage, needs, journey, home } = await start();
    const answers = await Promise.all(Array.from({ length: 100 }, () => linkAccounts(needs, journey, someConsent)));
    expect(sage.patches(journey.authorisationId)).toHaveLength(1);
    const said = answers.map((answer) => (answer.ok ? answer.value : answer.problem));
    expect(said).toContain(home);
    expect(said.every((one) => one === home || one === "busy")).toBe(true);
    expect(await stored(needs, journey)).toMatchObject({ state: "linked", consent: someConsent, linkingSince: null });
    expect(await typesOf(needs, journey.id)).toEqual([
      "announced",
      "opened",
      "identified",
      "chosen",
      "confirmed",
      "linked",
    ]);
    // A later visitor is sent home, and Sage is left in peace.
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: true, value: home });
    expect(sage.patches(journey.authorisationId)).toHaveLength(1);
  });

  test("carries the chosen account and those already connected, under one bank identifier, and never a loan", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs, {
      types: ["checking", "savings", "creditCard", "loan", "checking"],
    });
    const connect = (index: number) =>
      needs.db
        .update(sourceAccounts)
        .set({ status: "connected", sageBankAccountId: randomUUID() })
        .where(eq(sourceAccounts.id, institution.accounts[index]?.id ?? ""));
    for (const index of [2, 3]) await connect(index);
    const { journey } = await chosen(needs, institution);
    good(await linkAccounts(needs, journey, someConsent));
    const [patch, ...others] = sage.patches(journey.authorisationId);
    expect(others).toEqual([]);
    const { branchIdentifier: _, ...card } = wireOf(institution, 2);
    expect(JSON.parse(patch?.body ?? "")).toEqual({
      data: { status: "success", bankAccounts: [wireOf(institution, 0), card] },
    });
    expect(patch).toMatchObject({
      method: "PATCH",
      headers: { "x-api-key": "api-key", authorization: /^Bearer token-/, "content-type": "application/json" },
    });
  });

  test("that renews a consent carries the status alone", async () => {
    const { sage, needs, institution } = await start();
    const externalId = institution.accounts[0]?.id ?? "";
    await isConnected(needs, externalId);
    const { journey } = await identified(needs, institution, { kind: "reauth", externalId });
    good(await linkAccounts(needs, journey, someConsent));
    expect(sage.patches(journey.authorisationId).map(({ body }) => JSON.parse(body))).toEqual([
      { data: { status: "success" } },
    ]);
  });

  test.each([429, 500, 503])("is repeated within its time when Sage answers %i", async (status) => {
    const { sage, needs, journey, home } = await start();
    sage.answer(/authorisations/, { status, body: "<html>busy</html>", type: "text/html" });
    const began = performance.now();
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: true, value: home });
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(sage.patches(journey.authorisationId)).toHaveLength(2);
  });

  test("is not repeated when Sage says no", async () => {
    const { sage, needs, journey } = await start();
    sage.answer(/authorisations/, {
      status: 400,
      body: { error: { code: "ValidationError", message: "no", detail: null } },
    });
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "sage-refused" });
    expect(sage.patches(journey.authorisationId)).toHaveLength(1);
    expect(await stored(needs, journey)).toMatchObject({ state: "failed", failure: "sage-refused", ambiguous: false });
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "out-of-order" });
  });

  test("that Sage took before its answer was lost is delivered, and never sent as new", async () => {
    const { sage, needs, journey, home } = await start();
    sage.answer(/authorisations/, "taken, then reset");
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: true, value: home });
    expect(sage.patches(journey.authorisationId)).toHaveLength(2);
    expect(await stored(needs, journey)).toMatchObject({ state: "linked" });
  });

  const notSages = [
    { status: 200, body: "<html>Please wait</html>", type: "text/html" },
    { status: 200, body: "" },
    { status: 204, body: "" },
    { status: 200, body: refusal("ValidationError") },
    { status: 409, body: { message: "Conflict" } },
  ] as const;
  const closed = (message: string, status = 409) => ({
    status,
    body: refusal("UnsupportedOperationError", message),
  });
  test.each([
    ["has expired", closed("The authorisation has expired"), "sage-expired"],
    ["has expired, under 400", closed("The authorisation has expired", 400), "sage-expired"],
    ["takes nothing any more", closed("The state does not support the operation"), "sage-unreachable"],
    ["was refused", closed("A field is missing", 400), "sage-refused"],
  ] as const)(
    "after answers that are not Sage's is not connected because Sage reports that it %s",
    async (_, said, problem) => {
      for (const answer of notSages) {
        const { sage, needs, journey } = await start();
        sage.answer(/authorisations/, answer, said);
        expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem });
        expect(sage.outcomes.size).toBe(0);
        expect(await stored(needs, journey)).toMatchObject({ state: "failed", failure: problem });
      }
    },
  );

  test("counts as taken by a try without an answer when Sage itself says that it was used", async () => {
    for (const status of [400, 409]) {
      const { sage, needs, journey, home } = await start();
      sage.answer(/authorisations/, "taken, then reset", closed("The authorisation was already used", status));
      expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: true, value: home });
    }
    const { sage, needs, journey } = await start();
    sage.answer(/authorisations/, { status: 429 }, closed("The authorisation was already used"));
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "sage-expired" });
  });

  test("for an authorisation that Sage had ended already is a failure that no retry mends", async () => {
    const { sage, needs, journey } = await start();
    sage.outcomes.set(journey.authorisationId, "cancelled elsewhere");
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "sage-expired" });
    expect(await stored(needs, journey)).toMatchObject({ state: "failed", failure: "sage-expired" });
  });

  test("that did not reach Sage can be given again, and then connects", async () => {
    const { sage, needs, journey, home } = await start();
    const silence = refuse({ code: "unreachable", ambiguous: true, detail: "timeout", sageAnswer: null });
    const lost = { ...needs, sage: { authorise: async () => silence } };
    sage.outcomes.set(journey.authorisationId, "taken by the lost attempt");
    expect(await linkAccounts(lost, journey, someConsent)).toEqual({ ok: false, problem: "sage-unreachable" });
    expect(await stored(needs, journey)).toMatchObject({
      state: "failed",
      failure: "sage-unreachable",
      ambiguous: true,
    });
    expect(await linkAccounts(needs, await stored(needs, journey), someConsent)).toEqual({ ok: true, value: home });
    expect(await stored(needs, journey)).toMatchObject({ state: "linked", ambiguous: false });
  });

  test("whose process died can be given again after the lease, and Sage's “already used” then means delivered", async () => {
    const { sage, needs, journey, home } = await start();
    const dying = { ...needs, sage: { authorise: () => Promise.reject(new Error("killed")) } };
    await expect(linkAccounts(dying, journey, someConsent)).rejects.toThrow("killed");
    sage.outcomes.set(journey.authorisationId, "taken before the end");
    needs.setTime(secondsAfter(29, needs.clock()));
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "busy" });
    needs.setTime(secondsAfter(2, needs.clock()));
    const now = { ...journey, ...(await stored(needs, journey)) };
    expect(await linkAccounts(needs, now, someConsent)).toEqual({ ok: true, value: home });
    expect(sage.patches(journey.authorisationId)).toHaveLength(1);
  });

  test("from a page that is out of date connects nothing: neither another account nor in other words", async () => {
    const { sage, needs, journey, institution } = await start();
    const another = institution.accounts.find(({ id }) => !journey.accountIds.includes(id))?.id ?? "";
    good(await chooseAccounts(needs, journey, [another]));
    const now = { ...journey, ...(await stored(needs, journey)) };
    const stale = { ok: false, problem: "changed" };
    expect(await linkAccounts(needs, journey, someConsent)).toEqual(stale);
    expect(await linkAccounts(needs, now, someConsent, journey.version)).toEqual(stale);
    expect(sage.calls).toEqual([]);
    expect(await stored(needs, journey)).toMatchObject({ state: "chosen", accountIds: [another], consent: null });
    good(await linkAccounts(needs, now, someConsent, now.version));
    const [patch] = sage.patches(journey.authorisationId).map(({ body }) => JSON.parse(body).data.bankAccounts);
    expect(patch.map(({ bankAccountExternalId: id }: { bankAccountExternalId: string }) => id)).toEqual([another]);
  });

  test("that Sage took without our hearing of it stays connected when the person leaves", async () => {
    const { sage, needs, journey, home } = await start();
    sage.outcomes.set(journey.authorisationId, "taken before the answer was lost");
    const unheard = { code: "unreachable", ambiguous: true, detail: "timeout", sageAnswer: null } as const;
    const deaf = { ...needs, sage: { authorise: async () => refuse(unheard) } };
    expect(await linkAccounts(deaf, journey, someConsent)).toEqual({ ok: false, problem: "sage-unreachable" });
    const failed = { ...journey, ...(await stored(needs, journey)) };
    expect(failed).toMatchObject({ state: "failed", ambiguous: true });
    expect(await leaveJourney(needs, failed)).toEqual({ ok: true, value: home });
    expect(await stored(needs, journey)).toMatchObject({ state: "linked" });
  });

  test("whose claimant died is not taken for delivered once the time has run out", async () => {
    const { sage, needs, journey } = await start();
    const dying = { ...needs, sage: { authorise: () => Promise.reject(new Error("killed")) } };
    await expect(linkAccounts(dying, journey, someConsent)).rejects.toThrow("killed");
    needs.passMinutes(25);
    const now = { ...journey, ...(await stored(needs, journey)) };
    expect(await linkAccounts(needs, now, someConsent)).toEqual({ ok: false, problem: "expired" });
    expect(sage.calls).toEqual([]);
    expect(await stored(needs, journey)).toMatchObject({ state: "expired", ambiguous: true });
  });

  test("comes too late once the clock has ended the journey, and Sage hears nothing", async () => {
    const { sage, needs, journey } = await start();
    needs.passMinutes(20);
    expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "expired" });
    expect(sage.calls).toEqual([]);
    expect(await stored(needs, journey)).toMatchObject({ state: "expired" });
  });

  test("races a cancellation: Sage and we agree on the one that came first", async () => {
    for (let round = 0; round < 10; round++) {
      const { sage, needs, journey } = await start();
      await Promise.all([linkAccounts(needs, journey, someConsent), leaveJourney(needs, journey)]);
      const told = sage.patches(journey.authorisationId).map(({ body }) => JSON.parse(body).data.status);
      const { state } = await stored(needs, journey);
      expect([["success"], ["cancelled"]]).toContainEqual(told);
      expect(state).toBe(told[0] === "success" ? "linked" : "cancelled");
    }
  });
});

describeStores("leaving", (database) => {
  test("tells Sage `cancelled`, or `error` when connecting had failed, and leads home either way", async () => {
    for (const failing of [false, true]) {
      const sage = await sageForTest();
      const needs = needsOver(database(), sage.config);
      const { journey } = await chosen(needs, await anInstitution(needs));
      if (failing) {
        sage.answer(/authorisations/, { status: 400, body: refusal("ValidationError") });
        await linkAccounts(needs, journey, someConsent);
      }
      const current = await stored(needs, journey);
      expect(await leaveJourney(needs, current)).toEqual({ ok: true, value: wayBack(journey.returnAddress) });
      const bodies = sage.patches(journey.authorisationId).map(({ body }) => JSON.parse(body));
      expect(bodies.at(-1)).toEqual({ data: { status: failing ? "error" : "cancelled" } });
      expect(await stored(needs, journey)).toMatchObject({ state: "cancelled" });
    }
  });

  test("leads home also when Sage cannot be informed, and the record says so", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const { journey } = await chosen(needs, await anInstitution(needs));
    sage.answer(/authorisations/, { status: 403, body: refusal("AuthenticationError") });
    expect(await leaveJourney(needs, journey)).toEqual({ ok: true, value: wayBack(journey.returnAddress) });
    expect((await typesOf(needs, journey.id)).slice(-2)).toEqual(["cancelled", "sage-not-told"]);
  });
});

describeStores("a choice", (database) => {
  test("is one account of the identified connection that Sage supports", async () => {
    const needs = needsOver(database());
    const [institution, other] = [await anInstitution(needs), await anInstitution(needs)];
    const { journey } = await identified(needs, institution);
    const [checking = "", savings = "", loan = ""] = institution.accounts.map(({ id }) => id);
    const refused = (problem: string) => ({ ok: false, problem });
    expect(await chooseAccounts(needs, journey, [])).toEqual(refused("nothing-chosen"));
    expect(await chooseAccounts(needs, journey, [checking, savings])).toEqual(refused("one-only"));
    expect(await chooseAccounts(needs, journey, [loan])).toEqual(refused("not-on-offer"));
    expect(await chooseAccounts(needs, journey, [other.accounts[0]?.id ?? ""])).toEqual(refused("not-on-offer"));
    expect(await chooseAccounts(needs, journey, ["' or 1=1"])).toEqual(refused("not-on-offer"));
    expect(await chooseAccounts(needs, journey, [checking, checking])).toMatchObject({
      ok: true,
      value: { accountIds: [checking] },
    });
  });

  test("may be several where the institution says so", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs, { accountChoice: "several" });
    const { journey } = await identified(needs, institution);
    const ids = institution.accounts.slice(0, 2).map(({ id }) => id);
    expect(await chooseAccounts(needs, journey, ids)).toMatchObject({ ok: true, value: { accountIds: ids } });
  });
});
