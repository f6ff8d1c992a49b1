import type { Clock } from "../ports.ts";
import { type DeliveryStore, hasArrived, type Outcome } from "./delivery.ts";

/** Posts one text to a webhook and answers what came of it; never throws for what the other side does. */
export type PostEvent = (event: {
  url: string;
  secret: string;
  id: string;
  body: string;
  at: Date;
}) => Promise<Outcome>;

type Needs = { deliveries: DeliveryStore; postEvent: PostEvent; clock: Clock };

/**
 * Sends one delivery if it is still to be sent, and writes down what came of it. It may run again for the same delivery: the
 * event's id stays, by which the receiver knows a repeat.
 */
export async function deliverEvent(
  { deliveries, postEvent, clock }: Needs,
  { deliveryId, turn }: { deliveryId: string; turn: number },
): Promise<"delivered" | "not-delivered" | "postponed" | "over"> {
  const due = await deliveries.due(deliveryId, turn);
  if (!due) return "over";
  const at = clock();
  if (due.pausedUntil && due.pausedUntil > at) {
    await deliveries.postpone(due, due.pausedUntil);
    return "postponed";
  }
  const outcome = await postEvent({ url: due.url, secret: due.secret, id: due.eventId, body: due.body, at });
  await deliveries.recordOutcome(due, outcome, at);
  return hasArrived(outcome) ? "delivered" : "not-delivered";
}
