import type { Feed, FeedEffect, FeedStepped, InFlight, Next } from "../lib/feed/feed-life.ts";
import type { Reason } from "../lib/feed/reason.ts";

/** The change of a feed as the tables write it: next task, statement, effects, other fields. */
export function cellOf(before: Feed, { after, effects, next }: FeedStepped): string {
  return [taskOf(next), ...effects.map(effectOf), ...heldOf(before.held, after.held), ...fieldsOf(before, after)].join(
    " ",
  );
}

function taskOf(next: Next): string {
  switch (next.do) {
    case "look-again":
      return `again:${next.seconds}`;
    case "await-sage":
      return `sage:${next.seconds}`;
    case "find-lines":
      return `find:${next.after}`;
    case "send":
      return `send:${next.attempts}${next.wasUnknown ? "?" : ""}`;
    default:
      return next.do;
  }
}

const reasonOf = (reason: Reason | null) => reason?.code ?? "delivered";

function effectOf(effect: FeedEffect): string {
  switch (effect.type) {
    case "end-statement":
      return `end=${reasonOf(effect.reason)}${effect.isOutcomeUnknown ? "?" : ""}`;
    case "resume-statement":
      return `resume=${effect.id}`;
    case "open-statement": {
      const doubts = `${effect.isOutcomeUnknown ? "?" : ""}${effect.isRestored ? "R" : ""}`;
      return `open=${effect.kind}${doubts}`;
    }
    case "complete":
      return `complete=${effect.through}`;
    case "note-balance":
      return "balance";
    case "fail": {
      const { which } = effect;
      const whom = which === "all" ? "all" : "after" in which ? `>${which.after}` : which.push;
      return `fail(${whom})=${reasonOf(effect.reason)}`;
    }
    case "free-lines":
      return `free=${effect.push}`;
    case "leave-out":
      return `leave-out<${effect.before}`;
    case "end-unwanted":
      return "unwanted";
    case "alert":
      return `alert=${reasonOf(effect.reason)}`;
  }
}

const FLAGS = {
  attempts: "attempts",
  sageStatementId: "id",
  isOutcomeUnknown: "unknown",
  isRestored: "restored",
  refusals: "refusals",
} as const;

/** Changes of a statement that stays in flight; its end and its beginning are effects. */
function heldOf(before: InFlight | null, after: InFlight | null): string[] {
  if (!after) return [];
  if (before?.id !== after.id) return [`holds=${after.id}${after.isOutcomeUnknown ? "?" : ""}`];
  const names = Object.keys(FLAGS) as (keyof typeof FLAGS)[];
  const changed = names.filter((name) => before[name] !== after[name]).map((name) => `${FLAGS[name]}=${after[name]}`);
  if (before.postedAt !== after.postedAt) changed.push(after.postedAt ? "taken" : "untaken");
  if (before.reason !== after.reason) changed.push(`stands=${after.reason?.code ?? "no"}`);
  return changed;
}

/** Changes of the other fields; each look moves `lookedAt`. */
function fieldsOf(before: Feed, after: Feed): string[] {
  const changed: string[] = [];
  if (before.sentTo !== after.sentTo) changed.push(`to=${after.sentTo}`);
  for (const name of ["sentThrough", "singlyThrough", "mostLines", "reauthorisation", "askedInVain"] as const)
    if (before[name] !== after[name]) changed.push(`${name}=${after[name]}`);
  if (before.reauthorisationAt !== after.reauthorisationAt) changed.push(after.reauthorisationAt ? "@now" : "@never");
  if (before.lookedAt !== after.lookedAt) changed.push(after.lookedAt ? "looked" : "rests");
  return changed;
}
