import { inEnvelope } from "../lib/sage/answer.ts";
import { sageHttp } from "../lib/sage/http.ts";
import { tokenSource } from "../lib/sage/token.ts";
import { WireAnything } from "../lib/sage/wire.ts";
import { atOnce } from "./fair-queue.ts";
import type { StandIn } from "./sage.ts";

/** The insides of the client of Sage, with times that a test can bear. */
export const quickCalls = ({ region }: StandIn, options: { budgetMs: number; timeoutMs: number }) =>
  // Pauses at their longest: 200, 400, 800 and 1,600 ms.
  sageHttp(region, tokenSource(region), { ...options, turn: atOnce, random: () => 1 });

/** A call that says of an authorisation that all is well. */
export const patchOf = (id: string) =>
  ({
    operation: "authorise",
    form: inEnvelope(WireAnything),
    method: "PATCH",
    path: `/v1/authorisations/${id}`,
    body: { data: { status: "success" } },
  }) as const;
