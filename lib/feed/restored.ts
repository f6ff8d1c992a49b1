import { MOST_LINES } from "./statement.ts";

/**
 * How long a restored store treats each new statement's outcome as unknown. Sage may have lines from the time that the
 * backup lacks. Institutions push again within days; a month leaves room for one that notices late.
 */
const DOUBTED_MS = 30 * 86_400_000;

/**
 * True while Sage may have lines that this store believes new. The store came from a backup, or from a server that
 * lagged behind.
 */
export const isRestored = (restoredAt: Date | null, now: Date) =>
  restoredAt !== null && now.getTime() - restoredAt.getTime() < DOUBTED_MS;

/** How many lines the next statement takes at most; null: as many as Sage takes, and no push in part. */
export type MostLines = number | null;

export type Known =
  /** Sage has all of its lines. */
  | { is: "delivered"; mostLines: MostLines }
  /** Sage has some of its lines and took none of it. The next statement begins at the same line and takes fewer. */
  | { is: "narrower"; mostLines: number };

/**
 * Says how a duplicate answer applies to a statement of a restored store. Sage took none of the statement, as it has at
 * least one of its lines. So the answer proves one line alone, or as many as Sage names one by one. Places that Sage
 * names are a hint where to part the rest. `isNamed` says of each line, in the order of the feed, whether Sage named
 * it.
 */
export function knownToSage(isNamed: readonly boolean[], mostLines: MostLines): Known {
  if (isNamed.length <= 1) return { is: "delivered", mostLines };
  const first = isNamed[0] ?? false;
  const change = isNamed.indexOf(!first);
  if (change === -1 && first) return { is: "delivered", mostLines: null };
  return { is: "narrower", mostLines: change === -1 ? Math.floor(isNamed.length / 2) : change };
}

/** After lines that were new to Sage, the next statement takes twice as many, up to the usual number. */
export const mostAfterTaken = (mostLines: MostLines): MostLines =>
  mostLines === null || mostLines * 2 >= MOST_LINES ? null : mostLines * 2;

/**
 * The lines that one statement takes of those that wait. It takes no push in part, as Sage treats all of a push the
 * same. A push that is larger than `mostLines` is parted. Sage has refused the lines up to `singlyThrough` together.
 * Posting one push at a time shows which it refuses.
 */
export function linesToTake<L extends { pushId: string; seq: number }>(
  waiting: readonly L[],
  { mostLines, singlyThrough }: { mostLines: MostLines; singlyThrough: number },
): readonly L[] {
  const taken = wholePushes(waiting, mostLines);
  const [first] = taken;
  return first && first.seq <= singlyThrough ? taken.filter(({ pushId }) => pushId === first.pushId) : taken;
}

function wholePushes<L extends { pushId: string }>(waiting: readonly L[], mostLines: MostLines): readonly L[] {
  const most = Math.min(mostLines ?? MOST_LINES, MOST_LINES);
  const beyond = waiting[most]?.pushId;
  const taken = waiting.slice(0, most);
  if (beyond === undefined) return taken;
  const whole = taken.filter(({ pushId }) => pushId !== beyond);
  return whole.length > 0 ? whole : taken;
}

/** An answer that calls lines a duplicate, maybe of an unknown post. The store then checks if it has moved. */
export const mayTellOfRestore = (answer: object) => "repeated" in answer && answer.repeated !== "no";
