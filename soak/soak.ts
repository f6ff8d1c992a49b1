import { expect, test } from "vitest";
import { type Driver, isMissing } from "../test/stores.ts";
import { connectAll, expectConnected, expectMade, makeCompanies, newCustomers } from "./customers.ts";
import { dice } from "./dice.ts";
import { spoil } from "./faults.ts";
import { type Asked, beyondLimit, compare, DRAIN_MS, type Ends, endsOf, whyFailed } from "./ledger.ts";
import { live } from "./life.ts";
import { pushAll } from "./pusher.ts";
import { releases } from "./releases.ts";
import { surround } from "./surroundings.ts";
import { startWorld } from "./world.ts";

/** `npm run soak -- --minutes 60`; two minutes in `npm test`. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 2);

/**
 * Runs the real server on one kind of store while everything around it fails. Then compares its promises with the data.
 */
export function soakOn(driver: Driver) {
  test.skipIf(isMissing(driver))(
    `the server on ${driver} keeps all that it acknowledged, connects the chosen accounts, and loses, doubles and reorders no line`,
    { timeout: MINUTES * 60_000 + 2 * DRAIN_MS + 240_000 },
    async () => {
      const { first, next } = releases();
      const world = await startWorld(driver, first);
      const companies = [...world.connections];
      const accounts = [];
      for (const ids of companies.splice(0, 2))
        accounts.push(...(await connectAll(world, ids, ["Business current account", "Business savings"])));

      const [from, length] = [Date.now(), MINUTES * 60_000];
      const end = from + length;
      let isOver = false;
      const over = () => isOver;
      const [pushed, came, made, [times, life, refusals]] = await Promise.all([
        Promise.all(accounts.map((account, index) => pushAll(account, dice(index), over))),
        newCustomers(world, companies, dice(11), over),
        makeCompanies(world, dice(12), over),
        Promise.all([
          surround({ ...world, next }, dice(7), from, end),
          // Refusals have ended by then: one of history sent again would be of a line that was told as delivered.
          live({ world, roll: dice(9) }, accounts, from + length * 0.4, from + length * 0.9),
          spoil(world.sage, dice(20_261_121), from, end),
        ]).finally(() => {
          isOver = true;
        }),
      ]);

      const ends = new Map<string, Ends extends ReadonlyMap<string, infer One> ? One : never>();
      for (const account of accounts)
        await expect
          .poll(
            async () => {
              const ended = await endsOf(account);
              for (const [key, one] of ended ?? []) ends.set(key, one);
              return ended !== null;
            },
            { timeout: DRAIN_MS, interval: 1_000 },
          )
          .toBe(true);
      let lines = 0;
      for (const [index, account] of accounts.entries())
        lines += await compare(world.control, account, pushed[index] ?? [], ends);
      await expectConnected(world, came, DRAIN_MS);
      await expectMade(world, made);

      const { log } = (await world.control("/state")) as { log: Asked[] };
      expect(beyondLimit(log)).toEqual([]);
      expect(world.replicas.surprises).toEqual([]);
      const pushes = pushed.flat();
      // One push fails for one refusal of its statement, and none for anything else that goes wrong.
      const failed = whyFailed(accounts, pushed, ends);
      expect(failed.refused, [...failed.messages].join("; ")).toBeLessThanOrEqual(refusals);
      const counted = { ...times, ...life };
      console.log(
        `${driver}: ${lines} lines in ${pushes.length} pushes, ${failed.refused} refused, ${failed.ended} ended with their account; ` +
          `${came.length} new customers, ${made.size} companies; ${log.filter(({ fault }) => fault).length} faults, ` +
          Object.entries(counted)
            .map(([name, count]) => `${count} ${name}`)
            .join(", "),
      );
      // Neither an idle feed nor a quiet world would prove anything.
      expect(lines).toBeGreaterThan(MINUTES * 50);
      expect(came.length).toBeGreaterThan(MINUTES);
      expect(made.size).toBeGreaterThan(MINUTES * 10);
      for (const [name, count] of Object.entries(counted)) expect(count, name).toBeGreaterThan(0);
    },
  );
}
