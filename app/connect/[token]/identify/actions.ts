"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { readConnectionId } from "#lib/connection/connection-id.ts";
import { PASSCODE_LENGTH, readPasscode } from "#lib/connection/passcode.ts";
import { asMeant } from "#lib/connection/typed-pair.ts";
import { findJourney } from "#lib/journey/find-journey.ts";
import { pagesFor } from "#lib/journey/page-for.ts";
import { redeemApproval } from "#lib/journey/redeem-approval.ts";
import { type RedeemProblem, redeemPasscode } from "#lib/journey/redeem-passcode.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { formOf, textOf } from "#lib/web/http/form-values.ts";
import { visitorOfRequest } from "#lib/web/http/visitor.ts";
import { type ActionContext, contextOf, formAction } from "#lib/web/journey/form-action.ts";
import { moveOn } from "#lib/web/journey/move-on.ts";

const byPasscode = formAction("identify", passcodeEntry, async (context, entry) => {
  const redeemed = await redeemPasscode(services(), context.journey, entry, context.address);
  if (!redeemed.ok) return explain(context, redeemed.problem);
  return goOn(redeemed.value);
});

/** Step 1. Nothing typed means: take up what was said on the link page, if anything was. */
export async function submitPasscode(token: string, ...sent: unknown[]) {
  const form = inTheirBoxes(formOf(sent.at(-1)));
  const isEmpty = ["connectionId", "passcode", "intent"].every((name) => String(form.get(name) ?? "").trim() === "");
  if (isEmpty) await goOnIfApproved(token);
  return byPasscode(token, form);
}

/** The same, sent by the page itself as soon as something was said. */
export async function takeApproval(token: string) {
  await goOnIfApproved(token);
  moveOn(paths.connect.journey(textOf(token)));
}

/** The form with each value in the box that it was meant for, so that an error names the box that is wrong. */
function inTheirBoxes(form: FormData) {
  const typed = (name: string) => String(form.get(name) ?? "");
  const meant = asMeant({ connectionId: typed("connectionId"), passcode: typed("passcode") });
  for (const [name, value] of Object.entries(meant)) if (form.has(name)) form.set(name, value);
  return form;
}

async function goOnIfApproved(token: string) {
  const context = await contextOf("identify", token);
  const sent = await headers();
  const visitor = visitorOfRequest((name) => sent.get(name));
  const redeemed = visitor ? await redeemApproval(services(), context.journey, visitor) : null;
  if (redeemed?.ok) await goOn(redeemed.value);
}

async function goOn(token: string): Promise<never> {
  const visit = await findJourney(services(), token);
  moveOn(paths.connect[visit ? pagesFor(visit.journey, visit.grant)[0] : "account"](token));
}

async function passcodeEntry({ journey, t }: ActionContext) {
  const institution = (await services().institutions.institution(journey.institutionId))?.name ?? "";
  const only = z
    .array(z.string())
    .default([])
    .transform(([first]) => first?.trim() ?? "");
  const connectionId = z
    .string()
    .refine((typed) => typed !== "", t("identify.problems.connectionIdMissing"))
    .refine(
      (typed) => typed === "" || readConnectionId(typed) !== null,
      t("identify.problems.connectionIdInvalid", { institution }),
    )
    .transform((typed) => readConnectionId(typed) ?? "");
  const passcode = z
    .string()
    .refine((typed) => typed !== "", t("identify.problems.passcodeMissing"))
    .refine(
      (typed) => typed === "" || readPasscode(typed).length === PASSCODE_LENGTH,
      t("identify.problems.passcodeInvalid", { institution }),
    )
    .transform(readPasscode);
  return z.object({ connectionId: only.pipe(connectionId), passcode: only.pipe(passcode) });
}

async function explain(context: ActionContext, problem: RedeemProblem) {
  const { t, journey } = context;
  const institution = (await services().institutions.institution(journey.institutionId))?.name ?? "";
  switch (problem.code) {
    case "refused":
      return [
        { field: "connectionId", text: t("identify.problems.refused", { tries: problem.triesLeft, institution }) },
      ];
    case "passcode-expired":
      return [{ field: "passcode", text: t("identify.problems.passcodeExpired", { institution }) }];
    case "wait":
      return [
        { field: "passcode", text: t("identify.problems.wait", { minutes: Math.ceil(problem.waitSeconds / 60) }) },
      ];
    default:
      // The journey has moved on; its first fitting page says what became of it.
      moveOn(paths.connect.journey(context.token));
  }
}
