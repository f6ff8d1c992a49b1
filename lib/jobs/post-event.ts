import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Webhook } from "standardwebhooks";
import type { PostEvent } from "../institution/deliver-event.ts";
import type { DeliveryError, Outcome } from "../institution/delivery.ts";
import { AddressRefused, isPublicAddress, publicLookup } from "../public-address.ts";

/** The whole exchange, from the name's lookup to the answer's status. */
const TIMEOUT_MS = 15_000;

type Options = { publicOnly: boolean; lookup?: LookupFunction; timeoutMs?: number };

/**
 * Posts events signed as Standard Webhooks has it. With `publicOnly` it goes to https addresses of the public Internet
 * alone, as they are at this moment. Follows no redirect, uses no proxy, and does not read what is answered.
 */
export function eventPoster({ publicOnly, lookup = publicLookup(), timeoutMs = TIMEOUT_MS }: Options): PostEvent {
  return ({ url, secret, id, body, at }) =>
    new Promise<Outcome>((resolve) => {
      const target = new URL(url);
      const bare = target.hostname.replace(/^\[|\]$/g, "");
      const refused = target.protocol !== "https:" || (isIP(bare) !== 0 && !isPublicAddress(bare));
      if (publicOnly && refused) return resolve({ statusCode: null, error: "address-refused" });

      const send = target.protocol === "https:" ? requestHttps : requestHttp;
      const request = send(target, {
        method: "POST",
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "user-agent": "connect-bank-webhooks",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": new Webhook(secret).sign(id, at, body),
        },
        ...(publicOnly ? { lookup } : {}),
      });
      request.once("response", (response: IncomingMessage) => {
        resolve({ statusCode: response.statusCode ?? null, error: null });
        response.destroy();
      });
      // A receiver that wants to speak another protocol has not taken the event.
      request.once("upgrade", (response, socket) => {
        resolve({ statusCode: response.statusCode ?? null, error: null });
        socket.destroy();
      });
      request.once("close", () => resolve({ statusCode: null, error: "connection-failed" }));
      request.once("error", (error) => resolve({ statusCode: null, error: errorOf(error) }));
      request.end(body);
    });
}

function errorOf(error: Error & { code?: string }): DeliveryError {
  if (error instanceof AddressRefused) return "address-refused";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "timeout";
  if (error.code === "ENOTFOUND" || error.code === "EAI_AGAIN") return "name-not-found";
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(error.code ?? "") ? "tls" : "connection-failed";
}
