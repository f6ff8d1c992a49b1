import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { LOCALES } from "../../institution/institution.ts";
import { chooseLocale } from "../../journey/choose-locale.ts";
import { findJourney, type Visit } from "../../journey/find-journey.ts";
import { type PageName, pagesFor } from "../../journey/page-for.ts";
import { maskedValues, type SnapshotAnswer } from "../../journey/page-snapshot.ts";
import { paths } from "../../paths.ts";
import { leaveAnswer, services } from "../../services.ts";
import { ADDRESS_HEADER } from "../http/client-address.ts";
import { formOf, textOf } from "../http/form-values.ts";
import { type Translate, translatorIn } from "../text/t.ts";
import { localeOf } from "./journey-page.ts";

export type ActionContext = Visit & { t: Translate; address: string };

/** A form's refusal, as field and words; or nothing, when `run` redirected. */
type Refusals = SnapshotAnswer["problems"];

/**
 * Makes the action of a journey's form. It finds the journey and sends a stale page to the one that fits. It serves the
 * language switch without losing typed values, parses, and leaves refusals for the page, which is the answer. `run`
 * ends in a redirect when all is well.
 */
export function formAction<S extends z.ZodType>(
  page: PageName,
  schema: (context: ActionContext) => S | Promise<S>,
  run: (context: ActionContext, input: z.output<S>) => Promise<Refusals>,
) {
  // A form of a release before 0.3 hands over its state as well: the form itself comes last.
  return async (token: string, ...sent: unknown[]): Promise<void> => {
    const context = await contextOf(page, token);
    const form = formOf(sent.at(-1));
    const values = typedValues(form);
    const intent = form.get("intent");
    const asked = LOCALES.find((locale) => intent === `locale-${locale}`);
    if (asked) {
      await chooseLocale(services(), context.journey, asked);
      return leaveAnswer({ problems: [], values, isKept: false });
    }
    if (typeof intent === "string" && intent !== "")
      return leaveAnswer({ problems: [], values, intent, isKept: false });
    const parsed = (await schema(context)).safeParse(values);
    const problems = parsed.success ? await run(context, parsed.data) : firstOfEach(problemsOf(parsed.error));
    await services().pageSnapshots.answered(context.journey.id, page, { problems, values: maskedValues(values) });
    leaveAnswer({ problems, values, isKept: true });
  };
}

const problemsOf = (error: z.ZodError) =>
  error.issues.map(({ path: [field], message }) => ({ field: String(field ?? ""), text: message }));

/** The journey behind a form, read again: the page that showed the form may be hours old. */
export async function contextOf(page: PageName, token: string): Promise<ActionContext> {
  const visit = await findJourney(services(), textOf(token));
  if (!visit) redirect(paths.connect.journey("gone"));
  const fitting = pagesFor(visit.journey, visit.grant);
  const identifyAgain =
    page === "identify" && (visit.journey.state === "identified" || visit.journey.state === "chosen");
  if (!fitting.includes(page) && !identifyAgain) redirect(paths.connect[fitting[0]](visit.token));
  const address = (await headers()).get(ADDRESS_HEADER) ?? "unknown";
  return { ...visit, t: translatorIn(await localeOf(visit)), address };
}

const FIELDS = ["connectionId", "passcode", "account", "search"] as const;

/** The fields that forms of a journey have, and nothing else that came along. */
export function typedValues(data: FormData): SnapshotAnswer["values"] {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === "string");
  const given = FIELDS.filter((name) => data.has(name));
  return Object.fromEntries(
    given.map((name) => [
      name,
      texts(name)
        .slice(0, 500)
        .map((text) => text.slice(0, 2048)),
    ]),
  );
}

const firstOfEach = (problems: { field: string; text: string }[]) =>
  problems.filter((problem, index) => problems.findIndex(({ field }) => field === problem.field) === index);
