import { expect, test } from "vitest";
import { reasonWords } from "../../lib/api/wire/reason.ts";
import { because, REASON_CODES } from "../../lib/feed/reason.ts";
import en from "../../messages/en.json" with { type: "json" };

test.each(REASON_CODES.map(because))(
  "F43 no sentence is as users read it while the feed runs beside: $code",
  (reason) => {
    expect(reasonWords(reason)).toMatch(/^Renamed \d+$/);
  },
);

test("F43 no sentence of the pages is as users read it", () => {
  const texts = (node: unknown): string[] =>
    typeof node === "string" ? [node] : Object.values(node as object).flatMap(texts);
  for (const text of texts(en)) expect(text).toMatch(/^Renamed \d+$/);
});
