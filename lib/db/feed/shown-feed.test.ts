import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { minutesAfter, someTime } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { utcDay } from "../../calendar-day.ts";
import type { FeedPlace } from "../../console/ports.ts";
import { pushOperations, statements } from "../schema.ts";

describeStores("the bank transactions that support sees", (database) => {
  test("are there page by page to the oldest, each push and statement once, for their institution alone", async () => {
    const needs = needsOver(database());
    const [institution, stranger] = [await anInstitution(needs), await anInstitution(needs)];
    const { institutionId, companyId, connectionId, bankId } = institution;
    const sourceAccountId = institution.accounts[0]?.id ?? "";
    // Three at each moment: a page ends in the midst of them.
    const made = Array.from({ length: 130 }, (_, n) => ({
      id: randomUUID() as string,
      at: minutesAfter(Math.floor(n / 3)),
    }));
    await needs.db.insert(pushOperations).values(
      made.map(({ id, at }) => ({
        ...{ id, institutionId, companyId, connectionId, sourceAccountId, requestedAt: at },
        ...{ status: "Failed" as const, errors: [], warnings: [], lines: 1 },
      })),
    );
    await needs.db.insert(statements).values(
      made.map(({ id, at }, n) => ({
        ...{ id, institutionId, sourceAccountId, sageBankAccountId: randomUUID(), bankId, region: "eu" as const },
        ...{ kind: "lines" as const, firstLine: n, lastLine: n, lines: 1, createdAt: at, finishedAt: at },
      })),
    );
    const page = (scope: string | null, after: FeedPlace) =>
      needs.support.feed(scope, connectionId, utcDay(someTime), after);
    const newest: FeedPlace = { pushes: null, statements: null };
    const seen = { pushes: [] as string[], statements: [] as string[] };
    let older: FeedPlace = newest;
    do {
      const shown = await page(institutionId, older);
      for (const list of ["pushes", "statements"] as const) {
        expect(shown[list].length).toBeLessThanOrEqual(50);
        seen[list].push(...shown[list].map(({ id }) => id));
      }
      older = shown.older;
    } while (older.pushes);
    expect(older).toEqual(newest);
    const times = new Map(made.map(({ id, at }) => [id, at.getTime()]));
    for (const ids of Object.values(seen)) {
      expect(ids).toHaveLength(made.length);
      expect(new Set(ids).size).toBe(made.length);
      const order = ids.map((id) => times.get(id) ?? 0);
      expect(order).toEqual([...order].sort((one, other) => other - one));
    }
    expect((await page(stranger.institutionId, newest)).pushes).toEqual([]);
  });
});
