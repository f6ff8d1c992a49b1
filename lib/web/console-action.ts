import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { Viewer } from "../console/console-session.ts";
import type { Role } from "../console/person.ts";
import { paths } from "../paths.ts";
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

/** Why something was done, for the audit log. */
export const Reason = z.string().trim().min(3).max(500);

/**
 * What every action of the console does by itself, whatever page it was called from: finds out who is there, refuses
 * whoever has not the role as if there were nothing, and parses.
 */
export function consoleAction<S extends z.ZodType>(
  role: Role,
  schema: S,
  run: (who: Viewer, input: z.output<S>, words: Words) => Promise<Omit<ActionState, "answers">>,
) {
  return async (previous: ActionState, data: FormData): Promise<ActionState> => {
    const who = await viewer();
    if (!who) redirect(paths.console.signIn);
    if (role === "administrator" && who.role !== "administrator") notFound();
    const words = await consoleWords();
    const answers = (Number(previous?.answers) || 0) + 1;
    const fields = Object.fromEntries([...formOf(data)].filter(([name]) => !name.startsWith("$")));
    const parsed = schema.safeParse(fields);
    if (parsed.success) return { answers, ...(await run(who, parsed.data, words)) };
    const missesReason = parsed.error.issues.some(({ path }) => path[0] === "reason");
    return { answers, problem: words(missesReason ? "console.actions.needsReason" : "console.actions.notValid") };
  };
}
