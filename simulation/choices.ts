import { dice } from "../test/dice.ts";
import type { Words } from "./sage.ts";

/** A place at which a process or the network fails: a call of the store, or a request to Sage. */
export type Place = "post" | "state" | "query" | "look" | "step" | "wait" | "account";

/** How it fails there; a call of the store only has the process die or stand still. */
export type Trouble =
  /** The process dies before, or after, the call does its work. */
  | "dies before"
  | "dies after"
  /** It stands still before, or after, as a frozen machine does. */
  | "freezes before"
  | "freezes after"
  /** The request is lost; or its answer is. */
  | "lost"
  | "unanswered"
  /** The request arrives some seconds after its caller stopped waiting. */
  | "arrives late"
  | "not sent"
  | "no turn"
  | "busy"
  /** Sage refuses it without a look at it, twice at most: the feed believes a third refusal. */
  | "says no"
  /** Sage takes the statement, and fails later for no reason; does not find it when asked; is long at it. */
  | "fails"
  | "forgotten"
  | "slow";

/** One thing that happens. A history is a list of them; any part of a history is one too. */
export type Choice =
  | { do: "work"; times: number }
  | { do: "pass"; seconds: number }
  | { do: "push"; lines: number; daysLater: number; isLate: boolean; minutes: number | null }
  /** Pushes again, from the newest one back, with more lines behind it. */
  | { do: "push again"; which: number; and: number; more: number }
  | { do: "trouble"; at: Place; how: Trouble; after: number }
  | { do: "wake" }
  | { do: "refuse"; which: number; when: "at once" | "later" }
  | { do: "word"; words: Words; tellsLate: boolean; namesOne: boolean }
  | { do: "back up" }
  /** Frozen processes may run on, as they do where another server takes over. */
  | { do: "restore"; livesOn: boolean }
  | { do: "end in Sage"; heardAfter: number | null }
  | { do: "connect anew"; startsAt: number; heardAfter: number | null; isShared: boolean; staysBeside: boolean }
  | { do: "tell again"; which: number }
  | { do: "require user" }
  | { do: "ask for user" }
  | { do: "authorise"; comesBack: boolean }
  | { do: "disconnect" }
  | { do: "unlink" }
  | { do: "share" };

type Dice = ReturnType<typeof dice>;
type Kind = Choice["do"];

/** How often each is drawn; a history has some families of them alone, so that each meets itself often. */
const FAMILIES: Record<string, Partial<Record<Kind, number>>> = {
  trouble: { trouble: 10, wake: 4 },
  refusals: { refuse: 3, word: 2 },
  restores: { "back up": 2, restore: 2, word: 2 },
  accounts: { "end in Sage": 2, "connect anew": 3, "tell again": 2, word: 1 },
  users: { "require user": 2, "ask for user": 1, authorise: 3 },
  ends: { disconnect: 1, unlink: 1, share: 2 },
};
const ALWAYS: Partial<Record<Kind, number>> = { work: 20, pass: 3, push: 9, "push again": 3 };

const SECONDS = [1, 5, 30, 60, 400, 700, 1500, 90_000];
const HEARD = [0, 1, 5, 60, 700, null];
const TROUBLES: Record<Place, readonly Trouble[]> = {
  post: [
    ...(["dies before", "dies after", "freezes before", "freezes after", "lost", "unanswered", "unanswered"] as const),
    ...(["arrives late", "not sent", "no turn", "busy", "says no", "fails", "forgotten", "slow"] as const),
  ],
  state: ["dies before", "dies after", "freezes after", "unanswered", "unanswered"],
  query: ["dies before", "dies after", "freezes after", "unanswered", "unanswered"],
  look: ["dies before", "dies after", "freezes after"],
  step: ["dies before", "dies after", "freezes before", "freezes after"],
  wait: ["dies before", "dies after"],
  account: ["dies before", "dies after", "freezes before"],
};
const PLACES: readonly Place[] = [
  "post",
  "post",
  "post",
  "post",
  "state",
  "query",
  "look",
  "step",
  "step",
  "wait",
  "account",
];
const WORDS: readonly Words[] = ["all", "first", "none", "none", "maybe"];

/** The history of a seed. */
export function drawn(seed: number, most = 24): Choice[] {
  const roll = dice(seed);
  const weights = { ...ALWAYS };
  for (const family of Object.values(FAMILIES))
    if (roll(2) === 0) for (const [kind, weight] of Object.entries(family)) weights[kind as Kind] = weight;
  const kinds = Object.entries(weights).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind as Kind));
  const history: Choice[] = [];
  for (let left = 3 + roll(most); left > 0; left--) history.push(choiceOf(kinds[roll(kinds.length)] ?? "work", roll));
  return history;
}

function choiceOf(kind: Kind, roll: Dice): Choice {
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  switch (kind) {
    case "work":
      return { do: kind, times: 1 + roll(4) };
    case "pass":
      return { do: kind, seconds: one(SECONDS) };
    case "push": {
      const minutes = roll(5) === 0 ? 1 : null;
      return { do: kind, lines: 1 + roll(roll(4) === 0 ? 6 : 2), daysLater: roll(2), isLate: roll(8) === 0, minutes };
    }
    case "push again":
      return { do: kind, which: roll(4), and: roll(3), more: roll(3) };
    case "trouble": {
      const at = one(PLACES);
      return { do: kind, at, how: one(TROUBLES[at]), after: roll(3) };
    }
    case "refuse":
      return { do: kind, which: roll(3), when: roll(2) === 0 ? "at once" : "later" };
    case "word":
      return { do: kind, words: one(WORDS), tellsLate: roll(3) === 0, namesOne: roll(2) === 0 };
    case "restore":
      return { do: kind, livesOn: roll(2) === 0 };
    case "end in Sage":
      return { do: kind, heardAfter: one(HEARD) };
    case "connect anew": {
      const heardAfter = one(HEARD);
      return { do: kind, startsAt: roll(5), heardAfter, isShared: roll(2) === 0, staysBeside: roll(4) === 0 };
    }
    case "tell again":
      return { do: kind, which: roll(3) };
    case "authorise":
      return { do: kind, comesBack: roll(2) === 0 };
    default:
      return { do: kind };
  }
}
