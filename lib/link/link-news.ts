import type { Clock } from "../ports.ts";
import { arrivalFor } from "./approve-arrival.ts";
import { type LinkStatus, linkProgress } from "./link-status.ts";
import type { LinkChange, LinkStore, LinkView } from "./ports.ts";

/** How far a link page's user is, and who may have arrived. */
export type LinkNews = { view: LinkView; status: LinkStatus; mark: string; arrival: string | null };
/** How far the user of a page without script is: its frame has the page's id and no secret. */
export type FrameNews = Pick<LinkNews, "view" | "status">;
type Held = FrameNews & { arrival?: string | null; asOf: number };
type Needs = { links: LinkStore; clock: Clock };

/** How old an answer may be, at most twice. */
const LOOK_MS = 1_000;
/**
 * A change gets its number when it begins, and others see it when it is stored. For this long an earlier number may
 * come late.
 */
const LATE_MS = 15_000;
/** How often the process records its open pages. It leaves out a page that asked for nothing for ten minutes. */
const SEEN_MS = 60_000;
/** After so long the store is asked again, whatever has happened. */
const HELD_MS = 120_000;
const MAX_HELD = 20_000;

/**
 * News for open link pages. This process's memory answers while nothing happens to the page's connection or its
 * visitor. The process asks the store for changes once a second, however many pages and processes there are. Without an
 * open page it asks nothing. Null for a page that has been open too long.
 */
export function linkNews(needs: Needs) {
  const { links, clock } = needs;
  const held = new Map<string, Held>();
  const changedAt = new Map<string, number>();
  const known = new Map<string, { place: number; at: number }>();
  const seen = new Set<string>();
  let [floor, lookedAt, seenAt] = [-1, Number.NEGATIVE_INFINITY, 0];
  let looking: Promise<void> | null = null;

  async function look() {
    const now = clock().getTime();
    if (floor < 0) floor = Math.max(0, (await links.newestPlace()) - MAX_HELD);
    const changes = await links.changesAfter(floor);
    if (seen.size > 0 && now - seenAt >= SEEN_MS) {
      seenAt = now;
      const hashes = [...seen];
      seen.clear();
      await links.noteSeen(hashes);
    }
    // A page that has read since this look began may have read the state before the change.
    for (const change of changes) note(change, clock().getTime());
    for (const [name, { place, at }] of known)
      if (now - at > LATE_MS) {
        floor = Math.max(floor, place);
        known.delete(name);
      }
    lookedAt = now;
  }

  function note({ place, connectionId, visitor }: LinkChange, now: number) {
    const name = `${place} ${visitor ?? ""}`;
    if (known.has(name)) return;
    known.set(name, { place, at: now });
    for (const one of [connectionId, visitor]) if (one) changedAt.set(one, now);
  }

  /** Once a second the first caller asks; the others get the answers of a moment ago. */
  async function keepUp() {
    const age = clock().getTime() - lookedAt;
    if (age < LOOK_MS) return;
    looking ??= look().finally(() => {
      looking = null;
    });
    if (age >= 5 * LOOK_MS) await looking;
    else looking.catch(() => {});
  }

  const isGood = ({ asOf, arrival, view }: Held) =>
    (arrival ?? null) === null &&
    clock().getTime() - asOf < HELD_MS &&
    view.expiresAt > clock() &&
    [view.connectionId, view.visitor].every((one) => (changedAt.get(one) ?? Number.NEGATIVE_INFINITY) < asOf);

  /** The held answer of that name while it is good. Else looks it up, and dates it from before the look-up. */
  async function ask<News extends FrameNews>(name: string, find: () => Promise<News | null>): Promise<News | null> {
    const before = held.get(name);
    if (before && isGood(before)) return before as News & Held;
    held.delete(name);
    const asOf = clock().getTime();
    const news = await find();
    if (!news) return null;
    held.set(name, { ...news, asOf });
    if (held.size > MAX_HELD) held.delete(held.keys().next().value ?? "");
    return news;
  }

  return {
    /** For the page that has this secret; `denied` is an arrival whose user said that it is not theirs. */
    async ofPage(secretHash: string, denied: string | null): Promise<LinkNews | null> {
      await keepUp();
      seen.add(secretHash);
      return ask(`${secretHash} ${denied ?? ""}`, async () => {
        const view = await links.view(secretHash);
        if (!view) return null;
        const [progress, arrival] = await Promise.all([linkProgress(needs, view), arrivalFor(needs, view, denied)]);
        const { status, mark } = progress;
        return { view, status, mark, arrival: arrival?.journeyId ?? null };
      });
    },

    async ofFrame(viewId: string): Promise<FrameNews | null> {
      await keepUp();
      return ask(viewId, async () => {
        const view = await links.viewById(viewId);
        return view && { view, status: (await linkProgress(needs, view)).status };
      });
    },
  };
}
export type LinkNewsReader = ReturnType<typeof linkNews>;
