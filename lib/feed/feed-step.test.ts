import { expect, test } from "vitest";
import { cellOf } from "../../test/feed-cells.ts";
import { feedOf, NOW } from "../../test/feed-lives.ts";
import { rowsIn } from "../../test/tables.ts";
import type { Feed, FeedEvent } from "./feed-life.ts";
import { feedStep } from "./feed-step.ts";

/**
 * The feed after a job has looked at it. A line has the job's next task (*find:10*: it looks for lines after the
 * tenth). Then it has the effects (*fail(>20)=x*: pushes with lines after the twentieth fail for the reason x). Then it
 * has each changed field.
 */
const LOOKED = `
  idle                              find:10 leave-out<2026-01-01 looked
  no bank                           nothing fail(all)=no-bank rests
  no account                        nothing fail(all)=no-bank rests
  pending                           nothing fail(all)=not-connected rests
  foreign bank                      nothing
  unlinked                          nothing fail(all)=unlinked rests
  disconnected                      nothing fail(all)=not-connected rests
  asked                             post open=reauthorise looked
  required                          ask-for-user looked
  required, asked lately            nothing looked
  required, disconnected, unknown   post fail(>20)=not-connected reauthorisation=null looked
  required, unlinked, unknown       ask-for-user fail(>20)=unlinked looked
  given                             find:10 leave-out<2026-01-01 looked
  first account                     find:0 leave-out<2026-01-01 to=present looked
  first account, given              find:0 leave-out<2026-01-01 to=present looked
  new account                       find:0 leave-out<2026-01-01 to=present sentThrough=0 looked
  new account, required             find:0 leave-out<2026-01-01 to=present sentThrough=0 reauthorisation=null looked
  new account, asked                post open=reauthorise to=present sentThrough=0 looked
  back, nothing left                find:7 leave-out<2026-01-01 to=present sentThrough=7 looked
  back, one left                    ask-state resume=left holds=left? to=present sentThrough=7 looked
  back, one tried left              post resume=left holds=left? to=present sentThrough=7 looked
  untried                           post looked
  tried                             post looked
  unknown                           post looked
  posted                            ask-state looked
  posted, unknown                   ask-state looked
  posted long ago                   ask-state looked
  posted elsewhere                  ask-state looked
  posted elsewhere long ago         ask-state looked
  posted elsewhere, ended           ask-state fail(>20)=not-connected looked
  posted elsewhere, over, unlinked  ask-state fail(>20)=unlinked looked
  tried elsewhere, unlinked         nothing fail(all)=unlinked end=unlinked? rests
  tried elsewhere                   find:0 end=reconnected? leave-out<2026-01-01 to=present sentThrough=0 looked
  untried, unlinked                 nothing fail(all)=unlinked end=unlinked rests
  unknown, unlinked                 post fail(>20)=unlinked looked
  posted, unlinked                  ask-state fail(>20)=unlinked looked
  unknown, disconnected             post fail(>20)=not-connected looked
  posted, disconnected              ask-state fail(>20)=not-connected looked
  posted, ended in Sage             nothing fail(all)=not-connected end=not-connected rests
  restored, unknown                 post looked
  restored, one line                post looked
  restored, disconnected            post fail(>20)=not-connected looked
  unknown, given                    post looked
  unknown, long given               post looked
  twice refused                     post looked
  given 20 minutes ago              post looked
  stands still                      post looked
  twelfth try                       post looked
  posted by a twelfth try           ask-state looked
  ninth try                         post looked
  posted, given                     ask-state looked
  posted, taken in parts            ask-state looked
  posted, twice refused             ask-state looked
  unknown, disconnected, posted     ask-state fail(>20)=not-connected looked
  word                              post looked
  word posted                       ask-state looked
  word posted elsewhere             post end=reconnected open=reauthorise to=present sentThrough=0 looked
  word, unlinked                    nothing fail(all)=unlinked end=unlinked? reauthorisation=null @never rests
  word, authorised since            post looked`;

const after = (name: string, event: FeedEvent) => cellOf(feedOf(name), feedStep(feedOf(name), event, NOW));

test.each(rowsIn(LOOKED, 36))("F10 a job looks at a feed that is %s: %s%s", (state, cell) => {
  expect(after(state, { type: "looked" })).toBe(cell);
});

test("F30 a feed without a start date has lines of any day", () => {
  const { account, ...idle } = feedOf("idle");
  const feed = { ...idle, account: { ...account, startDate: null } };
  expect(feedStep(feed, { type: "looked" }, NOW).next).toEqual({ do: "find-lines", after: 10, from: "1900-01-01" });
});

const LINES = { firstLine: 11, lastLine: 12, lines: 2, wereDoubted: false, isRestored: false };

test.each([
  ["there are lines", LINES, "post open=lines"],
  ["they were refused together when Sage might have had them", { ...LINES, wereDoubted: true }, "post open=lines?"],
  ["the store came from a backup", { ...LINES, isRestored: true }, "post open=lines?R"],
  ["there are none", null, "nothing complete=10 unwanted rests"],
])("F10 a job has looked for lines: %s", (_, lines, cell) => {
  expect(after("idle", { type: "lines-found", lines })).toBe(cell);
});

test.each([
  ["required", "active", "again:0 reauthorisation=null @now looked"],
  ["required", "auth-required", "nothing askedInVain=1 @now"],
  ["required", "unsaid", "nothing askedInVain=1 @now"],
  ["required", "ended", "nothing askedInVain=1 @now"],
  ["required", "unclear", "nothing askedInVain=1 @now"],
  ["required", "changed", "again:0"],
  ["required", "unanswered", "sage:5"],
  ["given", "active", "again:0"],
  ["given", "auth-required", "nothing"],
] as const)("F37 Sage was asked for the user of a feed that is %s, and the account is %s", (state, account, cell) => {
  expect(after(state, { type: "user-asked", account })).toBe(cell);
});

test.each([
  ["idle", "again:0 reauthorisation=asked @now looked"],
  ["given", "again:0 reauthorisation=asked @now looked"],
  ["asked", "nothing"],
  ["required", "nothing"],
])("F37 the user of a feed that is %s has to authorise again", (state, cell) => {
  expect(after(state, { type: "reauthorisation-asked" })).toBe(cell);
});

test.each([
  ["idle", false, "again:0 reauthorisation=given @now looked"],
  ["required", false, "again:0 reauthorisation=given @now looked"],
  ["asked", false, "nothing"],
  ["asked", true, "again:0 reauthorisation=given @now looked"],
  ["given", true, "nothing"],
  ["word", true, "again:0 end=delivered? reauthorisation=given @now looked"],
  ["word", false, "nothing"],
  ["unknown", false, "again:0 reauthorisation=given @now looked"],
  ["unlinked", false, "again:0 reauthorisation=given @now looked"],
  ["disconnected", true, "nothing"],
])("F37 the user of a feed that is %s has authorised, this account by name: %s", (state, isNamed, cell) => {
  expect(after(state, { type: "authorised", isNamed })).toBe(cell);
});

test.each([
  ["idle", "again:0 looked"],
  ["untried", "again:0 unknown=true restored=true looked"],
  ["posted, taken in parts", "again:0 mostLines=null looked"],
  ["word", "again:0 looked"],
])("F38 the store of a feed that is %s came from a backup", (state, cell) => {
  expect(after(state, { type: "restored" })).toBe(cell);
});

test("F38 a restored feed with something to post is looked at before all others, one without rests", () => {
  const lookedAt = (feed: Feed) => feedStep(feed, { type: "restored" }, NOW).after.lookedAt;
  expect(lookedAt(feedOf("idle"))).toEqual(new Date(0));
  expect(lookedAt({ ...feedOf("idle"), lookedAt: null })).toBeNull();
});
