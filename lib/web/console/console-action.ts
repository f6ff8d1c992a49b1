import { AsyncLocalStorage } from "node:async_hooks";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { AuditAction, AuditEntry } from "../../console/audit.ts";
import type { Viewer } from "../../console/console-session.ts";
import type { Role } from "../../console/person.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import { answersWith, fieldsOf, formOf } from "../http/form-values.ts";
import type { Translate } from "../text/t.ts";
import { consoleWords, viewer } from "./viewer.ts";

/** The answer that an action's form shows. */
export type ActionState = {
  /** Counts answers, so that the same one twice is seen twice. */
  answers: number;
  problem?: string;
  /** The name of the box that has the error. */
  field?: string;
  done?: string;
  /** Shown here, once, and nowhere else. */
  secret?: { text: string; note: string; until?: string };
};
export type ActionAnswer = Omit<ActionState, "answers">;

/** Records that an announced action did not come about. `unsure` when it broke off and may have happened in part. */
async function noteNotDone(who: Viewer, noted: readonly Noted[], how: { said: string } | { unsure: true }) {
  for (const { row, ...about } of noted)
    await services().audit.add({ ...about, action: "not-done", actor: who.id, detail: { row, ...how } });
}

/** Why something was done, for the audit log. */
export const Reason = z.string().trim().min(3).max(500);

type Noted = { row: number; institutionId: string | null; subject: string };
/** The rows that the running action has written down. */
const notedBy = new AsyncLocalStorage<Noted[]>();

/** Written down before it is done: nothing is ever done that the log does not have. */
export async function noteAction(
  who: Viewer,
  action: AuditAction,
  institutionId: string | null,
  subject: string,
  reason: string,
  detail: AuditEntry["detail"] = {},
  personal?: AuditEntry["personal"],
) {
  const entry = { action, actor: who.id, institutionId, subject, reason, detail, ...(personal ? { personal } : {}) };
  const row = await services().audit.add(entry);
  notedBy.getStore()?.push({ row, institutionId, subject });
}

/**
 * Makes an action of the console. It checks by itself who is there, whatever page it was called from. A person without
 * the role gets the answer for a thing that does not exist. It parses the input.
 */
export function consoleAction<S extends z.ZodType>(
  role: Role,
  schema: S,
  run: (who: Viewer, input: z.output<S>, t: Translate) => Promise<ActionAnswer>,
) {
  return async (previous: ActionState, data: FormData): Promise<ActionState> => {
    const who = await viewer();
    if (!who) redirect(paths.console.signIn);
    if (role === "administrator" && who.role !== "administrator") notFound();
    const t = await consoleWords();
    const answers = answersWith(previous);
    const parsed = schema.safeParse(fieldsOf(formOf(data)));
    if (!parsed.success) return { answers, ...problemIn(parsed.error, t) };
    const noted: Noted[] = [];
    try {
      const answer = await notedBy.run(noted, () => run(who, parsed.data, t));
      if (answer.problem !== undefined) await noteNotDone(who, noted, { said: answer.problem });
      return { answers, ...answer };
    } catch (fault) {
      await noteNotDone(who, noted, { unsure: true });
      throw fault;
    }
  };
}

/** Names the first box that does not fit, by its label. Says what is wrong with it where we know. */
function problemIn(error: z.ZodError, t: Translate): ActionAnswer {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? "");
  if (name === "reason") return { problem: t("console.actions.needsReason"), field: name };
  const label = `console.fields.${name}` as "console.fields.name";
  if (!t.has(label)) return { problem: t("console.actions.notValid") };
  const rule = `console.rules.${issue?.message}` as "console.rules.oneLine";
  const why = t.has(rule) ? t(rule) : t("console.rules.other");
  return { problem: `${t("console.actions.field", { field: t(label) })} ${why}`, field: name };
}
