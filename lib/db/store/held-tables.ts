/** Tables that stay small however long the application runs: operators fill them. */
const SMALL = new Set([
  "institutions",
  "banks",
  "people",
  "api_keys",
  "webhooks",
  "branding_drafts",
  "branding_versions",
]);

/**
 * Names tables of which a migration reads or rewrites every row while others wait for them. None for one that takes
 * moments however many rows there are. `statements` are the migration's own, in their order.
 */
export function heldTables(statements: readonly string[]): string[] {
  const plain = statements.map((one) => one.replace(/^\s*--.*$/gm, "").trim());
  const isNew = new Set(plain.flatMap((one) => tableAfter(/^create table(?: if not exists)?/i, one)));
  const worked = new Set<string>();
  const altered = new Set<string>();
  for (const one of plain) {
    for (const table of tableAfter(/^alter table/i, one)) altered.add(table);
    for (const table of workedBy(one)) worked.add(table);
  }
  const isHeld = (table: string) => !isNew.has(table) && !SMALL.has(table);
  const long = [...worked].filter(isHeld);
  // A table that was altered before stays locked until the work is done.
  return long.length === 0 ? [] : [...new Set([...long, ...[...altered].filter(isHeld)])].sort();
}

const REWRITES = /\bgenerated always\b|\balter column\b.*\b(type|set not null)\b|\bgen_random_uuid\(|\brandom\(/is;

function workedBy(statement: string): string[] {
  const index = /^create (?:unique )?index (?!concurrently)(?:if not exists )?\S+ on(?: only)?/i;
  const checks = /\badd constraint\b/i.test(statement) && !/\bnot valid\b/i.test(statement);
  return [
    ...tableAfter(index, statement),
    ...tableAfter(/^update(?: only)?/i, statement),
    ...tableAfter(/^delete from/i, statement),
    ...(/^with\b/i.test(statement) ? [...statement.matchAll(/\b(?:update|delete from) "(\w+)"/gi)] : []).map(
      ([, table = ""]) => table,
    ),
    ...(checks || REWRITES.test(statement) ? tableAfter(/^alter table/i, statement) : []),
  ];
}

function tableAfter(words: RegExp, statement: string): string[] {
  const found = words.exec(statement);
  const name = found && /^\s+(?:"?public"?\.)?"?(\w+)"?/.exec(statement.slice(found[0].length));
  return name?.[1] ? [name[1]] : [];
}
