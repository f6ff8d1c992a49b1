import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import { settleStatement } from "../sage/settle-statement.ts";
import { type Statement, StatementRequest } from "../sage/statement.ts";
import { type StatementFault, validateStatement } from "../sage/validate-statement.ts";
import type { World } from "../world.ts";
import { invalid, refusal, success } from "./envelope.ts";
import type { ProviderEnv } from "./gate.ts";

const Body = z.looseObject({ data: StatementRequest });
const TARGET = "StatementRequest.data";

/** POST and GET /v1/statements: accepted at once, processed later, one at a time for each bank account. */
export function statementRoutes(world: World) {
  return new Hono<ProviderEnv>()
    .post("/statements", async (c) => {
      const body = Body.safeParse(await jsonBody(c));
      if (!body.success) return invalid(c, "StatementRequest", body.error);
      const request = body.data.data;
      const account = world.ledger.bankAccounts.get(request.principalId);
      if (!account || world.ledger.banks.get(account.bankId)?.region !== c.var.region) {
        return refusal(c, world.options.answers.unknownBankAccount, "No bank account with this principalId");
      }
      const inFlight = world.ledger.statements
        .values()
        .find((statement) => statement.bankAccountId === account.id && statement.status === "pending");
      const faults = validateStatement({ request, account, inFlight, options: world.options });
      const refused = faults.find((fault) => typeof fault.answer === "number");
      if (refused) return refusal(c, refused.answer as number, refused.message, detailsOf(faults, refused));
      const statement = acceptStatement(world, request, faults);
      return success(
        c,
        { _id: statement.id, status: shownStatus(world, statement) },
        world.options.answers.statementAccepted,
      );
    })
    .get("/statements/:id", (c) => {
      const statement = world.ledger.statements.get(c.req.param("id").toLowerCase());
      if (!statement || world.ledger.banks.get(statement.bankId)?.region !== c.var.region) {
        return refusal(c, 404, "No statement with this id");
      }
      const { id, bankAccountId, bankId, problem, request } = statement;
      const failed = statement.status === "failed";
      return success(c, {
        _id: id,
        principalId: bankAccountId,
        bankId,
        status: shownStatus(world, statement),
        transactionDetailsCount: request.transactionDetails.length,
        error: failed ? { code: "ValidationError", message: problem, detail: null } : null,
      });
    });
}

function acceptStatement(world: World, request: StatementRequest, faults: StatementFault[]): Statement {
  const statement: Statement = {
    id: randomUUID(),
    bankAccountId: request.principalId,
    bankId: request.bankId,
    request,
    receivedAt: world.clock.now(),
    status: "pending",
    problem: faults.find((fault) => fault.answer === "failed")?.message ?? null,
    remarks: faults.filter((fault) => fault.answer === "accept").map((fault) => `${fault.message} (${fault.target})`),
  };
  world.ledger.statements.set(statement.id, statement);
  const delay = world.options.statementDelayMs;
  if (!world.options.statementsFinish) return statement;
  if (delay === 0) settleStatement(world, statement);
  else world.clock.later(delay, () => settleStatement(world, statement));
  return statement;
}

function detailsOf(faults: StatementFault[], refused: StatementFault) {
  const alike = faults.filter((fault) => fault.message === refused.message && fault.target !== null);
  if (alike.length === 0) return null;
  return alike.map(({ target, message }) => ({ target: `${TARGET}.${target}`, code: "InvalidPropertyValue", message }));
}

/** The status by the name the options give it; half-way through the delay "pending" reads as "processing". */
function shownStatus({ options, clock }: World, { status, receivedAt }: Statement): string {
  const names = options.statementStatusNames;
  if (status !== "pending") return names[status];
  return clock.now() - receivedAt > options.statementDelayMs / 2 ? names.processing : names.pending;
}
