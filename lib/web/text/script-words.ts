import type { Locale } from "../../institution/institution.ts";
import { translatorIn } from "./t.ts";

/** Where the page's script writes the pressed button's name. */
const BUTTON = "{button}";

/** The sentences that the page's script writes above a form's button when no answer of ours comes. */
export function scriptWords(locale: Locale) {
  const t = translatorIn(locale);
  const said = (problem: "lost" | "foreign" | "failed") => t(`frame.${problem}`, { button: BUTTON });
  return { lost: said("lost"), foreign: said("foreign"), failed: said("failed") };
}
