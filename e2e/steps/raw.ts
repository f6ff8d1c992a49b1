import { connect } from "node:net";

export type Answer = { status: number; headers: Record<string, string>; body: string };

/**
 * Sends a request as it is written, over a socket of its own, and reads the answer. A connection that is closed without an answer
 * has the status 0; one that stays open without an answer, 599.
 */
export function sendRaw(port: number, lines: readonly string[], body = ""): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "localhost", port });
    const received: Buffer[] = [];
    socket.setTimeout(20_000, () => resolve({ status: 599, headers: {}, body: "" }));
    socket.once("timeout", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => received.push(chunk));
    socket.once("close", () => resolve(answerIn(Buffer.concat(received).toString("latin1"))));
    // One that is cut before it is read was answered by being cut.
    socket.once("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? undefined : reject(error)));
    socket.write(Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`, "latin1"));
  });
}

function answerIn(text: string): Answer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...fields] = head.split("\r\n");
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(":");
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(" ")[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: rest.join("\r\n\r\n"),
  };
}
