import type { SageAccountQueries } from "../lib/connection/ports.ts";
import type { PostProblem, SageStatements } from "../lib/feed/ports.ts";
import type { Statement } from "../lib/feed/statement.ts";
import { ok, type Result, refuse } from "../lib/result.ts";
import { arrive, knownTo, NOT_KEPT, stateOf } from "./sage.ts";
import { Died } from "./violation.ts";
import type { World } from "./world.ts";

/** A request takes so long; the caller waits so long for one without an answer. */
const QUICK_MS = 100;
const TIMEOUT_MS = 20_000;
/** A request that arrives after its time does so within seconds. */
const LATE_MS = 3_000;
/** Longer than anybody waits for a statement. */
const SLOW_MS = 800_000;

const silence = { code: "unreachable", ambiguous: true, detail: "no answer", sageAnswer: NOT_KEPT } as const;

/** Sage as the application reaches it. The network loses and delays, and the process may die on the way. */
export function sageOver(world: World): SageStatements & SageAccountQueries {
  const timeOut = () => {
    world.now += TIMEOUT_MS;
  };

  /** A question that changes nothing; null where its answer is lost. */
  async function ask<T>(at: "state" | "query", answer: () => T): Promise<T | null> {
    const how = world.trouble(at);
    if (how === "dies before") throw new Died();
    world.now += QUICK_MS;
    const said = answer();
    if (how === "dies after") throw new Died();
    if (how === "freezes after") await world.freeze();
    if (how !== "unanswered") return said;
    timeOut();
    return null;
  }

  return {
    postStatement: (statement) => post(world, statement, timeOut),
    async statementState({ sageStatementId }) {
      const told = await ask("state", () => {
        const state = stateOf(world.sage, world.now, sageStatementId);
        world.log?.push(`  Sage says of ${sageStatementId}: ${JSON.stringify(state)}`);
        return state;
      });
      return told ?? { is: "unanswered", sageAnswer: NOT_KEPT };
    },
    async query() {
      const known = await ask("query", () => knownTo(world.sage));
      world.log?.push(`  Sage knows ${JSON.stringify(known)}`);
      return known ? ok(known) : refuse("no answer");
    },
  };
}

async function post(world: World, statement: Statement, timeOut: () => void): Promise<Result<string, PostProblem>> {
  const how = world.trouble("post");
  if (how === "dies before") throw new Died();
  if (how === "freezes before") await world.freeze();
  if (how === "not sent")
    return refuse({ code: "unreachable", ambiguous: false, detail: "not sent", sageAnswer: NOT_KEPT });
  if (how === "no turn") return refuse({ code: "no-turn" });
  if (how === "busy") return refuse({ code: "busy", sageAnswer: NOT_KEPT });
  if (how === "says no") return refuse({ code: "refused", detail: "no", sageAnswer: NOT_KEPT });
  world.now += QUICK_MS;
  world.checks.sent(statement);
  if (how === "lost") {
    timeOut();
    return refuse(silence);
  }
  if (how === "arrives late") {
    timeOut();
    world.mail.push({ at: world.now + LATE_MS, request: statement });
    return refuse(silence);
  }
  const answer = taken(world, statement);
  const one = answer.ok ? world.sage.statements.at(-1) : undefined;
  if (one && how === "fails") one.problem ??= { said: "Internal error", repeated: "no" };
  if (one && how === "forgotten") one.isForgotten = true;
  if (one && how === "slow") one.finishesAt += SLOW_MS;
  if (how === "dies after") throw new Died();
  if (how === "freezes after") await world.freeze();
  if (how !== "unanswered") return answer;
  timeOut();
  return refuse(silence);
}

/** A statement arrives at Sage, in time or late. */
export function taken(world: World, statement: Statement) {
  const answer = arrive(world.sage, world.now, () => world.newId("sage"), statement);
  const ids = statement.lines.map(({ id }) => id).join(",");
  world.log?.push(`  ${statement.id} [${ids}] to ${statement.sageBankAccountId}: ${JSON.stringify(answer)}`);
  return answer;
}
