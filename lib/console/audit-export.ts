import type { AuditPersonal, AuditRow } from "./audit.ts";

const PORTION = 1_000;

type Chain = {
  chain(after: number, limit: number): Promise<(AuditRow & { personal: AuditPersonal | null })[]>;
  head(): Promise<{ seq: number; hash: string }>;
};

/**
 * Exports the whole audit log as it stands, one row a line, in portions. Its head is the last line. `audit:verify`
 * proves it.
 */
export async function* exportLines(store: Chain): AsyncGenerator<string, void> {
  const head = await store.head();
  for (let after = 0; after < head.seq; ) {
    const rows = (await store.chain(after, PORTION)).filter(({ seq }) => seq <= head.seq);
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    after = rows.at(-1)?.seq ?? head.seq;
  }
  yield `${JSON.stringify({ head })}\n`;
}
