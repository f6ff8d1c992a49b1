import type {
  AccountEffect,
  AccountEvent,
  AccountLife,
  ConnectionLife,
  CreatedInSage,
} from "../../lib/connection/account-life.ts";
import { accountStep } from "../../lib/connection/account-step.ts";
import type { SageAccountLink } from "../../lib/connection/connection.ts";
import { connectionStep } from "../../lib/connection/connection-step.ts";
import type { ConnectionStore } from "../../lib/connection/ports.ts";
import type { World } from "../world.ts";
import { HOME, type Tables } from "./tables.ts";

const LOOK_BACK_MS = 24 * 3_600_000;

/** The account's life as `lib/db/connection/account-life.ts` loads it. */
function accountLife(tables: Tables): AccountLife {
  const { account, journeys, sageAccounts } = tables;
  const last = journeys.at(-1);
  return {
    ...account,
    connection: connectionLife(tables),
    sharedAt: last?.at ?? null,
    journey: last ? { id: last.id, connectedAt: last.connectedAt } : null,
    sageAccounts,
  };
}

const connectionLife = ({ account, connection, journeys }: Tables): ConnectionLife => ({
  ...connection,
  connectedIds: account.status === "connected" ? [account.id] : [],
  reauthorisedAt: journeys.findLast(({ kind }) => kind === "reauth")?.at ?? null,
  lastBankId: journeys.length > 0 ? HOME.bankId : null,
});

type Parts = Pick<ConnectionStore, "markConnected" | "markDisconnected" | "contest" | "awaited">;

/** The store of `lib/db/connection/connection-store.ts`, in memory. */
export function accountStore(world: World): Parts {
  return {
    markConnected: (link, _, word = "answered") =>
      world.transaction("account", () => changed(world, created(world.tables, link, word)) ?? "connected"),

    markDisconnected: (sageBankAccountId) =>
      world.transaction("account", () => {
        if (world.tables.account.sageBankAccountId !== sageBankAccountId) return "unknown";
        return changed(world, { type: "ended", sageBankAccountId }) ?? "disconnected";
      }),

    contest: async (told) => {
      const account = accountLife(world.tables);
      const { institutionId, sourceAccountId, bankId, region } = HOME;
      return account.sageBankAccountId
        ? { account, told, ask: { institutionId, sourceAccountId, bankId, region } }
        : null;
    },

    async awaited() {
      const { tables, now } = world;
      if (tables.account.status === "connected") return [];
      const shared = tables.journeys.findLast(
        ({ kind, at }) => kind === "onboard" && now - at.getTime() < LOOK_BACK_MS,
      );
      return shared ? [{ ...HOME, announcedAt: shared.at }] : [];
    },
  };
}

function created({ notifications }: Tables, link: SageAccountLink, word: CreatedInSage["word"]): CreatedInSage {
  const told = (type: "created" | "deleted") =>
    notifications.find((one) => one.type === type && one.sageBankAccountId === link.sageBankAccountId);
  return {
    ...{ type: "created", word, link, isTaken: false, bank: "own" },
    isDeleted: told("deleted") !== undefined,
    toldStartDate: told("created")?.startDate ?? null,
  };
}

/** Has an event do to the account what it does; null, or why it does nothing. */
function changed(world: World, event: AccountEvent) {
  const stepped = accountStep(accountLife(world.tables), event, new Date(world.now));
  world.log?.push(`  account ${event.type}: ${stepped.ok ? "done" : stepped.problem}`);
  if (!stepped.ok) return stepped.problem;
  const { connection, sharedAt: _at, journey: _journey, sageAccounts: _had, ...account } = stepped.value.after;
  carryOut(world, stepped.value.effects, { account, connection });
  return null;
}

type After = { account?: Tables["account"]; connection: ConnectionLife };

function carryOut(world: World, effects: readonly AccountEffect[], { account, connection }: After) {
  const change = (next: Partial<Tables>) => {
    world.tables = { ...world.tables, ...next };
  };
  for (const effect of effects)
    switch (effect.type) {
      case "save":
        if (account) change({ account });
        break;
      case "save-connection": {
        const { id, institutionId, status, movedAt, unlinkedAt } = connection;
        change({ connection: { id, institutionId, status, movedAt, unlinkedAt } });
        break;
      }
      case "remember": {
        const { sageAccount } = effect;
        const others = world.tables.sageAccounts.filter(
          (one) => one.sageBankAccountId !== sageAccount.sageBankAccountId,
        );
        change({ sageAccounts: [...others, sageAccount] });
        break;
      }
      case "finish-journey": {
        const connectedAt = new Date(world.now);
        change({
          journeys: world.tables.journeys.map((one) => (one.id === effect.journeyId ? { ...one, connectedAt } : one)),
        });
        break;
      }
      case "follow":
        if (world.tables.feed) world.enqueue(0);
    }
}

/** Its institution disconnects the account. */
export const disconnect = (world: World) => void changed(world, { type: "disconnected" });

/** Its institution unlinks the connection. */
export function unlink(world: World) {
  const stepped = connectionStep(connectionLife(world.tables), { type: "unlinked" }, new Date(world.now));
  if (stepped.ok) carryOut(world, stepped.value.effects, { connection: stepped.value.after });
}

/** The user has shared the account here, or authorised it again. */
export function share(world: World, kind: "onboard" | "reauth") {
  const at = new Date(world.now);
  const { journeys } = world.tables;
  world.tables = {
    ...world.tables,
    journeys: [...journeys, { id: world.newId("journey"), at, kind, connectedAt: null }],
  };
  const event = { type: "shared", kind, accountIds: [HOME.sourceAccountId] } as const;
  const stepped = connectionStep(connectionLife(world.tables), event, at);
  if (stepped.ok) carryOut(world, stepped.value.effects, { connection: stepped.value.after });
}
