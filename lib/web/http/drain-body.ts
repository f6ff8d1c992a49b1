import type { IncomingMessage, ServerResponse } from "node:http";

/** So much of a refused body is still read, and so long. A caller that sends more may lose the answer. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_MS = 2_000;

/**
 * Lets the caller read an answer to a body that we stopped reading. Closing a connection over unread bytes resets it,
 * and the answer is lost. So this reads the rest and drops it first. Node does so itself for a body that was never
 * read.
 */
export function drainBody(req: IncomingMessage, res: ServerResponse) {
  const { writeHead, end } = res;
  const isUnheard = () => req.readableDidRead && !req.complete && !req.destroyed;
  res.writeHead = ((...all: unknown[]) => {
    if (isUnheard()) res.setHeader("Connection", "close");
    return (writeHead as (...all: unknown[]) => ServerResponse).apply(res, all);
  }) as typeof writeHead;
  res.end = ((...all: unknown[]) => {
    const close = (...rest: unknown[]) => (end as (...all: unknown[]) => ServerResponse).apply(res, rest);
    if (!isUnheard()) return close(...all);
    const [data, encoding] = all;
    if (typeof data === "string" || data instanceof Uint8Array) res.write(data, encoding as BufferEncoding);
    dropRest(req, () => close(...all.filter((one) => typeof one === "function")));
    return res;
  }) as typeof end;
}

function dropRest(req: IncomingMessage, then: () => void) {
  let size = 0;
  const stop = () => {
    clearTimeout(timer);
    req.off("readable", drop).off("end", stop).off("close", stop);
    then();
  };
  const drop = () => {
    for (let chunk = req.read(); chunk !== null; chunk = req.read()) size += chunk.length;
    if (size > MAX_BYTES) stop();
  };
  const timer = setTimeout(stop, MAX_MS);
  req.on("readable", drop).once("end", stop).once("close", stop);
}
