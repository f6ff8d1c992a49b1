import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountInSage, aFeed } from "../../../test/feed.ts";
import { anInstitution } from "../../../test/institutions.ts";
import { minutesAfter } from "../../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { anAddress, aPasscode, arrived, identified } from "../../../test/walk.ts";
import { recoverLostAccounts } from "../../connection/sage-account-events.ts";
import { redeemPasscode } from "../../journey/redeem-passcode.ts";
import { auditStore } from "../console/audit-store.ts";
import { consoleSessions, journeys, linkTokens, people, sourceAccounts } from "../schema.ts";
import { restore } from "./restore.ts";

describeStores("a restore", (database) => {
  const restored = ({ db, clock }: TestNeeds) => restore(db, clock(), auditStore(db, clock));

  test("ends what may have been used since: passwords, journeys, link pages and console sessions", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { journey: open } = await identified(needs, institution);
    const passcode = await aPasscode(needs, institution);
    const now = needs.clock();
    const token = { institutionId: institution.institutionId, connectionId: institution.connectionId };
    await needs.db.insert(linkTokens).values({ ...token, hash: crypto.randomUUID(), expiresAt: minutesAfter(5, now) });
    const person = { email: `${crypto.randomUUID()}@bank.example.com`, name: "Ada", role: "support" } as const;
    const [ada] = await needs.db.insert(people).values(person).returning();
    const session = { id: crypto.randomUUID(), personId: ada?.id ?? "", seenAt: now };
    await needs.db.insert(consoleSessions).values(session);

    expect(await restored(needs)).toMatchObject({ passcodes: 1, journeys: 1, linkPages: 1, sessions: 1 });
    expect(await needs.journeys.expire(1_000)).toBe(1);
    const [ended] = await needs.db.select().from(journeys).where(eq(journeys.id, open.id));
    expect(ended?.state).toBe("expired");
    const { journey } = await arrived(needs, institution);
    const entry = { connectionId: institution.connectionId, passcode };
    expect((await redeemPasscode(needs, journey, entry, anAddress())).ok).toBe(false);
    expect(await restored(needs)).toMatchObject({ passcodes: 0, linkPages: 0, sessions: 0 });
    const [row] = await needs.audit.latest({ institutionId: null, action: "store-restored" }, 1);
    expect(row).toMatchObject({ actor: "operator", subject: "store:all", detail: { passcodes: 0 } });
  });

  test("has Sage asked about accounts that it may have connected since", async () => {
    const feed = await aFeed(database());
    const { needs } = feed;
    const lost = await anInstitution(needs);
    const [account] = lost.accounts;
    if (!account) throw new Error("no account");
    const inSage = await accountInSage({ fixture: feed.fixture, account, sageBankId: feed.sageBankId });
    // The lost one is at the bank that Sage knows; the feed's own account is connected.
    const { db } = needs;
    await db.update(sourceAccounts).set({ institutionId: feed.institutionId }).where(eq(sourceAccounts.id, account.id));
    const asked = { since: minutesAfter(-60, needs.clock()), limit: 1_000, connectionId: lost.connectionId };
    expect((await recoverLostAccounts(needs, asked)).asked).toBe(0);
    expect((await restored(needs)).askedAbout).toBeGreaterThan(0);
    await recoverLostAccounts(needs, asked);
    const [found] = await db.select().from(sourceAccounts).where(eq(sourceAccounts.id, account.id));
    expect(found).toMatchObject({ status: "connected", sageBankAccountId: inSage });
  });
});
