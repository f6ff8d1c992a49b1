import type { Feed } from "../lib/feed/feed-life.ts";
import { feedStep } from "../lib/feed/feed-step.ts";

type Step = typeof feedStep;

/** After each delivery the feed believes that Sage has one line more. */
const cursorTooFar: Step = (feed, event, now) => {
  const stepped = feedStep(feed, event, now);
  const { after } = stepped;
  if (after.sentThrough <= feed.sentThrough) return stepped;
  return { ...stepped, after: { ...after, sentThrough: after.sentThrough + 1 } };
};

/** Sage's answer for a duplicate counts for all of a statement, even when another writer posted its lines. */
const duplicateBelieved: Step = (feed, event, now) => {
  const isDuplicate = "repeated" in event && event.repeated !== "no";
  if (!isDuplicate || !feed.held) return feedStep(feed, event, now);
  const held = { ...feed.held, isOutcomeUnknown: true, isRestored: false };
  return feedStep({ ...feed, held }, "wasUnknown" in event ? { ...event, wasUnknown: true } : event, now);
};

/** An account that was disconnected, or unlinked, is fed as before. */
const endForgotten: Step = (feed, event, now) => {
  const account: Feed["account"] = { ...feed.account, status: "connected", isLinked: true };
  return feedStep({ ...feed, account }, event, now);
};

/** Steps with a fault, by which the simulation shows that it finds such faults. */
export const PLANTED = {
  "a cursor one too far": cursorTooFar,
  "a duplicate believed without doubt": duplicateBelieved,
  "an end forgotten": endForgotten,
};
