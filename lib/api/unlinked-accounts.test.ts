import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi } from "../../test/api.ts";
import { isConnected } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { relinks } from "../db/connection/relink.ts";
import { sourceAccounts, webhookEvents } from "../db/schema.ts";
import type { Journey } from "../journey/journey.ts";

type Account = { id: string; status: string };

describeStores("an unlinked connection's accounts", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const institution = await anApiInstitution(needs, url);
    const { ask, connection, accounts, bankId, institutionId } = institution;
    const [first, second] = accounts;
    for (const account of [first, second]) await isConnected(needs, account?.id ?? "", bankId);
    const eventTypes = ["bankFeeds.sourceAccount.connected", "bankFeeds.sourceAccount.disconnected"];
    await ask("POST", "/webhooks", { url: "https://bank.example/events", eventTypes });
    const statuses = async () =>
      Object.fromEntries(
        ((await ask("GET", `${connection}/connectionInfo/bankFeedAccounts`)).body as Account[]).map((one) => [
          one.id,
          one.status,
        ]),
      );
    /** The events that the webhook receives, in no order: several are of one moment. */
    const told = async () =>
      (await needs.db.select().from(webhookEvents))
        .filter((event) => event.institutionId === institutionId)
        .map(({ id, sealedBody }) => JSON.parse(needs.cipher.open(sealedBody, id)))
        .map(
          ({ eventType, payload }) =>
            `${eventType.split(".").at(-1)} ${payload.sourceAccount.id} ${payload.sourceAccount.status}`,
        )
        .sort();
    const unlink = () => ask("PATCH", connection, { status: "Unlinked" });
    const link = () =>
      needs.db.transaction((tx) =>
        relinks(needs.clock, needs.tell, async () => {})(
          tx,
          { ...institution, kind: "onboard", accountIds: [first?.id] } as unknown as Journey,
          { type: "linked", actor: "sage" },
        ),
      );
    return { ...institution, needs, statuses, told, unlink, link };
  }

  test("are not connected any more, in answers and in the webhook, and are again once it is linked", async () => {
    const { statuses, told, unlink, link, ask, connection } = await fixture();
    const others = { "acc-2": "pending" };
    expect(await statuses()).toEqual({ "acc-0": "connected", "acc-1": "connected", ...others });
    expect((await unlink()).status).toBe(200);
    expect(await statuses()).toEqual({ "acc-0": "disconnected", "acc-1": "disconnected", ...others });
    const ends = ["disconnected acc-0 disconnected", "disconnected acc-1 disconnected"];
    expect(await told()).toEqual(ends);
    const one = `${connection}/connectionInfo/bankFeedAccounts/acc-0`;
    expect(await ask("PATCH", one, { balance: 5 })).toMatchObject({ status: 200, body: { status: "disconnected" } });
    await link();
    expect(await statuses()).toEqual({ "acc-0": "connected", "acc-1": "connected", ...others });
    expect(await told()).toEqual(["connected acc-0 connected", "connected acc-1 connected", ...ends]);
  });

  test("that their institution ends one by one stay ended when it is linked again", async () => {
    const { statuses, told, unlink, link, ask, connection } = await fixture();
    await unlink();
    const ended = await ask("PATCH", `${connection}/connectionInfo/bankFeedAccounts/acc-1`, { status: "disconnected" });
    expect(ended).toMatchObject({ status: 200, body: { status: "disconnected" } });
    await link();
    expect(await statuses()).toMatchObject({ "acc-0": "connected", "acc-1": "disconnected" });
    expect((await told()).filter((event) => event.includes("acc-1"))).toEqual(["disconnected acc-1 disconnected"]);
  });

  const endings = {
    "its institution ends it": ({ ask, one }: Ending) => ask("PATCH", one, { status: "disconnected" }),
    "its institution deletes it": ({ ask, one }: Ending) => ask("DELETE", one),
    "Sage ends it": ({ needs, sageBankAccountId }: Ending) =>
      needs.connections.markDisconnected(sageBankAccountId, needs.clock()),
  };
  type Ending = Pick<Awaited<ReturnType<typeof fixture>>, "ask" | "needs"> & { one: string; sageBankAccountId: string };
  const befores = ["connected", "of an unlinked connection", "ended by its institution", "ended in Sage"];
  const ends = Object.keys(endings) as (keyof typeof endings)[];
  const rows = befores.flatMap((before) => ends.map((end) => [before, end] as const));

  test.each(rows)("one that is %s is reported as disconnected once when %s", async (before, end) => {
    const { ask, needs, connection, accounts, told, unlink } = await fixture();
    const [account] = await needs.db
      .select()
      .from(sourceAccounts)
      .where(eq(sourceAccounts.id, accounts[0]?.id ?? ""));
    const one = `${connection}/connectionInfo/bankFeedAccounts/acc-0`;
    const ending = { ask, needs, one, sageBankAccountId: account?.sageBankAccountId ?? "" };
    if (before === "of an unlinked connection") await unlink();
    if (before === "ended by its institution") await endings["its institution ends it"](ending);
    if (before === "ended in Sage") await endings["Sage ends it"](ending);
    await endings[end](ending);
    expect((await told()).filter((event) => event.startsWith("disconnected acc-0"))).toHaveLength(1);
  });
});
