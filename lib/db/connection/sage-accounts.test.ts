import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { aConnection, anInstitution } from "../../../test/institutions.ts";
import { minutesAfter } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { connections, events, sageAccounts, sourceAccounts } from "../schema.ts";
import { migrationsFolder } from "../store/database.ts";

/** The statements of the migration that fill what it has added. */
const fills = readFileSync(join(migrationsFolder, "0022_sage_accounts.sql"), "utf8")
  .split("--> statement-breakpoint")
  .filter((statement) => !/^(ALTER|CREATE)/m.test(statement));

describeStores("the state of an account", (database) => {
  test("is kept as it happens: who disconnected it, what Sage had of it, and when its connection was unlinked", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { institutionId, companyId, connectionId, accounts } = institution;
    const [account, beside] = accounts.map(({ id }) => id);
    const link = (sourceAccountId = "") => {
      const sageBankAccountId: string = randomUUID();
      const facts = { sageBankAccountId, sourceAccountId, bankId: null, requestedStartDate: null };
      return needs.connections.markConnected(facts, needs.clock()).then(() => sageBankAccountId);
    };
    const state = async () => {
      const [row] = await needs.db
        .select()
        .from(sourceAccounts)
        .where(eq(sourceAccounts.id, account ?? ""));
      const had = await needs.db.select().from(sageAccounts).where(eq(sageAccounts.connectionId, connectionId));
      const [connection] = await needs.db.select().from(connections).where(eq(connections.id, connectionId));
      const { disconnectedBy, disconnectedAt } = row ?? {};
      const sage = had.map(({ sageBankAccountId, endedAt }) => [sageBankAccountId, endedAt]);
      return { end: [disconnectedBy, disconnectedAt], sage, unlinkedAt: connection?.unlinkedAt };
    };
    const first = await link(account);
    expect(await state()).toEqual({ end: [null, null], sage: [[first, null]], unlinkedAt: null });

    needs.passMinutes(1);
    const there = needs.clock();
    await needs.connections.markDisconnected(first, there);
    expect(await state()).toEqual({ end: ["sage", there], sage: [[first, there]], unlinkedAt: null });

    needs.passMinutes(1);
    await needs.db.delete(sageAccounts).where(eq(sageAccounts.sageBankAccountId, first));
    const second = await link(account);
    needs.passMinutes(1);
    const here = needs.clock();
    const before = await needs.accounts.account(institution, "acc-0");
    if (!before) throw new Error("no account");
    await needs.accounts.change(institution, before, { status: "disconnected" });
    // An older release has connected the first; it is written down with the second.
    expect(await state()).toMatchObject({ end: ["institution", here] });
    expect((await state()).sage.sort()).toEqual(
      [
        [first, null],
        [second, null],
      ].sort(),
    );

    await link(beside);
    const connection = await needs.companyConnections.connection(institutionId, companyId, connectionId);
    if (!connection) throw new Error("no connection");
    expect(await needs.companyConnections.unlinkConnection(connection, institutionId)).toBe(true);
    expect((await state()).unlinkedAt).toEqual(here);
  });
});

type Entry = [minutes: number, type: string, actor: "sage" | "institution", detail?: Record<string, string>];

describeStores("the timeline of an older store", (database) => {
  /** A connection with the entries that earlier releases wrote, and two accounts that are disconnected. */
  async function migrated(entriesOf: (one: string, other: string) => Entry[]) {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    const { connectionId, accounts } = await aConnection(needs, institutionId);
    const ids = accounts.map(({ id }) => id).slice(0, 2);
    const [one = "", other = ""] = ids;
    await needs.db.update(sourceAccounts).set({ status: "disconnected" }).where(inArray(sourceAccounts.id, ids));
    for (const [minutes, type, actor, detail = {}] of entriesOf(one, other))
      await needs.db
        .insert(events)
        .values({ at: minutesAfter(minutes), type, actor, institutionId, connectionId, detail });
    // The store is this file's alone, and none of its rows were there before the migration.
    await needs.db.delete(sageAccounts);
    for (const statement of fills) await needs.db.execute(sql.raw(statement));
    const rows = await needs.db.select().from(sourceAccounts).where(inArray(sourceAccounts.id, ids));
    const endOf = (id: string) => {
      const row = rows.find((account) => account.id === id);
      return [row?.disconnectedBy, row?.disconnectedAt];
    };
    const had = await needs.db.select().from(sageAccounts).where(eq(sageAccounts.connectionId, connectionId));
    const [connection] = await needs.db.select().from(connections).where(eq(connections.id, connectionId));
    return { ends: [endOf(one), endOf(other)], had, unlinkedAt: connection?.unlinkedAt, connectionId };
  }
  const connected = (minutes: number, sourceAccountId: string, sageBankAccountId: string): Entry => [
    minutes,
    "account-connected",
    "sage",
    { sourceAccountId, sageBankAccountId },
  ];
  const ended = (minutes: number, sourceAccountId: string, sageBankAccountId: string): Entry => [
    minutes,
    "account-disconnected",
    "sage",
    { sourceAccountId, sageBankAccountId },
  ];
  const here = (minutes: number, sourceAccountId?: string): Entry => [
    minutes,
    "account-disconnected",
    "institution",
    sourceAccountId ? { sourceAccountId } : {},
  ];
  const nobody = [null, null];

  test("says by whom an account was disconnected, and when", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const { ends } = await migrated((one, other) => [
      connected(1, one, first),
      connected(1, other, second),
      here(2, one),
      ended(3, one, first),
      here(4, other),
      connected(5, other, second),
      ended(6, other, second),
    ]);
    expect(ends).toEqual([
      ["institution", minutesAfter(2)],
      ["sage", minutesAfter(6)],
    ]);
  });

  test("leaves open which account was disconnected, where that was not written down", async () => {
    const { ends } = await migrated((one, other) => [
      connected(1, one, randomUUID()),
      here(2),
      connected(3, other, randomUUID()),
    ]);
    expect(ends).toEqual([["unknown", minutesAfter(2)], nobody]);
  });

  test("reports the end of an account that never was connected, and no end that never was", async () => {
    const { ends } = await migrated((one) => [here(2, one)]);
    expect(ends).toEqual([["institution", minutesAfter(2)], nobody]);
  });

  test("lists the accounts that Sage has had, each once, and those it has ended", async () => {
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    const { had, connectionId } = await migrated((one, other) => [
      connected(1, one, first),
      connected(2, other, second),
      ended(3, one, first),
      here(4, other),
      connected(5, other, second),
      // Known by its end alone; and an id of no form that Sage uses.
      ended(6, other, third),
      ended(7, other, "none"),
    ]);
    const row = (sageBankAccountId: string, connectedAt: Date | null, endedAt: Date | null) => ({
      connectionId,
      sageBankAccountId,
      connectedAt,
      endedAt,
    });
    expect(had).toHaveLength(3);
    expect(had).toEqual(
      expect.arrayContaining([
        row(first, minutesAfter(1), minutesAfter(3)),
        row(second, minutesAfter(5), null),
        row(third, null, minutesAfter(6)),
      ]),
    );
  });

  test("says when a connection was unlinked last", async () => {
    const unlinked = (minutes: number): Entry => [minutes, "connection-unlinked", "institution"];
    expect((await migrated(() => [unlinked(1), unlinked(3)])).unlinkedAt).toEqual(minutesAfter(3));
    expect((await migrated(() => [])).unlinkedAt).toBeNull();
  });
});
