import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { sageForTest } from "../../test/sage.ts";
import { describeStores } from "../../test/stores.ts";
import { anArrival, arriving, good } from "../../test/walk.ts";
import { institutions } from "../db/schema.ts";
import { announceAuthorisation } from "./announce-authorisation.ts";
import { authoriseConnection } from "./authorise-connection.ts";
import { comeBack } from "./come-back.ts";
import { findJourney } from "./find-journey.ts";
import { openJourney } from "./open-journey.ts";
import { wayBack } from "./return-address.ts";
import { signInRedirect } from "./sign-in-redirect.ts";

const PUBLIC_URL = "https://connect.example.com";
const OWN_PAGE = "https://bank.example.com/sage?brand=blue";

describeStores("an institution that signs its users in itself", (database) => {
  async function fixture(
    change: { authorisationId?: string; state?: string; redirectUri?: string } = {},
    redirect: string | null = OWN_PAGE,
  ) {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs);
    await needs.db
      .update(institutions)
      .set({ authorizationRedirectUrl: redirect })
      .where(eq(institutions.id, institution.institutionId));
    const arrival = { ...anArrival(institution.bankId), ...change };
    await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId: institution.bankId });
    const token = good(await openJourney(arriving(needs), arrival));
    const visit = await findJourney(needs, token);
    if (!visit) throw new Error("no journey");
    const back = (state: string | null) => comeBack({ ...needs, pause: async () => {} }, visit, state);
    return { needs, sage, institution, arrival, token, visit, back };
  }

  test("gets them with the authorisation, the bank and a return URL of ours, beside what its address has", async () => {
    const { needs, arrival, token, institution } = await fixture();
    const target = new URL((await signInRedirect(needs, token, PUBLIC_URL)) ?? "");
    expect(`${target.origin}${target.pathname}`).toBe("https://bank.example.com/sage");
    expect(Object.fromEntries(target.searchParams)).toEqual({
      brand: "blue",
      authorizationId: arrival.authorisationId,
      redirectUri: `${PUBLIC_URL}/connect/${token}/return`,
      bankId: institution.bankId,
    });
  });

  test("gets Sage's own return URL when Sage's state is the authorisation's id", async () => {
    const authorisationId = randomUUID();
    const { needs, arrival, token } = await fixture({ state: authorisationId, authorisationId });
    const target = new URL((await signInRedirect(needs, token, PUBLIC_URL)) ?? "");
    expect(target.searchParams.get("redirectUri")).toBe(arrival.redirectUri);
  });

  test("does not get a return URL of Sage's to which a query cannot simply be added", async () => {
    const authorisationId = randomUUID();
    const redirectUri = "https://snd01eu.sagebankdrive.com/return?landing=1";
    const { needs, token } = await fixture({ state: authorisationId, authorisationId, redirectUri });
    const target = new URL((await signInRedirect(needs, token, PUBLIC_URL)) ?? "");
    expect(target.searchParams.get("redirectUri")).toBe(`${PUBLIC_URL}/connect/${token}/return`);
  });

  test("that has set no address gets no user", async () => {
    const { needs, token } = await fixture({}, null);
    expect(await signInRedirect(needs, token, PUBLIC_URL)).toBeNull();
  });

  test("sends them home with the state that Sage gave, once it has authorised", async () => {
    const { needs, sage, institution, arrival, back } = await fixture();
    const done = await authoriseConnection(needs, institution, { ...arrival, bankId: institution.bankId });
    expect(done).toEqual({ ok: true, value: null });
    const home = wayBack({ redirectUri: arrival.redirectUri, state: arrival.state });
    expect([await back(arrival.authorisationId), await back(arrival.authorisationId)]).toEqual([home, home]);
    expect(sage.calls.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });

  test("that sends them back with nothing authorised has Sage told that they changed their mind", async () => {
    const { needs, sage, institution, arrival, back } = await fixture();
    const home = wayBack({ redirectUri: arrival.redirectUri, state: arrival.state });
    expect(await back(arrival.authorisationId)).toBe(home);
    expect(sage.calls.at(-1)).toMatchObject({ method: "PATCH", body: '{"data":{"status":"cancelled"}}' });
    const late = await authoriseConnection(needs, institution, { ...arrival, bankId: institution.bankId });
    expect(late).toEqual({ ok: false, problem: "finished" });
  });

  test("ends nothing by sending them back with another authorisation's id, or none", async () => {
    const { needs, sage, token, arrival, back } = await fixture();
    for (const state of [randomUUID(), null]) expect(await back(state)).toBe(`/connect/${token}`);
    expect(sage.calls).toEqual([]);
    expect((await needs.journeys.byAuthorisation(arrival.authorisationId))?.state).toBe("opened");
  });
});
