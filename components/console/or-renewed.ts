import { unstable_isUnrecognizedActionError as isUnknownAction } from "next/navigation";
import type { ActionState } from "#lib/web/console/console-action.ts";

type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;

/** An action whose answer says so where another release answers by now: what was typed stays in its boxes. */
export const orRenewed =
  (action: Action, renewed: string): Action =>
  (previous, data) =>
    action(previous, data).catch((fault: unknown) => {
      if (!isUnknownAction(fault)) throw fault;
      return { answers: previous.answers + 1, problem: renewed };
    });
