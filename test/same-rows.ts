import { expect } from "vitest";

/** A condition finds the rows of which its rule is true; it is of some, and not of all. */
export function expectSame<R extends { id: string }>(
  found: ReadonlySet<string>,
  made: readonly R[],
  rule: (row: R) => boolean,
) {
  for (const row of made) expect(found.has(row.id), JSON.stringify(row)).toBe(rule(row));
  const named = made.filter(rule).length;
  expect(named).toBeGreaterThan(2);
  expect(named).toBeLessThan(made.length);
}
