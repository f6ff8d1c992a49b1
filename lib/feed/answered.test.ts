import { describe, expect, test } from "vitest";
import { cellOf } from "../../test/feed-cells.ts";
import { A_REFUSAL, contentOf, feedOf, NOW, PUSHES, toLook, toTry } from "../../test/feed-lives.ts";
import { rowsIn } from "../../test/tables.ts";
import type { FeedEvent } from "./feed-life.ts";
import { feedStep } from "./feed-step.ts";

/**
 * The feed after each answer to a try, by the state of the feed. *again*: Sage may have taken an earlier try. After
 * *refused* the job asks Sage about the account. The rows from *active* on are the same refusal with Sage's answer. A
 * line has the job's next task (*again:2*: it looks in two seconds; *sage:2*: it waits for Sage). Then it has the
 * effects (*end=x*: the statement ends for the reason x; *x?*: Sage may have it). Then it has each changed field.
 * *stands*: the reason why the statement stands still. A feed after *=* has the rows of that one, except for those
 * below it.
 */
const TRIES = `
  untried
    posted       again:2 id=in-sage taken
    no-turn      again:2
    not-sent     sage:2
    silence      sage:2
    busy         again:2
    duplicate    again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    maybe        again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    refused      ask-account
    active       again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    authRequired again:15 reauthorisation=required @now looked
    ended        again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    changed      again:0
    unsaid       again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    unclear      again:2
    unanswered   sage:2
  unknown, again = untried
    duplicate    again:0 end=delivered? complete=20 balance sentThrough=20 looked
    maybe        again:300 alert=refused-by-sage stands=refused-by-sage
    active       again:2 refusals=1
    ended        again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
    unsaid       again:2 refusals=1
  twice refused, again = unknown, again
    active       again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
    unsaid       again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
  ninth try = untried
    posted       again:2 id=in-sage unknown=false taken
    no-turn      again:2 unknown=false
    not-sent     sage:5 unknown=false
    silence      sage:5
    busy         again:60 alert=behind-another unknown=false stands=behind-another
    authRequired again:15 unknown=false reauthorisation=required @now looked
    changed      again:0 unknown=false
    unclear      again:300 unknown=false
    unanswered   sage:5 unknown=false
  twelfth try, again = unknown, again
    not-sent     sage:5
    silence      sage:5
    busy         again:60 alert=behind-another stands=behind-another
    active       again:60 refusals=1
    unsaid       again:60 refusals=1
    unclear      again:300
    unanswered   sage:5
  stands still, again = unknown, again
    posted       again:2 id=in-sage taken stands=no
  given 20 minutes ago = ninth try
    not-sent     sage:2 unknown=false
    silence      sage:2
    busy         again:2 unknown=false
    unclear      again:2 unknown=false
    unanswered   sage:2 unknown=false
  restored, unknown, again = unknown, again
    duplicate    again:0 end=has-some? mostLines=5 looked
    maybe        again:0 end=has-some? mostLines=5 looked
  restored, one line, again = unknown, again
    duplicate    again:0 end=delivered? complete=11 balance sentThrough=11 looked
    ended        again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=11 looked
  restored, one line, in parts, again = restored, one line, again
  restored, one line = restored, one line, again
  restored, disconnected, again = unknown, again
    authRequired again:300 alert=refused-by-sage stands=refused-by-sage
  unknown, unlinked, again = unknown, again
  unknown, disconnected, again = restored, disconnected, again
  unknown, disconnected = given 20 minutes ago
    authRequired again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
  unknown, given = given 20 minutes ago
    authRequired again:15 unknown=false
    unsaid       again:15 unknown=false
    unclear      again:15 unknown=false
  unknown, given, again = unknown, again
    duplicate    again:0 end=delivered? complete=20 balance sentThrough=20 reauthorisation=null looked
    authRequired again:15
    unsaid       again:15
    unclear      again:15
  unknown, long given = given 20 minutes ago
  word = given 20 minutes ago
    duplicate    again:0 end=refused-by-sage reauthorisation=null @never looked
    maybe        again:0 end=refused-by-sage reauthorisation=null @never looked
    active       again:0 end=refused-by-sage reauthorisation=null @never looked
    authRequired again:15 end=delivered reauthorisation=required @now looked
    ended        again:0 end=refused-by-sage reauthorisation=null @never looked
    unsaid       again:0 end=refused-by-sage reauthorisation=null @never looked
  word, authorised since = unknown, given
    duplicate    again:0 end=refused-by-sage
    maybe        again:0 end=refused-by-sage
    active       again:0 end=refused-by-sage
    ended        again:0 end=refused-by-sage`;

/** The same after each answer about a statement that Sage took. *failed* is asked about like *refused* is. */
const LOOKS = `
  posted
    completed    again:0 end=delivered complete=20 balance sentThrough=20 looked
    silence      sage:5
    underway     again:30
    not-found    again:2 id=null unknown=true untaken
    failed       ask-account
    duplicate    again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    maybe        again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    active       again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    authRequired again:15 id=null unknown=true untaken reauthorisation=required @now looked
    ended        again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    changed      again:0
    unsaid       again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
    unclear      again:60
    unanswered   sage:2
  posted, unknown = posted
    completed    again:0 end=delivered? complete=20 balance sentThrough=20 looked
    not-found    again:2 id=null untaken
    duplicate    again:0 end=delivered? complete=20 balance sentThrough=20 looked
    maybe        again:300 alert=refused-by-sage stands=refused-by-sage
    active       again:2 id=null refusals=1 untaken
    authRequired again:15 id=null untaken reauthorisation=required @now looked
    ended        again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
    unsaid       again:2 id=null refusals=1 untaken
  posted, twice refused = posted, unknown
    active       again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
    unsaid       again:0 end=refused-by-sage? fail(push)=refused-by-sage sentThrough=20 looked
  posted, taken in parts = posted, unknown
    completed    again:0 end=delivered? complete=20 balance sentThrough=20 mostLines=20 looked
    duplicate    again:0 end=has-some? mostLines=5 looked
    maybe        again:0 end=has-some? mostLines=5 looked
  posted, asked = posted
  posted, given = posted
    completed    again:0 end=delivered complete=20 balance sentThrough=20 reauthorisation=null looked
    authRequired again:15 id=null unknown=true untaken
  posted by a twelfth try = posted, unknown
    active       again:60 id=null refusals=1 untaken
    unsaid       again:60 id=null refusals=1 untaken
    unanswered   sage:5
  posted ten minutes ago = posted
    underway     again:60
  posted long ago = posted
    underway     ask-account
    still active again:60
    still changed again:0
  posted elsewhere
    completed    again:0 end=delivered complete=20 balance sentThrough=20 looked
    silence      sage:5
    underway     again:0 end=reconnected
    not-found    again:0 end=reconnected
    failed       again:0 end=reconnected
    duplicate    again:0 end=reconnected
    maybe        again:0 end=reconnected
    active       again:0 end=reconnected
    authRequired again:0 end=reconnected
    ended        again:0 end=reconnected
    changed      again:0 end=reconnected
    unsaid       again:0 end=reconnected
    unclear      again:0 end=reconnected
    unanswered   again:0 end=reconnected
  posted elsewhere, moved on = posted elsewhere
    completed    again:0 end=delivered complete=20 balance
  posted elsewhere long ago = posted elsewhere
    silence      again:0 end=reconnected
  posted, unlinked = posted
    authRequired again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked
  posted, disconnected = posted, unlinked
  unknown, disconnected, posted = posted, unknown
    authRequired again:300 id=null untaken
  word posted = posted
    completed    again:0 end=delivered reauthorisation=required @now looked
    duplicate    again:0 end=refused-by-sage reauthorisation=null @never looked
    maybe        again:0 end=refused-by-sage reauthorisation=null @never looked
    active       again:0 end=refused-by-sage reauthorisation=null @never looked
    authRequired again:15 end=delivered? reauthorisation=required @now looked
    ended        again:0 end=refused-by-sage reauthorisation=null @never looked
    unsaid       again:0 end=refused-by-sage reauthorisation=null @never looked
  word posted, authorised since
    completed    again:0 end=delivered
    ended        again:0 end=refused-by-sage`;

describe("a try to post a statement", () => {
  test.each(rowsIn(TRIES))("F12 %s, answered with %s: %s", (state, answer, cell) => {
    const feed = feedOf(state.replace(/, again$/, ""));
    const event = toTry(feed, state.endsWith(", again"))[answer] as FeedEvent;
    expect(cellOf(feed, feedStep(feed, event, NOW))).toBe(cell);
  });
});

describe("a statement that Sage took", () => {
  test.each(rowsIn(LOOKS))("F12 %s, answered with %s: %s", (state, answer, cell) => {
    const feed = feedOf(state);
    expect(cellOf(feed, feedStep(feed, toLook(feed)[answer] as FeedEvent, NOW))).toBe(cell);
  });
});

const unknown = feedOf("unknown");
const about = { statement: { id: "statement", attempts: 1 }, said: "no", sageAnswer: A_REFUSAL };

test.each([
  ["none that is left", PUSHES.none, "again:0 end=refused-by-sage sentThrough=20 looked"],
  ["one that waits", PUSHES.one, "again:0 end=refused-by-sage fail(push)=refused-by-sage sentThrough=20 looked"],
  ["several", PUSHES.two, "again:0 end=refused-by-sage singlyThrough=20 looked"],
  [
    "one that an account of Sage's has had",
    PUSHES.history,
    "again:300 alert=refused-by-sage unknown=false stands=refused-by-sage",
  ],
  [
    "one that had failed before",
    PUSHES.failed,
    "again:0 end=refused-by-sage fail(push)=refused-by-sage free=push sentThrough=20 looked",
  ],
] as const)("F14 a refused statement with lines of %s", (_, pushes, cell) => {
  const content = contentOf(unknown, pushes);
  const event = { ...about, type: "refused", wasUnknown: false, account: "active", content } as const;
  expect(cellOf(unknown, feedStep(unknown, event, NOW))).toBe(cell);
});

test("F33 a statement that fails later, with lines that an account of Sage's has had, is posted once more", () => {
  const posted = feedOf("posted");
  const content = contentOf(posted, PUSHES.history);
  const event = { ...about, type: "failed-later", repeated: "no", account: "active", content } as const;
  expect(cellOf(posted, feedStep(posted, event, NOW))).toBe(
    "again:300 alert=refused-by-sage id=null untaken stands=refused-by-sage",
  );
});

test.each([
  [0, "again:0 end=has-some? mostLines=5 looked"],
  [4, "again:0 end=has-some? mostLines=4 looked"],
  [10, "again:0 end=delivered? complete=20 balance sentThrough=20 looked"],
])("F38 a duplicate of a restored store of which Sage names the first %s lines", (named, cell) => {
  const feed = feedOf("restored, unknown");
  const content = contentOf(feed, PUSHES.one, named);
  const event = { ...about, type: "duplicate", wasUnknown: true, repeated: "yes", content } as const;
  expect(cellOf(feed, feedStep(feed, event, NOW))).toBe(cell);
});

test.each([
  ["untried", { id: "statement", attempts: 0 }, "send:1 attempts=1 unknown=true"],
  ["unknown", { id: "statement", attempts: 1 }, "send:2? attempts=2"],
  ["unknown", { id: "statement", attempts: 0 }, "again:5"],
  ["unknown", { id: "another", attempts: 1 }, "again:5"],
  ["posted", { id: "statement", attempts: 1 }, "again:0"],
  ["idle", { id: "statement", attempts: 1 }, "again:5"],
])("F12 a try of a statement that is %s", (state, statement, cell) => {
  const feed = feedOf(state);
  expect(cellOf(feed, feedStep(feed, { type: "tried", statement }, NOW))).toBe(cell);
});

test("F12 an answer to a try that another runner has repeated since changes nothing", () => {
  const event = {
    statement: { id: "statement", attempts: 0 },
    wasUnknown: false,
    type: "posted",
    sageStatementId: "in-sage",
  } as const;
  expect(feedStep(unknown, event, NOW)).toEqual({
    after: unknown,
    effects: [],
    next: { do: "look-again", seconds: 5 },
  });
});
