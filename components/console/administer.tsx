import type { ComponentProps, ReactNode } from "react";
import type { Messages, Translate } from "#lib/web/text/t.ts";
import { ActionForm } from "./action-form.tsx";
import { actionWords } from "./action-words.ts";

type Props = {
  kind: keyof Messages["console"]["administer"];
  t: Translate;
  fields?: Record<string, string>;
  action: ComponentProps<typeof ActionForm>["action"];
  look?: "primary" | "secondary" | "danger";
  gone?: boolean;
  /** Whom or what it changes, by its name. */
  subject?: string;
  /** Boxes of its own. */
  children?: ReactNode;
};

/** Something that an administrator changes, with the words that say what it does. */
export function Administer({ kind, t, children, look = "secondary", ...rest }: Props) {
  const own = (part: "open" | "title" | "description" | "confirm") => t(`console.administer.${kind}.${part}`);
  return (
    <ActionForm
      {...rest}
      look={look}
      words={actionWords(
        { open: own("open"), title: own("title"), description: own("description"), confirm: own("confirm") },
        t,
      )}
    >
      {children}
    </ActionForm>
  );
}
