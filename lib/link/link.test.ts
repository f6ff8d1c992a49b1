import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aConnection, anInstitution } from "../../test/institutions.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { arrived, good } from "../../test/walk.ts";
import { unlinkConnection } from "../company/unlink-connection.ts";
import { issuePasscode } from "../connection/issue-passcode.ts";
import { redeemApproval } from "../journey/redeem-approval.ts";
import { redeemPasscode } from "../journey/redeem-passcode.ts";
import { approveArrival, arrivalFor, isAskedAbout } from "./approve-arrival.ts";
import { createLink } from "./create-link.ts";
import { linkProgress } from "./link-status.ts";
import { hashLink, mintLinkToken } from "./link-token.ts";
import { linkOwner, openLink } from "./open-link.ts";

const HERE = "here";

describeStores("a link", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const link = () => createLink(needs, { ...institution, locale: null });
    return { needs, institution, link };
  }
  async function opened(needs: TestNeeds, token: string, visitor = HERE) {
    const secret = await openLink(needs, token, visitor);
    const view = secret && (await needs.links.view(hashLink(secret)));
    if (!view) throw new Error("the link did not open");
    return view;
  }
  async function arrivedAt(needs: TestNeeds, institution: { bankId: string }, visitor: string) {
    const visit = await arrived(needs, institution);
    await needs.links.noteVisitor(visit.journey.id, visitor);
    return visit;
  }

  test("opens once, also of many openings at the same moment", async () => {
    const { needs, institution, link } = await fixture();
    const { token } = await link();
    const secrets = await Promise.all(Array.from({ length: 10 }, () => openLink(needs, token, HERE)));
    expect(secrets.filter(Boolean)).toHaveLength(1);
    expect(await openLink(needs, token, HERE)).toBeNull();
    expect(await linkOwner(needs, token)).toBe(institution.institutionId);
  });

  test("opens for five minutes, and its page works for an hour", async () => {
    const { needs, link } = await fixture();
    const late = await link();
    needs.passMinutes(5);
    expect(await openLink(needs, late.token, HERE)).toBeNull();
    const secret = await openLink(needs, (await link()).token, HERE);
    needs.passMinutes(59);
    expect(await needs.links.view(hashLink(secret ?? ""))).not.toBeNull();
    needs.passMinutes(1);
    expect(await needs.links.view(hashLink(secret ?? ""))).toBeNull();
  });

  test("that was made up, changed or signed with another key opens nothing", async () => {
    const { needs, link } = await fixture();
    const { token, expiresAt } = await link();
    const other = mintLinkToken(randomBytes(32), expiresAt);
    const changed = [...token].map((char, place) => (place === 24 ? (char === "A" ? "B" : "A") : char)).join("");
    const unknown = mintLinkToken(needs.linkKey, expiresAt);
    for (const forged of [other, changed, unknown, token.slice(1), `${token}A`, "", "../../etc", randomUUID()]) {
      expect(await openLink(needs, forged, HERE)).toBeNull();
      expect(await linkOwner(needs, forged)).toBeNull();
    }
    expect(await openLink(needs, token, HERE)).not.toBeNull();
  });

  test("keeps nothing that opens it: neither its token nor its page's secret is in the store", async () => {
    const { needs, link } = await fixture();
    const { token } = await link();
    const secret = await openLink(needs, token, HERE);
    const rows = [await needs.db.query.linkTokens.findMany(), await needs.db.query.linkViews.findMany()];
    for (const kept of [token, secret ?? ""]) expect(JSON.stringify(rows)).not.toContain(kept);
  });

  test("shows how far its own connection's user has come", async () => {
    const { needs, institution, link } = await fixture();
    const view = await opened(needs, (await link()).token);
    const status = async () => (await linkProgress(needs, view)).status;
    expect(await status()).toBe("waiting");
    const { journey } = await arrived(needs, institution);
    expect(await status()).toBe("waiting");
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, institution.connectionId));
    good(await redeemPasscode(needs, journey, { connectionId: institution.connectionId, passcode }, "1.2.3.4"));
    expect(await status()).toBe("arrived");
    const account = (await needs.connections.accounts(institution.institutionId, institution.connectionId))[0];
    await needs.connections.markConnected(
      { sageBankAccountId: randomUUID(), sourceAccountId: account?.id ?? "", bankId: null, requestedStartDate: null },
      needs.clock(),
    );
    needs.passMinutes(21);
    await needs.journeys.expire(1_000);
    expect(await status()).toBe("connected");
  });

  test("knows the accounts of its own connection, and who disconnected them", async () => {
    const { needs, institution, link } = await fixture();
    await anInstitution(needs);
    const view = await opened(needs, (await link()).token);
    const sourceAccountId = institution.accounts[0]?.id ?? "";
    const sage = { sageBankAccountId: randomUUID(), sourceAccountId, bankId: null, requestedStartDate: null };
    const progress = async () => {
      const { accounts, ...rest } = await linkProgress(needs, view);
      expect(accounts.map(({ id }) => id).sort()).toEqual(institution.accounts.map(({ id }) => id).sort());
      return { ...rest, account: accounts.find(({ id }) => id === sourceAccountId) };
    };
    const fresh = await progress();
    expect(fresh).toMatchObject({ status: "waiting", account: { status: "pending", since: null } });
    const connectedAt = needs.clock();
    await needs.connections.markConnected(sage, connectedAt);
    const connected = await progress();
    expect(connected).toMatchObject({ status: "connected", account: { status: "connected", since: connectedAt } });
    needs.passMinutes(1);
    const endedAt = needs.clock();
    await needs.connections.markDisconnected(sage.sageBankAccountId, endedAt);
    const ended = await progress();
    expect(ended).toMatchObject({
      status: "disconnected",
      account: { status: "disconnected", since: endedAt, by: "sage" },
    });
    expect(new Set([fresh.mark, connected.mark, ended.mark]).size).toBe(3);
  });

  test("says connected of no account once the institution has unlinked the connection", async () => {
    const { needs, institution, link } = await fixture();
    const { institutionId, connectionId, companyId } = institution;
    const view = await opened(needs, (await link()).token);
    const sourceAccountId = institution.accounts[0]?.id ?? "";
    const sage = { sageBankAccountId: randomUUID(), sourceAccountId, bankId: null, requestedStartDate: null };
    await needs.connections.markConnected(sage, needs.clock());
    needs.passMinutes(1);
    good(await unlinkConnection(needs, institutionId, companyId, connectionId));
    const { status, accounts } = await linkProgress(needs, view);
    expect(status).toBe("disconnected");
    expect(accounts.find(({ id }) => id === sourceAccountId)).toMatchObject({
      since: needs.clock(),
      by: "institution",
    });
  });

  test("lets its user say once that an arrival is theirs, which does what a password does", async () => {
    const { needs, institution, link } = await fixture();
    const view = await opened(needs, (await link()).token);
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, institution.connectionId));
    const { journey } = await arrivedAt(needs, institution, HERE);
    expect(await redeemApproval(needs, journey, HERE)).toEqual({ ok: false, problem: "no-approval" });
    expect(await arrivalFor(needs, view)).toMatchObject({ journeyId: journey.id, supportCode: journey.supportCode });
    const said = await Promise.all([1, 2, 3].map(() => approveArrival(needs, view, journey.id)));
    expect(said.filter(Boolean)).toHaveLength(1);
    expect(await arrivalFor(needs, view)).toBeNull();

    const redeemed = await Promise.all([1, 2, 3].map(() => redeemApproval(needs, journey, HERE)));
    expect(redeemed.filter(({ ok }) => ok)).toHaveLength(1);
    const now = await needs.journeys.byAuthorisation(journey.authorisationId);
    expect(now).toMatchObject({ state: "identified", connectionId: institution.connectionId });
    // The password that was shown beside it is spent with it.
    const other = await arrived(needs, institution);
    const entry = { connectionId: institution.connectionId, passcode };
    expect((await redeemPasscode(needs, other.journey, entry, "1.2.3.4")).ok).toBe(false);
  });

  test("never offers or approves a stranger's arrival", async () => {
    const { needs, institution, link } = await fixture();
    const view = await opened(needs, (await link()).token);
    const elsewhere = await arrivedAt(needs, institution, "elsewhere");
    expect(await arrivalFor(needs, view)).toBeNull();
    expect(await approveArrival(needs, view, elsewhere.journey.id)).toBe(false);

    const otherInstitution = await anInstitution(needs);
    const another = await arrivedAt(needs, otherInstitution, HERE);
    expect(await approveArrival(needs, view, another.journey.id)).toBe(false);

    // With two from one address, the page cannot tell which is whose.
    const [one] = [await arrivedAt(needs, institution, HERE), await arrivedAt(needs, institution, HERE)];
    expect(await arrivalFor(needs, view)).toBeNull();
    expect(await approveArrival(needs, view, one.journey.id)).toBe(false);
  });

  test("asks about an arrival exactly while Sage's window promises that, also beside a connected account", async () => {
    const { needs, institution, link } = await fixture();
    const { journey } = await arrivedAt(needs, institution, HERE);
    const promised = (visitor = HERE) => isAskedAbout(needs, journey, visitor);
    expect(await promised()).toBe(false);
    const secret = (await openLink(needs, (await link()).token, HERE)) ?? "";
    const sourceAccountId = institution.accounts[0]?.id ?? "";
    const sage = { sageBankAccountId: randomUUID(), sourceAccountId, bankId: null, requestedStartDate: null };
    await needs.connections.markConnected(sage, needs.clock());
    const asked = async () => {
      const view = await needs.links.view(hashLink(secret));
      return view !== null && (await arrivalFor(needs, view))?.journeyId === journey.id;
    };
    expect([await promised(), await asked()]).toEqual([true, true]);
    expect(await promised("elsewhere")).toBe(false);
    expect(await isAskedAbout(needs, { ...journey, institutionId: randomUUID() }, HERE)).toBe(false);
    await arrivedAt(needs, institution, HERE);
    expect([await promised(), await asked()]).toEqual([false, false]);
  });

  test("is promised no longer once its page has not been looked at for ten minutes, or is over", async () => {
    const { needs, institution, link } = await fixture();
    const secret = (await openLink(needs, (await link()).token, HERE)) ?? "";
    const { journey } = await arrivedAt(needs, institution, HERE);
    const promised = () => isAskedAbout(needs, journey, HERE);
    needs.passMinutes(9);
    expect(await promised()).toBe(true);
    needs.passMinutes(1);
    expect(await promised()).toBe(false);
    await needs.links.view(hashLink(secret));
    expect(await promised()).toBe(true);
    needs.passMinutes(50);
    await needs.links.noteSeen([hashLink(secret)]);
    expect(await promised()).toBe(false);
  });

  test("gives an approval that counts for its own authorisation and address, for two minutes", async () => {
    const { needs, institution, link } = await fixture();
    const view = await opened(needs, (await link()).token);
    const mine = await arrivedAt(needs, institution, HERE);
    expect(await approveArrival(needs, view, mine.journey.id)).toBe(true);
    const other = await arrivedAt(needs, institution, HERE);
    const no = { ok: false, problem: "no-approval" };
    expect(await redeemApproval(needs, other.journey, HERE)).toEqual(no);
    expect(await redeemApproval(needs, mine.journey, "elsewhere")).toEqual(no);
    needs.passMinutes(2);
    expect(await redeemApproval(needs, mine.journey, HERE)).toEqual(no);
  });

  test("does not overtake somebody who has typed a password in that time", async () => {
    const { needs, institution, link } = await fixture();
    const view = await opened(needs, (await link()).token);
    const { journey } = await arrivedAt(needs, institution, HERE);
    await approveArrival(needs, view, journey.id);
    const typed = await aConnection(needs, institution.institutionId);
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, typed.connectionId));
    good(await redeemPasscode(needs, journey, { connectionId: typed.connectionId, passcode }, "1.2.3.4"));
    const current = await needs.journeys.byAuthorisation(journey.authorisationId);
    expect(await redeemApproval(needs, { ...journey, ...current } as typeof journey, HERE)).toMatchObject({
      ok: false,
    });
    expect((await needs.journeys.byAuthorisation(journey.authorisationId))?.connectionId).toBe(typed.connectionId);
  });
});
