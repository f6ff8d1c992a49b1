import type { ComponentProps } from "react";
import type { Translate } from "#lib/web/text/t.ts";
import { ActionForm } from "./action-form.tsx";
import { actionWords } from "./action-words.ts";

type Kind = "issue" | "cancel" | "askSage" | "unlink" | "unmask" | "replay" | "reauthorise";

type Props = {
  kind: Kind;
  t: Translate;
  fields: Record<string, string>;
  action: ComponentProps<typeof ActionForm>["action"];
  gone?: boolean;
  look?: "primary" | "secondary";
  /** The name of the thing that it is done to. */
  subject?: string;
};

const LOOK: Partial<Record<Kind, "primary" | "danger">> = { issue: "primary", cancel: "danger", unlink: "danger" };

/** One of the safe actions, with the words that say what it does. */
export function SupportAction({ kind, t, fields, action, gone = false, look, subject }: Props) {
  const own = (part: "open" | "title" | "description" | "confirm") => t(`console.do.${kind}.${part}`);
  return (
    <ActionForm
      action={action}
      look={look ?? LOOK[kind] ?? "secondary"}
      fields={fields}
      gone={gone}
      {...(subject ? { subject } : {})}
      words={actionWords(
        { open: own("open"), title: own("title"), description: own("description"), confirm: own("confirm") },
        t,
      )}
    />
  );
}
