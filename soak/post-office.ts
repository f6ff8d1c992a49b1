import { paths } from "../test/sandbox/fixture.ts";
import type { ReceivedCall, TestProvider } from "../test/sandbox/provider.ts";
import { until } from "./patience.ts";

/**
 * Carries Sage's notifications to the application. It passes each on at once, and Sage sees the application's answer.
 * It keeps those of held accounts, as a network loses them. Later it hands them out late, doubled or in another order.
 */
export function postOffice(provider: TestProvider, app: string, secret: { name: string; value: string }) {
  const held = new Set<string>();
  const send = (body: unknown) =>
    fetch(app + paths.notification, {
      method: "POST",
      headers: { "content-type": "application/json", [secret.name]: secret.value },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8_000),
    }).then(
      ({ status }) => status,
      () => null,
    );
  const isHeld = ({ body }: ReceivedCall) => {
    const text = JSON.stringify(body);
    return [...held].some((id) => text.includes(id));
  };
  provider.reply(paths.notification, async (response, call) => {
    const status = isHeld(call) ? 200 : await send(call.body);
    if (status === null) response.destroy();
    else response.writeHead(status).end();
  });
  return {
    /** Keeps what names one of these ids back from now on. */
    hold: (...ids: readonly string[]) => void ids.map((id) => held.add(id)),
    /** The notifications so far that name one of these ids. */
    about: (ids: readonly string[]) =>
      provider.to(paths.notification).filter(({ body }) => ids.some((id) => JSON.stringify(body).includes(id))),
    /** Brings one to the application until it is taken. */
    bring: (body: unknown) => until(async () => (await send(body)) === 200),
  };
}
