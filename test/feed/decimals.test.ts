import fc from "fast-check";
import { expect, test } from "vitest";
import { postNext } from "../../lib/feed/post-next.ts";
import { anApiInstitution, serveApi } from "../api.ts";
import { RUNNER } from "../feed.ts";
import { isConnected } from "../institutions.ts";
import { needsOver } from "../needs.ts";
import { sageForTest } from "../sage.ts";
import { openStore } from "../stores.ts";

/** Any decimal of at most 15 digits before the point and 6 behind, in its shortest writing. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.bigInt({ min: 0n, max: 999_999n }))
  .map(([negative, whole, part]) => {
    const behind = String(part).padStart(6, "0").replace(/0+$/, "");
    const text = behind ? `${whole}.${behind}` : String(whole);
    return negative && text !== "0" ? `-${text}` : text;
  });

/** The exact sum of decimals, counted in millionths. */
function sumOf(decimals: readonly string[]) {
  const total = decimals.reduce((sum, text) => {
    const [whole = "0", part = ""] = text.replace("-", "").split(".");
    const millionths = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, "0"));
    return text.startsWith("-") ? sum - millionths : sum + millionths;
  }, 0n);
  const digits = String(total < 0n ? -total : total).padStart(7, "0");
  const behind = digits.slice(-6).replace(/0+$/, "");
  return `${total < 0n ? "-" : ""}${digits.slice(0, -6)}${behind && `.${behind}`}`;
}

test("F4 any amount goes from the request to Sage digit by digit, and the totals are exact", async () => {
  const { database, close } = await openStore("pglite");
  const sage = await sageForTest();
  const needs = needsOver(database, sage.config);
  const url = await serveApi(needs);
  const { ask, connection, accounts, bankId } = await anApiInstitution(needs, url);
  const [account] = accounts;
  await isConnected(needs, account?.id ?? "", bankId);
  let pushes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(decimal, { minLength: 1, maxLength: 20 }), decimal, async (amounts, balance) => {
      const push = pushes++;
      const lines = amounts.map(
        (amount, index) =>
          `{"id":"${push}-${index}","date":"2026-03-01","description":"d","amount":${amount},"balance":${balance}}`,
      );
      const path = `${connection}/push/bankAccounts/${account?.externalId}/bankTransactions`;
      const pushed = await ask(
        "POST",
        path,
        `{"accountId":"${account?.externalId}","transactions":[${lines.join(",")}]}`,
      );
      expect(pushed.status, pushed.text).toBe(200);
      // The answer repeats the numbers as they came.
      for (const amount of amounts) expect(pushed.text).toContain(`"amount":${amount},`);
      await postNext(needs, account?.id ?? "", RUNNER);
      const body = sage.to("/v1/statements").at(-1)?.body ?? "";
      expect([...body.matchAll(/"transactionAmount":(-?[\d.]+)/g)].map(([, text]) => text)).toEqual(amounts);
      expect(/"ledgerBalance":(-?[\d.]+)/.exec(body)?.[1]).toBe(balance);
      const totalOf = (name: string) => new RegExp(`"${name}":(-?[\\d.]+)`).exec(body)?.[1];
      expect(totalOf("transactionCreditSum")).toBe(sumOf(amounts.filter((one) => !one.startsWith("-"))));
      expect(totalOf("transactionDebitSum")).toBe(sumOf(amounts.filter((one) => one.startsWith("-"))));
    }),
    // The largest, which a binary float would round up to sixteen digits.
    { numRuns: 40, examples: [[["999999999999999.999999", "-999999999999999.999999"], "999999999999999.9375"]] },
  );
  await close();
});
