"use server";

import { z } from "zod";
import { readConnectionId } from "#lib/connection/connection-id.ts";
import { PASSCODE_LENGTH, readPasscode } from "#lib/connection/passcode.ts";
import { findJourney } from "#lib/journey/find-journey.ts";
import { pagesFor } from "#lib/journey/page-for.ts";
import { type RedeemProblem, redeemPasscode } from "#lib/journey/redeem-passcode.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { type ActionContext, formAction } from "#lib/web/form-action.ts";
import { moveOn } from "#lib/web/move-on.ts";

export const submitPasscode = formAction("identify", passcodeEntry, async (context, entry) => {
  const redeemed = await redeemPasscode(services(), context.journey, entry, context.address);
  if (!redeemed.ok) return explain(context, redeemed.problem);
  const visit = await findJourney(services(), redeemed.value);
  moveOn(paths.connect[visit ? pagesFor(visit.journey, visit.grant)[0] : "account"](redeemed.value));
});

async function passcodeEntry({ journey, words }: ActionContext) {
  const institution = (await services().institutions.institution(journey.institutionId))?.name ?? "";
  const only = z
    .array(z.string())
    .default([])
    .transform(([first]) => first?.trim() ?? "");
  return z.object({
    connectionId: only
      .refine((typed) => typed !== "", words("identify.problems.connectionIdMissing"))
      .refine(
        (typed) => typed === "" || readConnectionId(typed) !== null,
        words("identify.problems.connectionIdInvalid", { institution }),
      )
      .transform((typed) => readConnectionId(typed) ?? ""),
    passcode: only
      .refine((typed) => typed !== "", words("identify.problems.passcodeMissing"))
      .refine(
        (typed) => typed === "" || readPasscode(typed).length === PASSCODE_LENGTH,
        words("identify.problems.passcodeInvalid", { institution }),
      )
      .transform(readPasscode),
  });
}

async function explain(context: ActionContext, problem: RedeemProblem) {
  const { words, journey } = context;
  const institution = (await services().institutions.institution(journey.institutionId))?.name ?? "";
  switch (problem.code) {
    case "refused":
      return [
        { field: "connectionId", text: words("identify.problems.refused", { tries: problem.triesLeft, institution }) },
      ];
    case "passcode-expired":
      return [{ field: "passcode", text: words("identify.problems.passcodeExpired", { institution }) }];
    case "wait":
      return [
        { field: "passcode", text: words("identify.problems.wait", { minutes: Math.ceil(problem.waitSeconds / 60) }) },
      ];
    default:
      // The journey moved on meanwhile; its first fitting page says what became of it.
      moveOn(paths.connect.journey(context.token));
  }
}
