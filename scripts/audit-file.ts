import { z } from "zod";
import { chainCheck } from "#lib/console/audit.ts";

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
export type AuditVerification = { rows: number; head: string; erased: number; faults: string[] };

/** People do not read on beyond this many. */
const MOST_FAULTS = 1_000;

/** The faults of an exported audit log, in sentences; none when it is whole. It is read line by line, however long it is. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  known?: string,
): Promise<AuditVerification> {
  const chain = chainCheck();
  const faults: string[] = [];
  const say = (...more: string[]) => faults.push(...more.slice(0, MOST_FAULTS - faults.length));
  let [rows, erased, isKnown] = [0, 0, false];
  let last: string | null = null;
  const check = (line: string) => {
    rows++;
    const read = Row.safeParse(jsonOf(line));
    if (!read.success) return say(`Line ${rows} is no row of an audit log.`);
    say(...chain.row(read.data).map(({ seq, fault }) => `Row ${seq} ${FAULTS[fault]}.`));
    // A person must see what was read here: no property twice, none that a parser swallows.
    if (JSON.stringify(jsonOf(line)) !== line || line.includes('"__proto__":'))
      say(`Line ${rows} is not as it was exported.`);
    if (read.data.commitment !== null && read.data.personal === null) erased++;
    isKnown ||= read.data.hash === known;
  };
  // The last line is the head, so each is looked at when the next has come.
  for await (const line of lines) {
    if (line.trim() === "") continue;
    if (last !== null) check(last);
    last = line;
  }
  const head = Head.safeParse(jsonOf(last ?? ""));
  if (!head.success)
    return { rows, head: "", erased: 0, faults: ["The file does not end with its head: it was cut off."] };
  const end = head.data.head;
  say(...chain.end(end).map(({ seq, fault }) => `Row ${seq} ${FAULTS[fault]}.`));
  if (known && !isKnown) say("The hash that you wrote down is not in it.");
  return { rows, head: end.hash, erased, faults };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
