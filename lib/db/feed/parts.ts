import type { Origin } from "../../feed/origin.ts";
import type { Tell } from "../institution/outbox.ts";
import type { Db } from "../store/database.ts";

/**
 * Puts the posting of an account on the job queue, within a transaction; one that waits already is enough. `isFirst` where nothing
 * of the account waited before: its few lines go before what others have waited with all along.
 */
export type EnqueuePosting = (
  tx: Db,
  posting: { sourceAccountId: string; institutionId: string; afterSeconds: number; isFirst?: boolean },
) => Promise<void>;

/** Called when the store is found to have moved, in the transaction that notes it. */
export type OnMoved = (tx: Db, from: Origin, to: Origin) => Promise<void>;

/** The parts that the stores of the feed share. */
export type FeedNeeds = {
  db: Db;
  /** Connections apart, for figures that must be had while the others wait. */
  aside?: Db;
  clock: () => Date;
  enqueue: EnqueuePosting;
  tell: Tell;
  /** Called for each push that is in Sage, with the time that it took. */
  onDelivered?: (seconds: number) => void;
  onMoved?: OnMoved;
  /** Called when an account cannot go on by itself: it may wait for somebody who looks at it for ever. */
  onStuck?: (sourceAccountId: string, why: string) => void;
};

/** The parts that end pushes, and tell of it. */
export type FeedTells = Pick<FeedNeeds, "clock" | "tell" | "onDelivered" | "onStuck">;
