import { z } from "zod";
import { verifyChain } from "#lib/console/audit.ts";

const Row = z.strictObject({
  seq: z.int(),
  at: z.string(),
  action: z.string(),
  actor: z.string(),
  institutionId: z.string().nullable(),
  subject: z.string(),
  reason: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  commitment: z.string().nullable(),
  previousHash: z.string(),
  hash: z.string(),
  personal: z.strictObject({ salt: z.string(), data: z.record(z.string(), z.string()) }).nullable(),
});
const Head = z.strictObject({ head: z.strictObject({ seq: z.int(), hash: z.string() }) });

const FAULTS = {
  changed: "was changed",
  "missing-before": "does not follow the row before it: one was removed or put in between",
  "out-of-order": "is not in order",
  "personal-changed": "has a personal part that is not the one it was written with",
} as const;

/** `erased` counts rows whose personal part is not there any more. */
export type Verdict = { rows: number; head: string; erased: number; faults: string[] };

/** What is wrong with an exported audit log, in sentences; none when it is whole. */
export function verifyExport(text: string, known?: string): Verdict {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const last = lines.pop() ?? "";
  const head = Head.safeParse(jsonOf(last));
  if (!head.success)
    return {
      rows: lines.length,
      head: "",
      erased: 0,
      faults: ["The file does not end with its head: it was cut off."],
    };
  const rows = lines.map((line, index) => ({ index, read: Row.safeParse(jsonOf(line)) }));
  const unread = rows.filter(({ read }) => !read.success);
  if (unread.length > 0)
    return {
      rows: lines.length,
      head: "",
      erased: 0,
      faults: unread.map(({ index }) => `Line ${index + 1} is no row of an audit log.`),
    };
  const chain = rows.flatMap(({ read }) => (read.success ? [read.data] : []));
  const end = head.data.head;
  const faults = verifyChain(chain, end).map(({ seq, fault }) => `Row ${seq} ${FAULTS[fault]}.`);
  // What a reader would see has to be what was read: no property twice, none that a parser swallows.
  for (const [index, line] of lines.entries())
    if (JSON.stringify(jsonOf(line)) !== line || line.includes('"__proto__":'))
      faults.push(`Line ${index + 1} is not as it was exported.`);
  if (known && !chain.some(({ hash }) => hash === known)) faults.push("The hash that you wrote down is not in it.");
  const erased = chain.filter(({ commitment, personal }) => commitment !== null && personal === null).length;
  return { rows: chain.length, head: end.hash, erased, faults };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
