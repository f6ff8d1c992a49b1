import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Viewer } from "../../console/console-session.ts";
import type { Institution } from "../../institution/institution.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import type { Messages, Translate } from "../text/t.ts";
import { type ActionAnswer, consoleAction, Reason } from "./console-action.ts";
import { uuid } from "./console-fields.ts";

export const OfInstitution = z.object({ institutionId: uuid, reason: Reason });

/** The institution, where it is one that this person administers. */
export async function administered(who: Viewer, institutionId: string): Promise<Institution | null> {
  if (who.institutionId && who.institutionId !== institutionId) return null;
  return services().institutions.institution(institutionId);
}

/** An action on one institution: asked for by id, and nothing but "not there" for somebody else's. */
export const onInstitution = <S extends z.ZodType<{ institutionId: string; reason: string }>>(
  schema: S,
  run: (who: Viewer, input: z.output<S>, t: Translate, institution: Institution) => Promise<ActionAnswer>,
) =>
  consoleAction("administrator", schema, async (who, input, t) => {
    const institution = await administered(who, input.institutionId);
    if (!institution) return { problem: t("console.actions.gone") };
    const answer = await run(who, input, t, institution);
    revalidatePath(paths.console.institution(institution.id));
    return answer;
  });

type Fields = keyof Messages["console"]["fields"];
type Rules = keyof Messages["console"]["rules"];

/** The error of one box, by its label. */
export const faultIn = (t: Translate, field: Fields, rule: Rules): ActionAnswer => ({
  problem: `${t("console.actions.field", { field: t(`console.fields.${field}`) })} ${t(`console.rules.${rule}`)}`,
  field,
});
