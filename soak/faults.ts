import { setTimeout as sleep } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import type { World } from "./world.ts";

const STATEMENTS = "/eu/provider/v1/statements";
const posting = { method: "POST", path: STATEMENTS };
const looking = { method: "GET", path: STATEMENTS };

/** Faults between us and Sage, and how often at once. */
const FAULTS = [
  { match: posting, times: 2, action: { status: 500 } },
  { match: posting, times: 2, action: { status: 503 } },
  { match: posting, times: 3, action: { status: 429 } },
  { match: posting, times: 2, action: { reset: true } },
  { match: posting, times: 2, action: { after: "apply-then-reset" } },
  { match: posting, times: 1, action: { after: "apply-then-status", status: 502 } },
  { match: posting, times: 1, action: { after: "apply-then-hang" } },
  // A gateway on the way speaks in Sage's place, before and after Sage has taken it.
  { match: posting, times: 1, action: { status: 200, as: "html" } },
  { match: posting, times: 1, action: { after: "apply-then-status", status: 409, as: "gateway" } },
  { match: posting, times: 1, action: { after: "apply-then-status", status: 204 } },
  { match: looking, times: 1, action: { status: 404, as: "gateway" } },
  { match: posting, times: 2, action: { delayMs: 3_000 } },
  { match: looking, times: 3, action: { status: 500 } },
  { match: looking, times: 2, action: { reset: true } },
  // One that takes its time.
  { match: looking, times: 4, action: { status: 200, body: { status: "success", data: { status: "processing" } } } },
  { match: { path: "/eu/oauth/token" }, times: 2, action: { status: 500 } },
  { match: { path: "/eu/provider/v1/" }, times: 1, action: { status: 401 } },
];
/** A statement that Sage refuses without a reason we know. The pushes have failed, and Sage does not have the lines. */
const REFUSAL = {
  match: posting,
  times: 1,
  action: { status: 400, body: { error: { code: "ValidationError", message: "no", detail: null } } },
};

/**
 * Requests are spoilt for so long, and then for so long not. A rare caller after many failures would otherwise meet a
 * fault every time.
 */
const SPELL_MS = 20_000;

/**
 * Spoils requests to Sage, one after the other, until `end`; for a while in the middle Sage is away altogether. Answers how many
 * statements were refused at the most.
 */
export async function spoil({ control, call }: World["sage"], roll: Dice, from: number, end: number) {
  const length = end - from;
  const away = from + length * 0.45;
  const back = away + Math.min(length * 0.1, 3_600_000);
  const refusalsUntil = from + length * 0.35;
  const spellAt = (now: number) => {
    if (now >= away && now < back) return "away";
    if (Math.floor((now - from) / SPELL_MS) % 2 === 1) return "quiet";
    return now < refusalsUntil ? "faults and refusals" : "faults";
  };
  let refusals = 0;
  let spell = "quiet";
  const clear = () => call("DELETE", "/_control/faults");
  while (Date.now() < end) {
    const now = Date.now();
    const before = spell;
    spell = spellAt(now);
    // Unused faults are not kept for later: a late refusal would hit history that is sent again.
    if (spell !== before) await clear();
    if (spell === "away" && before !== "away")
      await control("/faults", { match: { path: "/eu/provider/" }, times: "always", action: { status: 503 } });
    if (spell.startsWith("faults")) {
      const isRefused = spell !== "faults" && roll(6) === 0;
      if (isRefused) refusals++;
      await control("/faults", isRefused ? REFUSAL : FAULTS[roll(FAULTS.length)]);
    }
    await sleep(Math.min(1_500 + roll(2_000), Math.max(0, end - Date.now())));
  }
  await clear();
  return refusals;
}
