import type { SageAccountQueries } from "../connection/ports.ts";
import type { SageStatements } from "../feed/ports.ts";
import type { ReachEvent } from "../feed/reach.ts";
import type { Region } from "../institution/institution.ts";
import type { SageBankSync } from "../institution/sage-bank.ts";
import type { SageConnector } from "../journey/ports.ts";
import { ok, refuse } from "../result.ts";
import { inEnvelope } from "./answer.ts";
import type { SageConfig } from "./config.ts";
import type { TakePermit } from "./fair-queue.ts";
import { type CallObserver, type Measured, NO_TURN, type SageReply, type SageRequest, sageHttp } from "./http.ts";
import { tokenSource } from "./token.ts";
import {
  authorisationBody,
  authorisationProblem,
  bankSyncBody,
  knownOf,
  statementBody,
  statementProblem,
  stateOf,
  WireAccountQuery,
  WireAnything,
  WireBankSync,
  WireStatement,
  WireStatementState,
} from "./wire.ts";

export type SageClientOptions = {
  /** Permits under the limit that all processes share. */
  turns: (region: Region) => TakePermit;
  observe?: CallObserver;
  clock?: () => Date;
  heard?: (region: Region, event: Exclude<ReachEvent, { type: "probed" }>) => void;
};

/** A person waits for these calls: eight seconds, tries and pauses and all. */
const BUDGET_MS = 8_000;
const TIMEOUT_MS = 4_000;
const LEAVING_BUDGET_MS = 3_000;
/** No person waits for a statement, and a thousand lines take longer. */
export const STATEMENT_PATIENCE = { budgetMs: 30_000, timeoutMs: 20_000 };

/** Sage's Provider API for the regions that are configured. Everything it answers is parsed before it is believed. */
export function sageClient(
  config: SageConfig,
  options: SageClientOptions,
): SageConnector & SageAccountQueries & SageBankSync & SageStatements {
  const callers = new Map<Region, ReturnType<typeof sageHttp>>();
  for (const region of ["eu", "us"] as const) {
    const own = config[region];
    if (!own) continue;
    const { observe, heard, clock } = options;
    const http = {
      budgetMs: BUDGET_MS,
      timeoutMs: TIMEOUT_MS,
      turn: options.turns(region),
      ...(clock ? { clock } : {}),
      ...(heard ? { heard: heard.bind(null, region) } : {}),
      ...(observe ? { observe: (call: Measured) => observe({ region, ...call }) } : {}),
    };
    callers.set(region, sageHttp(own, tokenSource(own), http));
  }
  async function call<T>(region: Region, request: SageRequest<T>): Promise<SageReply<T>> {
    const caller = callers.get(region);
    return caller
      ? caller(request)
      : { kind: "none", ambiguous: false, detail: `Sage's ${region} region is not configured`, sageAnswer: null };
  }

  return {
    async authorise(region, authorisationId, outcome) {
      const path = `/v1/authorisations/${encodeURIComponent(authorisationId)}`;
      const reply = await call(region, {
        operation: "authorise",
        form: inEnvelope(WireAnything),
        method: "PATCH",
        path,
        body: authorisationBody(outcome),
        // A user who only leaves need not wait: Sage's own clock ends it a little later.
        ...(outcome.status === "success" ? {} : { budgetMs: LEAVING_BUDGET_MS }),
      });
      if (reply.kind === "answer") return ok(null);
      const { detail, sageAnswer } = reply;
      if (reply.kind === "none") return refuse({ code: "unreachable", ambiguous: reply.ambiguous, detail, sageAnswer });
      return refuse(authorisationProblem(reply));
    },

    async query(awaited) {
      const body = { data: { bankId: awaited.bankId, externalId: awaited.sourceAccountId } };
      const reply = await call(awaited.region, {
        operation: "accountqueries",
        form: inEnvelope(WireAccountQuery),
        method: "POST",
        path: "/v1/accountqueries",
        body,
        lane: awaited.institutionId,
      });
      if (reply.kind === "answer") return ok(knownOf(reply.value, awaited));
      if (reply.kind === "rejection" && reply.status === 404) return ok({ living: [], ended: [] });
      return refuse(reply.detail);
    },

    async postStatement(statement) {
      const reply = await call(statement.region, {
        operation: "post-statement",
        form: inEnvelope(WireStatement),
        method: "POST",
        path: "/v1/statements",
        body: statementBody(statement),
        // Its repeats are the job's: each is on record before it is made.
        tries: 1,
        lane: statement.institutionId,
        ...STATEMENT_PATIENCE,
      });
      if (reply.kind === "answer") return ok(reply.value._id);
      const { detail, sageAnswer } = reply;
      if (reply.kind === "none" && detail === NO_TURN) return refuse({ code: "no-turn" });
      if (reply.kind === "none") return refuse({ code: "unreachable", ambiguous: reply.ambiguous, detail, sageAnswer });
      // A request with a wrong key or token learns nothing about the lines.
      if (reply.status === 401 || reply.status === 403)
        return refuse({ code: "unreachable", ambiguous: false, detail, sageAnswer });
      return refuse(statementProblem(reply, statement));
    },

    async statementState({ region, institutionId, sageStatementId }) {
      const path = `/v1/statements/${encodeURIComponent(sageStatementId ?? "")}`;
      const reply = await call(region, {
        operation: "get-statement",
        form: inEnvelope(WireStatementState),
        method: "GET",
        path,
        tries: 1,
        lane: institutionId,
        ...STATEMENT_PATIENCE,
      });
      const { sageAnswer } = reply;
      if (reply.kind === "answer") return stateOf(reply.value, sageAnswer);
      return { is: reply.kind === "rejection" && reply.status === 404 ? "unknown" : "unanswered", sageAnswer };
    },

    async syncBank(region, request) {
      const isCreation = "create" in request;
      const reply = await call(region, {
        operation: "banks",
        form: inEnvelope(isCreation ? WireBankSync : WireAnything.transform(() => [])),
        method: "POST",
        path: "/v1/banks",
        body: bankSyncBody(request),
        // Asked once: a second try of one that was taken would make a second bank.
        ...(isCreation ? { tries: 1 } : {}),
      });
      if (reply.kind === "none")
        return refuse({ code: reply.ambiguous ? "unsure" : "unreachable", detail: reply.detail });
      if (reply.kind === "rejection") return refuse({ code: "refused", detail: reply.detail });
      if (!isCreation) return ok(null);
      const { externalRef } = request.create;
      const made = reply.value.find((bank) => bank.externalRef === undefined || bank.externalRef === externalRef);
      return made ? ok(made.principalId) : refuse({ code: "unsure", detail: "an answer of an unknown shape" });
    },
  };
}
