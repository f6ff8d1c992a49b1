import { notificationOptions } from "../options.ts";
import type { World } from "../world.ts";
import { type Happening, type NotificationAttempt, type NotificationRecord, notificationBody } from "./notification.ts";

interface Delivery {
  url: string;
  body: unknown;
  withHeader: boolean;
}

/**
 * Notifies the provider, as the options say. Resolves with the first answer when it was sent at once, else with null.
 */
export async function notify(world: World, happening: Happening): Promise<NotificationAttempt["answer"] | null> {
  const url = world.ledger.banks.get(happening.bankId)?.callbackUrls.notification;
  const options = notificationOptions(world.options, happening.kind);
  if (!url || options.delivery === "never") return null;
  const body = notificationBody(happening, options);
  const copies = options.delivery === "twice" ? 2 : 1;

  const send = async () => {
    const delivery = { url, body, withHeader: true };
    const sent = Array.from({ length: copies }, () => deliver(world, happening.kind, delivery, options));
    return (await Promise.all(sent))[0] ?? null;
  };
  if (options.delayMs === 0) return send();
  world.clock.later(options.delayMs, async () => {
    await send();
  });
  return null;
}

/** Posts one notification and keeps what came of it; tries again on the clock when asked to. */
export async function deliver(
  world: World,
  kind: NotificationRecord["kind"],
  delivery: Delivery,
  { retries, retryMs }: { retries: number; retryMs: number } = { retries: 0, retryMs: 0 },
): Promise<NotificationAttempt["answer"]> {
  const record: NotificationRecord = { kind, ...delivery, attempts: [] };
  world.ledger.notifications.push(record);
  const attempt = async (left: number) => {
    const made = await post(world, delivery);
    record.attempts.push(made);
    const delivered = typeof made.answer === "number" && made.answer < 300;
    if (!delivered && left > 0) {
      world.clock.later(retryMs, async () => {
        await attempt(left - 1);
      });
    }
    return made.answer;
  };
  return attempt(retries);
}

async function post(world: World, { url, body, withHeader }: Delivery): Promise<NotificationAttempt> {
  const { name, value } = world.setup.notificationHeader;
  const at = world.clock.iso();
  const started = performance.now();
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(withHeader ? { [name]: value } : {}) },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(world.options.callTimeoutMs),
  }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    (error: Error) => (error.name === "TimeoutError" ? ("timeout" as const) : ("unreachable" as const)),
  );
  return { at, ms: Math.round(performance.now() - started), answer };
}
