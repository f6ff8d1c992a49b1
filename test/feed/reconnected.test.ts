import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accountCreated, recoverLostAccounts } from "../../lib/connection/sage-account-events.ts";
import { connections, sourceAccounts } from "../../lib/db/schema.ts";
import { linkAccounts } from "../../lib/journey/link-accounts.ts";
import { refuse } from "../../lib/result.ts";
import { theDay } from "../days.ts";
import { anInstitution } from "../institutions.ts";
import { someConsent } from "../journeys.ts";
import { needsOver } from "../needs.ts";
import { sageForTest } from "../sage.ts";
import { describeStores } from "../stores.ts";
import { chosen, good } from "../walk.ts";

/** Only a user reconnects an account that an institution or support has disconnected. */
describeStores("a user who reconnects after their institution has disconnected", (database) => {
  async function fixture() {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs);
    const account = institution.accounts[0]?.id ?? "";
    const share = async () => good(await linkAccounts(needs, (await chosen(needs, institution)).journey, someConsent));
    const word = (id: string) =>
      accountCreated(needs, {
        sageBankAccountId: id,
        sourceAccountId: account,
        bankId: institution.bankId,
        requestedStartDate: theDay("2026-01-01"),
      });
    const state = async () => [
      (await needs.db.select().from(sourceAccounts).where(eq(sourceAccounts.id, account)))[0]?.status,
      (await needs.db.select().from(connections).where(eq(connections.id, institution.connectionId)))[0]?.status,
    ];
    const end = async () => {
      const before = await needs.accounts.account(institution, "acc-0");
      if (!before) throw new Error("no account");
      await needs.accounts.change(institution, before, { status: "disconnected" });
      needs.passMinutes(5);
    };
    const unlink = async () => {
      const before = await needs.companyConnections.connection(
        institution.institutionId,
        institution.companyId,
        institution.connectionId,
      );
      if (!before) throw new Error("no connection");
      await needs.companyConnections.unlinkConnection(before, institution.institutionId);
      needs.passMinutes(5);
    };
    return { sage, needs, institution, account, share, word, state, end, unlink };
  }
  const living = (...ids: string[]) => ({
    status: 200,
    body: { data: ids.map((bankAccountId) => ({ bankAccountId, status: "active" })) },
  });

  test.each(["the same account once more", "a new one"])(
    "F35 shares the account, and Sage tells of %s",
    async (which) => {
      const { sage, share, word, state, end } = await fixture();
      const id: string = randomUUID();
      await share();
      await word(id);
      await end();
      await share();
      const told = which === "a new one" ? randomUUID() : id;
      sage.answer(/accountqueries/, living(told));
      await word(told);
      expect(await state()).toEqual(["connected", "Linked"]);
    },
  );

  test("F35 links an unlinked connection again, when Sage's notification comes before its answer", async () => {
    const { sage, needs, institution, share, word, state, unlink } = await fixture();
    const [id, anew] = [randomUUID() as string, randomUUID() as string];
    await share();
    await word(id);
    await unlink();
    await needs.connections.markDisconnected(id, needs.clock());
    const { journey } = await chosen(needs, institution);
    const early = {
      ...needs.sage,
      authorise: async (...g: Parameters<typeof needs.sage.authorise>) => {
        const a = await needs.sage.authorise(...g);
        sage.answer(/accountqueries/, living(anew));
        await word(anew);
        return a;
      },
    };
    good(await linkAccounts({ ...needs, sage: early }, journey, someConsent));
    expect(await state()).toEqual(["connected", "Linked"]);
  });
  test("F35 links an unlinked connection again, when Sage reports the account later", async () => {
    const { needs, share, word, state, unlink } = await fixture();
    const [id, anew] = [randomUUID() as string, randomUUID() as string];
    await share();
    await word(id);
    await unlink();
    await needs.connections.markDisconnected(id, needs.clock());
    await share();
    await word(anew);
    expect(await state()).toEqual(["connected", "Linked"]);
  });

  for (const way of ["word", "recovery"])
    test(`F35 confirms in a visit that began before the end, and Sage's answer is lost: ${way} connects the account`, async () => {
      const sage = await sageForTest();
      const needs = needsOver(database(), sage.config);
      const institution = await anInstitution(needs);
      const account = institution.accounts[0]?.id ?? "";
      const word = (id: string) =>
        accountCreated(needs, {
          sageBankAccountId: id,
          sourceAccountId: account,
          bankId: institution.bankId,
          requestedStartDate: theDay("2026-01-01"),
        });
      const anew = randomUUID() as string;
      const { journey } = await chosen(needs, institution);
      needs.passMinutes(2);
      const before = await needs.accounts.account(institution, "acc-0");
      if (!before) throw new Error("no account");
      await needs.accounts.change(institution, before, { status: "disconnected" });
      needs.passMinutes(2);
      const lost = {
        ...needs.sage,
        authorise: async () =>
          refuse({ code: "unreachable" as const, ambiguous: true, detail: "lost", sageAnswer: null }),
      };
      await linkAccounts({ ...needs, sage: lost }, journey, someConsent);
      needs.passMinutes(2);
      const answer = { status: 200, body: { data: [{ bankAccountId: anew, status: "active" }] } };
      sage.answer(/accountqueries/, answer);
      if (way === "word") await word(anew);
      else await recoverLostAccounts(needs, { since: new Date(0), limit: 10, connectionId: institution.connectionId });
      const [row] = await needs.db.select().from(sourceAccounts).where(eq(sourceAccounts.id, account));
      expect([row?.status, row?.sageBankAccountId]).toEqual(["connected", anew]);
    });
});
