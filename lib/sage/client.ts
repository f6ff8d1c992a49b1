import type { SageAccountQueries } from "../connection/ports.ts";
import type { SageStatements } from "../feed/ports.ts";
import type { Region } from "../institution/institution.ts";
import type { SageBankSync } from "../institution/sage-bank.ts";
import type { SageConnector } from "../journey/ports.ts";
import { ok, refuse } from "../result.ts";
import type { SageConfig } from "./config.ts";
import { type CallObserver, type Measured, NO_TURN, type SageReply, type SageRequest, sageHttp } from "./http.ts";
import { tokenSource } from "./token.ts";
import type { TakeTurn } from "./turns.ts";
import {
  authorisationBody,
  bankSyncBody,
  knownOf,
  statementBody,
  statementProblem,
  stateOf,
  WireAccountQuery,
  WireBankSync,
  WireStatement,
  WireStatementState,
} from "./wire.ts";

export type SageClientOptions = {
  /** Turns under the limit that all processes share. */
  turns: (region: Region) => TakeTurn;
  observe?: CallObserver;
};

/** A person waits for these calls: eight seconds, tries and pauses and all. */
const BUDGET_MS = 8_000;
const TIMEOUT_MS = 4_000;
const LEAVING_BUDGET_MS = 3_000;
/** Nobody waits for a statement, and a thousand lines take longer. */
const STATEMENT_PATIENCE = { budgetMs: 30_000, timeoutMs: 20_000 };

/** Sage's Provider API for the regions that are configured. Everything it answers is parsed before it is believed. */
export function sageClient(
  config: SageConfig,
  options: SageClientOptions,
): SageConnector & SageAccountQueries & SageBankSync & SageStatements {
  const callers = new Map<Region, (request: SageRequest) => Promise<SageReply>>();
  for (const region of ["eu", "us"] as const) {
    const own = config[region];
    if (!own) continue;
    const { observe } = options;
    const http = {
      budgetMs: BUDGET_MS,
      timeoutMs: TIMEOUT_MS,
      turn: options.turns(region),
      ...(observe ? { observe: (call: Measured) => observe({ region, ...call }) } : {}),
    };
    callers.set(region, sageHttp(own, tokenSource(own), http));
  }
  async function call(region: Region, request: SageRequest): Promise<SageReply> {
    const caller = callers.get(region);
    return caller
      ? caller(request)
      : { kind: "none", ambiguous: false, detail: `Sage's ${region} region is not configured` };
  }

  return {
    async authorise(region, authorisationId, outcome) {
      const path = `/v1/authorisations/${encodeURIComponent(authorisationId)}`;
      const reply = await call(region, {
        operation: "authorise",
        method: "PATCH",
        path,
        body: authorisationBody(outcome),
        // Who only wants to leave is not kept: Sage's own clock says the same a little later.
        ...(outcome.status === "success" ? {} : { budgetMs: LEAVING_BUDGET_MS }),
      });
      if (reply.kind === "none")
        return refuse({ code: "unreachable", ambiguous: reply.ambiguous, detail: reply.detail });
      if (reply.status >= 200 && reply.status < 300) return ok(null);
      if (reply.status !== 409) return refuse({ code: "refused", detail: reply.detail });
      return refuse({ code: "already-used", ambiguous: reply.ambiguousBefore, detail: reply.detail });
    },

    async query(awaited) {
      const body = { data: { bankId: awaited.bankId, externalId: awaited.sourceAccountId } };
      const reply = await call(awaited.region, {
        operation: "accountqueries",
        method: "POST",
        path: "/v1/accountqueries",
        body,
        lane: awaited.institutionId,
      });
      if (reply.kind === "none") return refuse(reply.detail);
      // A gateway's says nothing of accounts.
      if (reply.status === 404 && reply.said) return ok({ living: [], ended: [] });
      if (reply.status < 200 || reply.status >= 300) return refuse(reply.detail);
      const answer = WireAccountQuery.safeParse(reply.body);
      return answer.success ? ok(knownOf(answer.data, awaited)) : refuse("an answer of an unknown shape");
    },

    async postStatement(statement) {
      const reply = await call(statement.region, {
        operation: "post-statement",
        method: "POST",
        path: "/v1/statements",
        body: statementBody(statement),
        // Its repeats are the job's: each is on record before it is made.
        tries: 1,
        lane: statement.institutionId,
        ...STATEMENT_PATIENCE,
      });
      if (reply.kind === "none" && reply.detail === NO_TURN) return refuse({ code: "no-turn" });
      if (reply.kind === "none")
        return refuse({ code: "unreachable", ambiguous: reply.ambiguous, detail: reply.detail });
      // Whoever asks with a wrong key or token hears nothing about the lines; nor does a gateway know of them.
      if (reply.status === 401 || reply.status === 403 || (reply.status >= 300 && !reply.said))
        return refuse({ code: "unreachable", ambiguous: false, detail: reply.detail });
      if (reply.status < 200 || reply.status >= 300)
        return refuse(statementProblem(reply.status, reply.body, reply.detail));
      const answer = WireStatement.safeParse(reply.body);
      if (answer.success) return ok(answer.data.data._id);
      return refuse({ code: "unreachable", ambiguous: true, detail: "an answer of an unknown shape" });
    },

    async statementState({ region, institutionId, sageStatementId }) {
      const path = `/v1/statements/${encodeURIComponent(sageStatementId ?? "")}`;
      const reply = await call(region, {
        operation: "get-statement",
        method: "GET",
        path,
        tries: 1,
        lane: institutionId,
        ...STATEMENT_PATIENCE,
      });
      if (reply.kind === "answer" && reply.status === 404 && reply.said) return "unknown";
      if (reply.kind === "none" || reply.status < 200 || reply.status >= 300) return null;
      const answer = WireStatementState.safeParse(reply.body);
      return answer.success ? stateOf(answer.data) : null;
    },

    async syncBank(region, request) {
      const body = bankSyncBody(request);
      // Asked once: a second try of one that was taken would make a second bank.
      const once = "create" in request ? { tries: 1 } : {};
      const reply = await call(region, { operation: "banks", method: "POST", path: "/v1/banks", body, ...once });
      const { detail } = reply;
      if (reply.kind === "none") return refuse({ code: reply.ambiguous ? "unsure" : "unreachable", detail });
      if (reply.status < 200 || reply.status >= 300) return refuse({ code: "refused", detail });
      if (!("create" in request)) return ok(null);
      const { externalRef } = request.create;
      const answer = WireBankSync.safeParse(reply.body);
      const made = answer.data?.data.find((bank) => bank.externalRef === undefined || bank.externalRef === externalRef);
      return made ? ok(made.principalId) : refuse({ code: "unsure", detail: "an answer of an unknown shape" });
    },
  };
}
