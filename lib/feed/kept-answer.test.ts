import { expect, test } from "vitest";
import { cellOf } from "../../test/feed-cells.ts";
import { A_REFUSAL, A_SILENCE, feedOf, NOW, toLook, toTry } from "../../test/feed-lives.ts";
import { rowsIn } from "../../test/tables.ts";
import type { SageAnswer } from "../connection/sage-answer.ts";
import type { FeedEvent, FeedStepped } from "./feed-life.ts";
import { feedStep } from "./feed-step.ts";

const EARLIER: SageAnswer = { ...A_REFUSAL, code: "Earlier" };
/** The feed that the tables call so, with an earlier answer beside its statement. */
const withEarlier = (state: string) => {
  const feed = feedOf(state);
  return { ...feed, held: feed.held && { ...feed.held, sageAnswer: EARLIER } };
};

/** The answer stored with the statement in flight, or with the one that has ended. */
const keptIn = ({ after, effects }: FeedStepped) => {
  const end = effects.find((effect) => effect.type === "end-statement");
  return end ? end.sageAnswer : (after.held?.sageAnswer ?? null);
};

/** The answer that is kept after each answer: *earlier*, *this* one, or *none*. */
const KEPT = `
  tried
    posted       none
    no-turn      earlier
    not-sent     earlier
    silence      earlier
    busy         this
    duplicate    this
    maybe        this
    refused      this
    active       this
    authRequired this
    ended        this
    changed      this
    unclear      this
    unanswered   this
  unknown = tried
    duplicate    none
  ninth try = tried
    duplicate    none
  restored, unknown = tried
  posted
    completed    none
    silence      earlier
    underway     none
    not-found    this
    failed       this
    duplicate    this
    maybe        this
    active       this
    authRequired this
    unsaid       this
  posted, unknown = posted
    duplicate    none
  posted elsewhere = posted
    underway     none`;

test.each(rowsIn(KEPT))("F22 %s, answered with %s: Sage's answer that is kept is %s", (state, answer, which) => {
  const feed = withEarlier(state);
  const events = feed.held?.sageStatementId ? toLook(feed) : toTry(feed, feed.held?.isOutcomeUnknown ?? false);
  const kept = keptIn(feedStep(feed, events[answer] as FeedEvent, NOW));
  expect(kept).toEqual({ none: null, earlier: EARLIER, this: A_REFUSAL }[which]);
});

test("F22 a try that is written down keeps the answer to the one before", () => {
  const statement = { id: "statement", attempts: 1 };
  expect(keptIn(feedStep(withEarlier("tried"), { type: "tried", statement }, NOW))).toEqual(EARLIER);
});

test("F22 a silence is kept where nothing was before, and goes once Sage has the statement", () => {
  const feed = feedOf("tried");
  const { after } = feedStep(feed, toTry(feed, false).silence as FeedEvent, NOW);
  expect(after.held?.sageAnswer).toEqual(A_SILENCE);
  const again = feedStep({ ...after, held: feed.held }, toTry(feed, true).posted as FeedEvent, NOW);
  expect(again.after.held?.sageAnswer).toBe(null);
});

test.each(["tried", "unknown", "restored, unknown", "posted", "posted, unknown", "word"])(
  "F22 nothing of a feed that is %s is decided by the answer that is kept",
  (state) => {
    const feed = feedOf(state);
    for (const [name, event] of Object.entries({ ...toTry(feed, true), ...toLook(feed) })) {
      if (!("sageAnswer" in event)) continue;
      const cells = [A_REFUSAL, { ...A_REFUSAL, httpStatus: 500, code: "Other", message: "duplicate" }, null].map(
        (sageAnswer) => cellOf(feed, feedStep(feed, { ...event, sageAnswer }, NOW)),
      );
      expect([name, ...new Set(cells)]).toHaveLength(2);
    }
  },
);
