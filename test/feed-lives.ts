import { type SageAnswer, silence } from "../lib/connection/sage-answer.ts";
import type { AccountInSage, Content, Feed, FeedEvent, InFlight } from "../lib/feed/feed-life.ts";
import { saidBySage } from "../lib/feed/reason.ts";
import { theDay } from "./days.ts";
import { minutesAfter } from "./journeys.ts";

/** The time of the tables of feeds. */
export const NOW = minutesAfter(600);
/** Sage's account that a feed is connected to, and one that it was connected to before. */
export const PRESENT = "present";
export const FORMER = "former";

const before = (minutes: number) => minutesAfter(600 - minutes);

/** A statement that was opened and never tried. */
export const UNTRIED: InFlight = {
  id: "statement",
  kind: "lines",
  sageBankAccountId: PRESENT,
  firstLine: 11,
  lastLine: 20,
  lines: 10,
  sageStatementId: null,
  postedAt: null,
  attempts: 0,
  isOutcomeUnknown: false,
  isRestored: false,
  refusals: 0,
  reason: null,
  sageAnswer: null,
  isAccountEndedInSage: false,
};

/** A connected account of which Sage has all lines up to the tenth. */
export const IDLE: Feed = {
  sourceAccountId: "account",
  account: {
    status: "connected",
    isLinked: true,
    sageBankAccountId: PRESENT,
    bankId: "bank",
    region: "eu",
    startDate: theDay("2026-01-01"),
  },
  sentTo: PRESENT,
  sentThrough: 10,
  singlyThrough: 0,
  mostLines: null,
  lookedAt: before(1),
  awaitsSage: null,
  resumeAt: null,
  reauthorisation: null,
  reauthorisationAt: null,
  askedInVain: 0,
  held: null,
  returning: null,
};

const held = (change: Partial<InFlight>, feed: Partial<Feed> = {}): Feed => ({
  ...IDLE,
  ...feed,
  held: { ...UNTRIED, ...change },
});
const account = (change: Partial<Feed["account"]>): Partial<Feed> => ({ account: { ...IDLE.account, ...change } });

const TRIED = { attempts: 1 };
const UNKNOWN = { attempts: 1, isOutcomeUnknown: true };
const POSTED = { attempts: 1, sageStatementId: "in-sage", postedAt: before(1) };
const UNLINKED = account({ isLinked: false });
const DISCONNECTED = account({ status: "disconnected" });
const GIVEN: Partial<Feed> = { reauthorisation: "given", reauthorisationAt: before(5) };
const LONG_GIVEN: Partial<Feed> = { reauthorisation: "given", reauthorisationAt: before(60) };
const REQUIRED: Partial<Feed> = { reauthorisation: "required", reauthorisationAt: before(60) };
const ASKED: Partial<Feed> = { reauthorisation: "asked", reauthorisationAt: before(1) };
const WORD: Partial<InFlight> = { kind: "reauthorise", firstLine: 0, lastLine: 0, lines: 0 };

/** Feeds by the words of the tables. */
const FEEDS: Record<string, Feed> = {
  idle: IDLE,
  "no bank": { ...IDLE, ...account({ bankId: null, region: null }) },
  "foreign bank": { ...IDLE, ...account({ region: null }) },
  "no account": { ...IDLE, ...account({ sageBankAccountId: null }) },
  pending: { ...IDLE, ...account({ status: "pending", sageBankAccountId: null, bankId: null, region: null }) },
  unlinked: { ...IDLE, ...UNLINKED },
  disconnected: { ...IDLE, ...DISCONNECTED },
  asked: { ...IDLE, ...ASKED },
  required: { ...IDLE, ...REQUIRED },
  "required, asked lately": { ...IDLE, ...REQUIRED, reauthorisationAt: before(1) },
  "required, disconnected, unknown": held(UNKNOWN, { ...DISCONNECTED, ...REQUIRED }),
  "required, unlinked, unknown": held(UNKNOWN, { ...UNLINKED, ...REQUIRED }),
  given: { ...IDLE, ...GIVEN },
  "first account": { ...IDLE, sentTo: null, sentThrough: 0, returning: { through: 0, left: null } },
  "first account, given": { ...IDLE, ...GIVEN, sentTo: null, sentThrough: 0, returning: { through: 0, left: null } },
  "new account": { ...IDLE, sentTo: FORMER, returning: { through: 0, left: null } },
  "new account, required": { ...IDLE, ...REQUIRED, sentTo: FORMER, returning: { through: 0, left: null } },
  "new account, asked": { ...IDLE, ...ASKED, sentTo: FORMER, returning: { through: 0, left: null } },
  "back, nothing left": { ...IDLE, sentTo: FORMER, returning: { through: 7, left: null } },
  "back, one left": {
    ...IDLE,
    sentTo: FORMER,
    returning: { through: 7, left: { ...UNTRIED, ...POSTED, id: "left" } },
  },
  "back, one tried left": {
    ...IDLE,
    sentTo: FORMER,
    returning: { through: 7, left: { ...UNTRIED, ...UNKNOWN, id: "left" } },
  },
  untried: held({}),
  tried: held(TRIED),
  unknown: held(UNKNOWN),
  posted: held(POSTED),
  "posted, unknown": held({ ...POSTED, isOutcomeUnknown: true }),
  "posted ten minutes ago": held({ ...POSTED, postedAt: before(10) }),
  "posted long ago": held({ ...POSTED, postedAt: before(11) }),
  "posted elsewhere": held({ ...POSTED, sageBankAccountId: FORMER }, { sentTo: FORMER }),
  "posted elsewhere long ago": held({ ...POSTED, sageBankAccountId: FORMER, postedAt: before(11) }, { sentTo: FORMER }),
  "posted elsewhere, ended": held({ ...POSTED, sageBankAccountId: FORMER }, { sentTo: FORMER, ...DISCONNECTED }),
  "posted elsewhere, moved on": held({ ...POSTED, sageBankAccountId: FORMER }),
  "posted elsewhere, over, unlinked": held(
    { ...POSTED, sageBankAccountId: FORMER, isAccountEndedInSage: true },
    { sentTo: FORMER, ...UNLINKED },
  ),
  "tried elsewhere, unlinked": held({ ...UNKNOWN, sageBankAccountId: FORMER }, { sentTo: FORMER, ...UNLINKED }),
  "tried elsewhere": held(
    { ...UNKNOWN, sageBankAccountId: FORMER },
    { sentTo: FORMER, returning: { through: 0, left: null } },
  ),
  "untried, unlinked": held({}, UNLINKED),
  "unknown, unlinked": held(UNKNOWN, UNLINKED),
  "posted, unlinked": held(POSTED, UNLINKED),
  "unknown, disconnected": held(UNKNOWN, DISCONNECTED),
  "posted, disconnected": held(POSTED, DISCONNECTED),
  "posted, ended in Sage": held({ ...POSTED, isAccountEndedInSage: true }, DISCONNECTED),
  "restored, unknown": held({ ...UNKNOWN, isRestored: true }),
  "restored, one line": held({ ...UNKNOWN, isRestored: true, lines: 1, lastLine: 11 }),
  "restored, one line, in parts": held({ ...UNKNOWN, isRestored: true, lines: 1, lastLine: 11 }, { mostLines: 10 }),
  "restored, disconnected": held({ ...UNKNOWN, isRestored: true }, DISCONNECTED),
  "unknown, given": held(UNKNOWN, GIVEN),
  "unknown, long given": held(UNKNOWN, LONG_GIVEN),
  "twice refused": held({ ...UNKNOWN, refusals: 2 }),
  "given 20 minutes ago": held(UNKNOWN, { reauthorisation: "given", reauthorisationAt: before(20) }),
  "stands still": held({ ...UNKNOWN, reason: saidBySage("known?") }),
  "twelfth try": held({ ...UNKNOWN, attempts: 12 }),
  "posted by a twelfth try": held({ ...POSTED, isOutcomeUnknown: true, attempts: 12 }),
  "ninth try": held({ ...UNKNOWN, attempts: 9 }),
  "posted, asked": held(POSTED, ASKED),
  "posted, given": held(POSTED, GIVEN),
  "posted, taken in parts": held({ ...POSTED, isOutcomeUnknown: true, isRestored: true }, { mostLines: 10 }),
  "posted, twice refused": held({ ...POSTED, isOutcomeUnknown: true, refusals: 2 }),
  "unknown, disconnected, posted": held({ ...POSTED, isOutcomeUnknown: true }, DISCONNECTED),
  word: held({ ...WORD, ...UNKNOWN }, ASKED),
  "word posted": held({ ...WORD, ...POSTED }, ASKED),
  "word, unlinked": held({ ...WORD, ...UNKNOWN }, { ...ASKED, ...UNLINKED }),
  "word posted elsewhere": held(
    { ...WORD, ...POSTED, sageBankAccountId: FORMER },
    { ...ASKED, sentTo: FORMER, returning: { through: 0, left: null } },
  ),
  "word posted, authorised since": held({ ...WORD, ...POSTED }, GIVEN),
  "word, authorised since": held({ ...WORD, ...UNKNOWN }, GIVEN),
};

/** The feed that the tables call so. */
export const feedOf = (name: string): Feed => {
  const feed = FEEDS[name];
  if (!feed) throw new Error(`no feed is called ${name}`);
  return feed;
};

const PUSH = { id: "push", status: "Pending", isCompleted: false, cameToSage: false } as const;
type Pushes = Content["pushes"];
/** Pushes of a statement: none, a waiting one, several, one that is reported as in Sage, one that failed before. */
export const PUSHES: Record<"none" | "one" | "two" | "history" | "failed", Pushes> = {
  none: [],
  one: [PUSH],
  two: [PUSH, { ...PUSH, id: "other" }],
  history: [{ ...PUSH, status: "Success", isCompleted: true, cameToSage: true }],
  failed: [{ ...PUSH, status: "Failed", isCompleted: true }],
};

/** A statement's content, of which Sage has named so many of the first lines. */
export const contentOf = ({ held }: Feed, pushes: Pushes = PUSHES.one, named = 0): Content => ({
  pushes,
  isNamed: Array.from({ length: held?.lines ?? 0 }, (_, index) => index < named),
});

/** An answer with words, and none. */
export const A_REFUSAL: SageAnswer = {
  ...{ httpStatus: 400, code: "ValidationError", message: "no", targets: ["data.lines[0]"], requestId: "request" },
  at: NOW.toISOString(),
};
export const A_SILENCE = silence(NOW);

const statement = ({ held }: Feed) => ({ id: held?.id ?? "none", attempts: held?.attempts ?? 0 });
/** Sage's answers to a try by the words of the tables; `wasUnknown`: a try before it may have been taken. */
export const toTry = (feed: Feed, wasUnknown: boolean): Record<string, FeedEvent> => {
  const plain = { statement: statement(feed), wasUnknown };
  const about = { ...plain, sageAnswer: A_REFUSAL };
  const content = contentOf(feed);
  const refused = (account: AccountInSage): FeedEvent => ({ ...about, type: "refused", said: "no", account, content });
  return {
    posted: { ...plain, type: "posted", sageStatementId: "in-sage" },
    "no-turn": { ...plain, type: "no-turn" },
    "not-sent": { ...plain, type: "unreachable", mayBeTaken: false, sageAnswer: null },
    silence: { ...plain, type: "unreachable", mayBeTaken: true, sageAnswer: A_SILENCE },
    busy: { ...about, type: "busy" },
    duplicate: { ...about, type: "duplicate", repeated: "yes", said: "known", content },
    maybe: { ...about, type: "duplicate", repeated: "maybe", said: "known?", content },
    refused: { ...about, type: "refused", said: "no", account: null, content },
    active: refused("active"),
    authRequired: refused("auth-required"),
    ended: refused("ended"),
    changed: refused("changed"),
    unsaid: refused("unsaid"),
    unclear: refused("unclear"),
    unanswered: refused("unanswered"),
  };
};

/** Sage's answers about a statement that it took. */
export const toLook = (feed: Feed): Record<string, FeedEvent> => {
  const plain = { statement: statement(feed) };
  const about = { ...plain, sageAnswer: A_REFUSAL };
  const content = contentOf(feed);
  const failed = (account: AccountInSage | null, repeated: "yes" | "maybe" | "no" = "no"): FeedEvent => ({
    ...about,
    type: "failed-later",
    repeated,
    said: "no",
    account,
    content,
  });
  return {
    completed: { ...plain, type: "completed" },
    silence: { ...plain, type: "state-unanswered", sageAnswer: A_SILENCE },
    underway: { ...plain, type: "underway", account: null },
    "still active": { ...plain, type: "underway", account: "active" },
    "still changed": { ...plain, type: "underway", account: "changed" },
    "not-found": { ...about, type: "not-found" },
    failed: failed(null),
    duplicate: failed(null, "yes"),
    maybe: failed(null, "maybe"),
    active: failed("active"),
    authRequired: failed("auth-required"),
    ended: failed("ended"),
    changed: failed("changed"),
    unsaid: failed("unsaid"),
    unclear: failed("unclear"),
    unanswered: failed("unanswered"),
  };
};
