import { endOf } from "../lib/feed/fed-account.ts";
import { accountOf, finishDueStatements } from "./sage.ts";
import { loadFeed } from "./store/load-feed.ts";
import type { LineRow } from "./store/tables.ts";
import { Violation } from "./violation.ts";
import type { Checks, World } from "./world.ts";

/** Looks after the promises at each step, with what Sage really has. */
export function checksOf(world: World): Checks {
  /** Sage has the line in an active account, or is about to. */
  function isInSage(line: string, sageBankAccountId: string | null) {
    const { sage, now } = world;
    finishDueStatements(sage, now);
    const account = accountOf(sage, sageBankAccountId);
    if (!account || account.status === "cancelled") return false;
    const isComing = sage.statements.some(
      ({ accountId, state, problem, lines }) =>
        accountId === account.id && state === "pending" && !problem && lines.includes(line),
    );
    return account.has.has(line) || isComing;
  }

  return {
    looked({ account, held }, task) {
      const end = endOf(account);
      if (end && task.do === "post" && !held?.isOutcomeUnknown)
        throw new Violation(`something is sent for the first time after its end (${end.code})`);
    },

    opened({ id, isOutcomeUnknown, sageBankAccountId }, rows) {
      const known = rows.find((row) => isInSage(row.id, sageBankAccountId));
      if (known && !isOutcomeUnknown) throw new Violation(`${id} has ${known.id}, which Sage has, and is not doubted`);
    },

    sent({ id, sageBankAccountId, kind }) {
      const { sage, now, isRestored, tables } = world;
      finishDueStatements(sage, now);
      // A process that stood still may repeat a statement that has ended by then. Sage has it, or has refused it.
      const isInFlight = tables.statements.some((one) => one.id === id && one.finishedAt === null);
      const other = sage.statements.find(
        (one) =>
          one.accountId === sageBankAccountId &&
          one.state === "pending" &&
          !one.problem &&
          one.kind === "lines" &&
          one.ours !== id,
      );
      if (other && isInFlight && kind === "lines" && !isRestored)
        throw new Violation(`${id} is sent while Sage is at ${other.ours} of the same account`);
    },

    ended({ id, reason }, as) {
      const { tables, sage, isRestored } = world;
      const { sageBankAccountId } = tables.account;
      world.log?.push(`    ${id} has ended: ${as} ${reason?.code ?? ""}`);
      const own = tables.lines.filter(({ pushId }) => pushId === id);
      if (as === "Failed") {
        const there = own.find((line) => isInSage(line.id, sageBankAccountId));
        if (there && !isRestored) throw new Violation(`${id} has failed, but Sage has ${there.id}`);
        return;
      }
      // The present account gets a part that an earlier one did not want, if it wants it.
      const isWanted = ({ day }: LineRow) => sage.accounts.every(({ startDate }) => day >= startDate);
      finishDueStatements(sage, world.now);
      const lost = own.filter((line) => isWanted(line) && !sage.ever.has(line.id));
      // A restored store may take a duplicate of some lines for all, once the institution has disconnected the account.
      // No part could follow.
      if (isRestored && endOf(loadFeed(tables, false).feed.account))
        for (const { id: line } of lost) world.believed.add(line);
      else if (lost[0]) throw new Violation(`${id} is delivered, but Sage never had ${lost[0].id}`);
    },
  };
}
