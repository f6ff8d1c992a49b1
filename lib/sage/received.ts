import type { Received } from "./answer.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/** Far more than any answer of Sage's; a longer one is not read to its end. */
const MAX_BYTES = 1024 * 1024;

/** The parts of an answer. Throws as `fetch` does when the connection dies before its end. */
export async function received(response: Response): Promise<Received & { retryAfter: number | null }> {
  const { status, headers } = response;
  const date = Date.parse(headers.get("date") ?? "");
  const now = new Date(Number.isNaN(date) ? Date.now() : date);
  return {
    status,
    type: headers.get("content-type"),
    text: await textOf(response),
    requestId: headers.get("x-request-id"),
    retryAfter: retryAfterSeconds(headers.get("retry-after"), now),
  };
}

async function textOf({ body }: Response) {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    // Not the whole of it, so that it is read as no answer.
    if (bytes > MAX_BYTES) return "";
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
