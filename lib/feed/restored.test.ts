import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRestored, knownToSage, linesToTake, type MostLines, mayTellOfRestore, mostAfterTaken } from "./restored.ts";
import { MOST_LINES } from "./statement.ts";

const now = new Date("2026-03-01T12:00:00Z");
const DAY = 86_400_000;

test.each([
  ["never restored", null, false],
  ["restored now", 0, true],
  ["restored almost 30 days ago", 30 * DAY - 1, true],
  ["restored 30 days ago", 30 * DAY, false],
])("F38 a store that was %s", (_, ago, expected) => {
  expect(isRestored(ago === null ? null : new Date(now.getTime() - ago), now)).toBe(expected);
});

const named = (text: string) => [...text].map((one) => one === "x");

/** Each line of a statement: `x` is named by Sage, `.` is not. */
test.each<[string, MostLines, ReturnType<typeof knownToSage>]>([
  [".", null, { is: "delivered", mostLines: null }],
  [".", 1, { is: "delivered", mostLines: 1 }],
  ["x", 1, { is: "delivered", mostLines: 1 }],
  ["xxxx", 4, { is: "delivered", mostLines: null }],
  ["..", null, { is: "narrower", mostLines: 1 }],
  ["...", null, { is: "narrower", mostLines: 1 }],
  [".......", 7, { is: "narrower", mostLines: 3 }],
  ["xxx..", null, { is: "narrower", mostLines: 3 }],
  ["x....", null, { is: "narrower", mostLines: 1 }],
  ["..xxx", null, { is: "narrower", mostLines: 2 }],
  ["x.x.x", null, { is: "narrower", mostLines: 1 }],
])("F38 a duplicate of the lines %s, where at most %s were taken", (lines, most, expected) => {
  expect(knownToSage(named(lines), most)).toEqual(expected);
});

test.each<[MostLines, MostLines]>([
  [null, null],
  [1, 2],
  [2, 4],
  [400, 800],
  [499, 998],
  [500, null],
])("F38 after at most %s lines that were new, at most %s follow", (before, after) => {
  expect(mostAfterTaken(before)).toBe(after);
});

const pushes = (...sizes: number[]) =>
  sizes
    .flatMap((size, push) => Array.from({ length: size }, () => ({ pushId: `${push}` })))
    .map((line, index) => ({ ...line, seq: index + 11 }));

test.each<[number[], MostLines, number]>([
  [[3, 3], null, 6],
  [[600, 600], null, 600],
  [[1_001], null, MOST_LINES],
  [[3, 3], 6, 6],
  [[3, 3], 5, 3],
  [[3, 3], 3, 3],
  [[3, 3], 2, 2],
  [[3, 3], 1, 1],
  [[], 1, 0],
])("F10 from pushes of %j lines, a statement of at most %s takes %i", (sizes, most, expected) => {
  expect(linesToTake(pushes(...sizes), { mostLines: most, singlyThrough: 0 })).toHaveLength(expected);
});

/** Sage by its contract: it refuses a statement as a whole when it has one of its lines. */
function aSage(has: Iterable<number>, names: "none" | "first" | "all") {
  const lines = new Set(has);
  const added: number[] = [];
  return {
    added,
    post(statement: readonly number[]) {
      const places = statement.flatMap((line, place) => (lines.has(line) ? [place] : []));
      if (places.length > 0) return names === "none" ? [] : names === "first" ? places.slice(0, 1) : places;
      for (const line of statement) lines.add(line);
      added.push(...statement);
      return null;
    },
  };
}

type Line = { seq: number; pushId: string };

/** Posts all lines as the feed does; answers how many statements it took. */
function postAll(all: readonly Line[], sage: ReturnType<typeof aSage>) {
  let [at, posts]: [number, number] = [0, 0];
  let most: MostLines = null;
  for (; at < all.length; posts++) {
    const taken: readonly Line[] = linesToTake(all.slice(at, at + MOST_LINES + 1), {
      mostLines: most,
      singlyThrough: -1,
    });
    const places = sage.post(taken.map(({ seq }) => seq));
    const verdict: ReturnType<typeof knownToSage> = places
      ? knownToSage(
          taken.map((_, place) => places.includes(place)),
          most,
        )
      : { is: "delivered", mostLines: mostAfterTaken(most) };
    most = verdict.mostLines;
    if (verdict.is === "delivered") at += taken.length;
  }
  return posts;
}

test.each([
  [0, 6],
  [10, 6],
  [11, 3],
  [13, 3],
  [16, 3],
])("F14 with two pushes of three lines, refused together up to the %sth, a statement takes %i", (through, taken) => {
  expect(linesToTake(pushes(3, 3), { mostLines: null, singlyThrough: through })).toHaveLength(taken);
});

describe("whatever Sage has of a restored store's lines", () => {
  /** Runs of lines that Sage has or has not, in pushes of any size, that cut the runs. */
  const histories = fc.record({
    runs: fc.array(fc.record({ length: fc.nat(700), isKnown: fc.boolean() }), { maxLength: 6 }),
    sizes: fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 }),
    names: fc.constantFrom("none", "first", "all"),
  });
  const LOG = Math.ceil(Math.log2(MOST_LINES));

  test("F38 each line is there once at the end, new ones in order, after a bounded number of posts", () => {
    fc.assert(
      fc.property(histories, ({ runs, sizes, names }) => {
        const isKnown = runs.flatMap(({ length, isKnown }) => Array.from({ length }, () => isKnown));
        const pushIds = sizes.flatMap((size, push) => Array.from({ length: size }, () => `${push}`));
        const all = isKnown.map((_, line) => ({
          seq: line,
          pushId: pushIds[line] ?? `last ${Math.floor(line / 900)}`,
        }));
        const known = all.filter(({ seq }) => isKnown[seq]).map(({ seq }) => seq);
        const fresh = all.filter(({ seq }) => !isKnown[seq]).map(({ seq }) => seq);
        const sage = aSage(known, names as "none");
        const posts = postAll(all, sage);
        expect(sage.added).toEqual(fresh);
        const pushCount = new Set(all.map(({ pushId }) => pushId)).size;
        const parts = (runs.length + 1) * (4 * LOG + 4) + 2 * pushCount;
        // Named line by line, a run of known lines is one statement; else each of its lines is.
        expect(posts).toBeLessThanOrEqual(parts + (names === "all" ? 0 : known.length));
      }),
      { numRuns: 300 },
    );
  });

  test("F38 a thousand lines of which Sage names those that it has take three posts", () => {
    const all = Array.from({ length: 1_000 }, (_, line) => ({ seq: line, pushId: "one" }));
    expect(postAll(all, aSage(Array(600).keys(), "all"))).toBe(3);
    expect(postAll(all, aSage(Array(1_000).keys(), "all"))).toBe(1);
    expect(postAll(all, aSage([], "all"))).toBe(1);
  });
});

test.each([
  [{ type: "duplicate", repeated: "yes" }, true],
  [{ type: "duplicate", repeated: "maybe" }, true],
  [{ type: "failed-later", repeated: "no" }, false],
  [{ type: "posted" }, false],
])("F38 after %j the store looks where it is: %s", (answer, expected) => {
  expect(mayTellOfRestore(answer)).toBe(expected);
});
