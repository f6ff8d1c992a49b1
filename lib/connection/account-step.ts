import { utcDay } from "../calendar-day.ts";
import { ok, type Result, refuse } from "../result.ts";
import type {
  AccountConflict,
  AccountEffect,
  AccountEvent,
  AccountLife,
  AccountRefusal,
  ConnectionLife,
  CreatedInSage,
  Stepped,
} from "./account-life.ts";
import { type DisconnectedBy, isEndNews, type KnownToSage, type SageAccountLink } from "./connection.ts";

type Answer = Result<Stepped<AccountLife>, AccountRefusal>;

/** Decides what becomes of a source account: the same account, event and time always give the same answer. */
export function accountStep(account: AccountLife, event: AccountEvent, now: Date): Answer {
  switch (event.type) {
    case "created":
      return create(account, event, now);
    case "ended":
      return end(account, event.sageBankAccountId, now);
    case "disconnected":
      return disconnect(account, now);
    case "deleted":
      return ok({ after: account, effects: [noteHere("account-deleted", account), ...news(account)] });
  }
}

function create(account: AccountLife, event: CreatedInSage, now: Date): Answer {
  const { link, word, isTaken, isDeleted, bank } = event;
  const isKnown = account.sageBankAccountId === link.sageBankAccountId;
  if (isKnown && account.status === "connected") return refuse("repeated");
  if (staysDisconnected(account, link.sageBankAccountId)) return refuse("stale");
  // The key of a notification is Sage's id alone. A second one under it is a repeat, whatever else it says.
  if (isTaken) return refuse("repeated");
  if (bank === "foreign") return refuse("unknown");
  // Sage never revives an id.
  if (isDeleted) return refuse("stale");
  if (word === "notified" && isContested(account, link.sageBankAccountId)) return refuse("contested");

  const { sageBankAccountId } = link;
  const after: AccountLife = {
    ...account,
    status: "connected",
    sageBankAccountId,
    sageBankId: (bank && link.bankId) ?? account.sageBankId ?? account.connection.lastBankId,
    // Where Sage names none, the earlier one holds.
    feedStartDate: link.requestedStartDate ?? event.toldStartDate ?? account.feedStartDate ?? utcDay(now),
    connectedAt: now,
    disconnectedBy: null,
    disconnectedAt: null,
    connection: relinked(account, now),
  };
  const detail = { sourceAccountId: account.id, sageBankAccountId };
  return ok({
    after,
    effects: [
      { type: "save" },
      ...rememberBoth(account, sageBankAccountId, now),
      ...finished(account),
      ...(after.connection === account.connection ? [] : [{ type: "save-connection" } as const]),
      { type: "note", entry: "account-connected", actor: "sage", detail },
      ...newsOfConnected(account.connection, after.connection),
      { type: "follow" },
    ],
  });
}

/** The new Sage account, and the earlier one where the release before this one has connected it. */
function rememberBoth(account: AccountLife, sageBankAccountId: string, now: Date): AccountEffect[] {
  const { sageBankAccountId: before, connectedAt } = account;
  const isWritten = account.sageAccounts.some((one) => one.sageBankAccountId === before && one.connectedAt !== null);
  const old = before && before !== sageBankAccountId && connectedAt && !isWritten;
  return [
    ...(old ? [remember(account, before, { connectedAt })] : []),
    remember(account, sageBankAccountId, { connectedAt: now }),
  ];
}

function remember(
  account: AccountLife,
  sageBankAccountId: string,
  change: { connectedAt: Date } | { endedAt: Date },
): AccountEffect {
  const known = account.sageAccounts.find((one) => one.sageBankAccountId === sageBankAccountId);
  return {
    type: "remember",
    sageAccount: { sageBankAccountId, connectedAt: null, endedAt: null, ...known, ...change },
  };
}

/** The last journey that shared an account made Sage connect it; those before it were not finished there. */
const finished = ({ journey }: AccountLife): AccountEffect[] =>
  journey && !journey.connectedAt ? [{ type: "finish-journey", journeyId: journey.id }] : [];

/** A connected account makes its connection linked; one that its institution has unlinked only once its user has come since. */
function relinked({ connection, sharedAt }: AccountLife, now: Date): ConnectionLife {
  const { status } = connection;
  const isLeft = status === "Linked" || (status === "Unlinked" && !isSharedSinceUnlinked(connection, sharedAt));
  return isLeft ? connection : { ...connection, status: "Linked", movedAt: now };
}

function newsOfConnected({ status: before }: ConnectionLife, { status }: ConnectionLife): AccountEffect[] {
  // To its institution none of an unlinked connection is connected.
  if (status === "Unlinked") return [];
  const connected: AccountEffect = { type: "tell-of-account", event: "bankFeeds.sourceAccount.connected" };
  if (before === "Linked") return [connected];
  if (before === "PendingAuth") return [{ type: "tell-of-connection", event: "connection.connected" }, connected];
  const anew: AccountEffect = { type: "tell-of-connection", event: "connection.reconnected" };
  if (before === "Deauthorized") return [anew, connected];
  return [anew, { type: "tell-of-accounts", what: "connected" }, connected];
}

/**
 * Only its user links again a connection that its institution unlinked. The release before this one kept no
 * `unlinkedAt`.
 */
function isSharedSinceUnlinked({ unlinkedAt, movedAt, reauthorisedAt }: ConnectionLife, sharedAt: Date | null) {
  const then = latest(unlinkedAt, movedAt);
  return then !== null && (isAfter(sharedAt, then) || isAfter(reauthorisedAt, then));
}

function end(account: AccountLife, sageBankAccountId: string, now: Date): Answer {
  // Disconnected by its institution before, it is disconnected by Sage only now. Work that Sage has under way may never
  // finish.
  if (account.status === "disconnected" && isEndedBySage(account, sageBankAccountId)) return refuse("repeated");
  const { connection } = account;
  // A connection is no longer linked once Sage has disconnected its last account. Its user may reconnect it.
  const isLast = connection.status === "Linked" && connection.connectedIds.every((id) => id === account.id);
  const detail = { sourceAccountId: account.id, sageBankAccountId };
  const before = endOf(account);
  return ok({
    after: {
      ...account,
      status: "disconnected",
      disconnectedBy: before?.by ?? "sage",
      disconnectedAt: before ? before.at : now,
      connection: isLast ? { ...connection, status: "Deauthorized", movedAt: now } : connection,
    },
    effects: [
      { type: "save" },
      remember(account, sageBankAccountId, { endedAt: now }),
      { type: "note", entry: "account-disconnected", actor: "sage", detail },
      ...news(account),
      ...(isLast
        ? ([{ type: "save-connection" }, { type: "tell-of-connection", event: "connection.disconnected" }] as const)
        : []),
      { type: "follow" },
    ],
  });
}

function disconnect(account: AccountLife, now: Date): Answer {
  if (account.status === "disconnected") return refuse("repeated");
  return ok({
    after: { ...account, status: "disconnected", disconnectedBy: "institution", disconnectedAt: now },
    effects: [{ type: "save" }, noteHere("account-disconnected", account), ...news(account), { type: "follow" }],
  });
}

const noteHere = (entry: string, { id }: AccountLife): AccountEffect => ({
  type: "note",
  entry,
  actor: "institution",
  detail: { sourceAccountId: id },
});

const news = ({ status, connection }: AccountLife): AccountEffect[] =>
  isEndNews(status, connection.status)
    ? [{ type: "tell-of-account", event: "bankFeeds.sourceAccount.disconnected" }]
    : [];

/** How an account ended. The release before this one did not keep it; such an account ended after it was connected. */
function endOf(account: AccountLife): { by: DisconnectedBy; at: Date | null } | null {
  const { status, connectedAt, disconnectedBy: by, disconnectedAt: at } = account;
  if (status !== "disconnected") return null;
  const isOfNow = by !== null && at !== null && (connectedAt === null || at >= connectedAt);
  return isOfNow ? { by, at } : { by: "unknown", at: connectedAt };
}

/**
 * True when an account stays disconnected. Its institution has disconnected it. Its user has not shared it here since then. Nor has
 * the user chosen it from Sage's list, which Sage tells by a new account of its own. Where it is not known who disconnected it,
 * Sage's news of an account that was connected before is not believed.
 */
function staysDisconnected(account: AccountLife, sageBankAccountId: string) {
  const end = endOf(account);
  if (!end || end.by === "sage") return false;
  const isOld = wasConnected(account, sageBankAccountId);
  if (end.by === "unknown" && !isOld) return false;
  const isChosen = !isOld && isAfter(account.offeredAt, end.at);
  return !isChosen && !isAfter(account.sharedAt, end.at);
}

/**
 * True when a report of an account may be late, or a repeat. Another account is known, and Sage has not reported its
 * end.
 */
function isContested(account: AccountLife, told: string) {
  const known = account.sageBankAccountId;
  if (known === null) return false;
  return !isEndedBySage(account, known) || wasConnected(account, told);
}

/**
 * Decides which account takes the transactions from now on, once Sage has answered. A new account alone replaces an
 * active one. While the known account may be active, a report of an earlier account is late, or a repeat.
 */
export function activeAccountOf(
  { account, told, ask }: AccountConflict,
  { living, ended }: KnownToSage,
): Result<SageAccountLink, AccountRefusal> {
  const known = account.sageBankAccountId;
  const of = (id: string | null) => living.find(({ sageBankAccountId }) => sageBankAccountId === id);
  const isOld = wasConnected(account, told.sageBankAccountId);
  // The bank that was asked knows nothing of an account at another one.
  const isElsewhere = known !== null && account.sageBankId !== ask.bankId && !isEndedBySage(account, known);
  const mayKnownLive = of(known) !== undefined || isElsewhere;
  const alive = of(told.sageBankAccountId);
  if (alive && (told.sageBankAccountId === known || !isOld || !mayKnownLive))
    return ok({ ...alive, requestedStartDate: told.requestedStartDate ?? alive.requestedStartDate });
  // Sage may tell of it sooner than it answers of it.
  if (!isOld && living.length === 0 && !ended.includes(told.sageBankAccountId)) return ok(told);
  const [newest] = living;
  if (newest && !mayKnownLive) return ok(newest);
  return refuse(mayKnownLive ? "repeated" : "stale");
}

/**
 * True when this account of Sage's was connected here before. Sage's report of it is then no report of a new account.
 */
function wasConnected({ sageAccounts, ...account }: AccountLife, sageBankAccountId: string) {
  if (account.sageBankAccountId === sageBankAccountId && account.connectedAt !== null) return true;
  return sageAccounts.some((one) => one.sageBankAccountId === sageBankAccountId && one.connectedAt !== null);
}

const isEndedBySage = ({ sageAccounts }: AccountLife, sageBankAccountId: string) =>
  sageAccounts.some((one) => one.sageBankAccountId === sageBankAccountId && one.endedAt !== null);

const isAfter = (moment: Date | null, then: Date | null) => moment !== null && (then === null || moment > then);
const latest = (one: Date | null, other: Date | null) => (isAfter(one, other) ? one : other);
