import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { sageForTest } from "../../test/sage.ts";
import { startFixture } from "../../test/sandbox/fixture.ts";
import { describeStores } from "../../test/stores.ts";
import { changeBank, registerBank, removeBank } from "./sage-bank.ts";

const PUBLIC_URL = "https://connect.example.com";
const listing = { name: "Sample Bank", countryCode: "GB" };

describeStores("an entry in Sage's list", (database) => {
  const world = async () => {
    const fixture = await startFixture();
    const { credentials } = fixture.setup;
    if (!credentials || !("eu" in credentials) || !credentials.eu) throw new Error("the fixture has credentials");
    const region = { apiUrl: `${fixture.url}/eu/provider`, tokenUrl: `${fixture.url}/eu/oauth/token` };
    const needs = needsOver(database(), { eu: { ...region, ...credentials.eu } });
    const { institutionId } = await anInstitution(needs);
    const wanted = { institutionId, region: "eu", url: "https://bank.example.com", ...listing } as const;
    const atSage = async () => (await (await fixture.call("GET", "/_control/state")).json()) as { banks: unknown[] };
    const held = async (id: string) => (await needs.registry.banks(institutionId)).find((bank) => bank.id === id);
    return { needs, wanted, atSage, held };
  };

  test("is made, changed and removed at Sage and here alike", async () => {
    const { needs, wanted, atSage, held } = await world();
    const made = await registerBank(needs, wanted, PUBLIC_URL);
    if (!made.ok) throw new Error(made.problem.code);
    const { id, externalRef } = made.value;
    expect(await held(id)).toMatchObject({ ...listing, region: "eu", externalRef, removedAt: null });
    const bankAtSage = async () => (await atSage()).banks.find((bank) => (bank as { bankId: string }).bankId === id);
    expect(await bankAtSage()).toMatchObject({
      ...listing,
      externalRef,
      callbackUrls: { auth: `${PUBLIC_URL}/sage/auth`, notification: `${PUBLIC_URL}/sage/notification` },
    });

    const bank = await held(id);
    if (!bank) throw new Error("it was stored");
    expect(await changeBank(needs, bank, { name: "Better Bank", countryCode: "IE" }, PUBLIC_URL)).toMatchObject({
      ok: true,
    });
    expect(await held(id)).toMatchObject({ name: "Better Bank", countryCode: "IE" });
    expect(await bankAtSage()).toMatchObject({ name: "Better Bank", countryCode: "IE" });

    expect(await removeBank(needs, bank)).toMatchObject({ ok: true });
    expect(await bankAtSage()).toBeUndefined();
    // A user who was connected through it can still renew their consent.
    expect(await held(id)).toMatchObject({ removedAt: needs.clock() });
    expect(await needs.institutions.bank(id)).not.toBeNull();
  });

  test("that Sage has and this application did not make is left alone", async () => {
    const { needs, wanted } = await world();
    const [bank] = await needs.registry.banks(wanted.institutionId);
    if (!bank) throw new Error("an institution has a bank");
    expect(await removeBank(needs, bank)).toEqual({ ok: false, problem: "not-registered-here" });
    expect(await changeBank(needs, bank, listing, PUBLIC_URL)).toEqual({ ok: false, problem: "not-registered-here" });
  });

  test("is asked for once when Sage's answer is lost, and the result has the reference for asking Sage", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const { institutionId } = await anInstitution(needs);
    const wanted = { institutionId, region: "eu", url: "https://bank.example.com", ...listing } as const;
    sage.answer(/banks/, "taken, then reset");
    const made = await registerBank(needs, wanted, PUBLIC_URL, "the-reference");
    expect(made).toEqual({ ok: false, problem: { code: "unsure", externalRef: "the-reference" } });
    expect(sage.calls.filter(({ path }) => path === "/v1/banks")).toHaveLength(1);
    expect(await needs.registry.banks(institutionId)).toHaveLength(1);
  });
});
