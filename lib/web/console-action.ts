import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { AuditAction } from "../console/audit.ts";
import type { Viewer } from "../console/console-session.ts";
import type { Role } from "../console/person.ts";
import { paths } from "../paths.ts";
import { services } from "../services.ts";
import { formOf } from "./form-action.ts";
import { consoleWords, viewer } from "./viewer.ts";
import type { Words } from "./words.ts";

/** What an action's form shows afterwards. */
export type ActionState = {
  /** Counts answers, so that the same one twice is seen twice. */
  answers: number;
  problem?: string;
  done?: string;
  /** Shown here, once, and nowhere else. */
  secret?: { text: string; note: string };
};
export type ActionAnswer = Omit<ActionState, "answers">;

/** Why something was done, for the audit log. */
export const Reason = z.string().trim().min(3).max(500);

/** Written down before it is done: nothing is ever done that the log does not have. */
export const noteAction = (
  who: Viewer,
  action: AuditAction,
  institutionId: string | null,
  subject: string,
  reason: string,
  detail: Record<string, string | number | boolean | null> = {},
) => services().audit.add({ action, actor: who.id, institutionId, subject, reason, detail });

/**
 * What every action of the console does by itself, whatever page it was called from: finds out who is there, refuses
 * whoever has not the role as if there were nothing, and parses.
 */
export function consoleAction<S extends z.ZodType>(
  role: Role,
  schema: S,
  run: (who: Viewer, input: z.output<S>, words: Words) => Promise<ActionAnswer>,
) {
  return async (previous: ActionState, data: FormData): Promise<ActionState> => {
    const who = await viewer();
    if (!who) redirect(paths.console.signIn);
    if (role === "administrator" && who.role !== "administrator") notFound();
    const words = await consoleWords();
    // The previous state comes back from the browser: nothing in it is believed but a number.
    const answers = (Number(previous?.answers) || 0) + 1;
    const parsed = schema.safeParse(fieldsOf(formOf(data)));
    if (parsed.success) return { answers, ...(await run(who, parsed.data, words)) };
    return { answers, problem: problemIn(parsed.error, words) };
  };
}

/** A form as an object: what was given several times as a list, what was left empty as absent. */
function fieldsOf(data: FormData) {
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(
    names.map((name) => {
      const values = data.getAll(name).filter((value) => value !== "" && !isNoFile(value));
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** A box for a file that was left empty brings one of no bytes. */
const isNoFile = (value: FormDataEntryValue) => typeof value !== "string" && value.size === 0;

/** Names the first box that does not fit, by its label, and says what is wrong with it where we know. */
function problemIn(error: z.ZodError, words: Words) {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? "");
  if (name === "reason") return words("console.actions.needsReason");
  const label = `console.fields.${name}` as "console.fields.name";
  if (!words.has(label)) return words("console.actions.notValid");
  const rule = `console.rules.${issue?.message}` as "console.rules.oneLine";
  const why = words.has(rule) ? words(rule) : words("console.rules.other");
  return `${words("console.actions.field", { field: words(label) })} ${why}`;
}
