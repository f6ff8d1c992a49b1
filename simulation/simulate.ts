import { feedStep } from "../lib/feed/feed-step.ts";
import { checksOf } from "./checks.ts";
import { type Choice, drawn } from "./choices.ts";
import { end } from "./end.ts";
import { begin, play } from "./play.ts";
import { needsOf } from "./processes.ts";
import { Violation } from "./violation.ts";
import { newWorld } from "./world.ts";

type Step = typeof feedStep;
export type Failure = { seed: number; message: string; history: readonly Choice[] };

/** Plays a history; null where every promise is kept, else which one is not. */
export async function violationOf(
  history: readonly Choice[],
  step: Step = feedStep,
  log: string[] | null = null,
): Promise<string | null> {
  const world = newWorld(step, log);
  world.checks = checksOf(world);
  const needs = needsOf(world);
  try {
    await begin(world, needs);
    for (const choice of history) await play(world, needs, choice);
    await end(world, needs);
    return null;
  } catch (error) {
    if (error instanceof Violation) return error.message;
    throw error;
  }
}

/** Plays the histories of seeds; answers the first that fails, or null. */
export async function firstFailure(from: number, histories: number, step: Step = feedStep): Promise<Failure | null> {
  for (let seed = from; seed < from + histories; seed++) {
    const history = drawn(seed);
    const message = await violationOf(history, step);
    if (message !== null) return { seed, message, history };
  }
  return null;
}

/** Takes away what a failing history does not need to fail: large parts first, then smaller ones. */
export async function shrunk(history: readonly Choice[], step: Step = feedStep): Promise<readonly Choice[]> {
  let least = history;
  for (let size = Math.ceil(least.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < least.length; ) {
      const fewer = [...least.slice(0, at), ...least.slice(at + size)];
      if (await violationOf(fewer, step)) least = fewer;
      else at += size;
    }
  return least;
}
