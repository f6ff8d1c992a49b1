import type { ReactNode } from "react";
import type { Institution, Locale } from "#lib/institution/institution.ts";
import type { PageSnapshot } from "#lib/journey/page-snapshot.ts";
import type { Translate } from "#lib/web/text/t.ts";
import type { FormHandler, FormState, FormWords } from "./form-types.ts";

/** The actions of a page's buttons and links. Where a page is only looked at, they do nothing. */
export type PageActions = {
  /** The form of the steps one and two. */
  submit: FormHandler;
  confirm: () => Promise<void>;
  retry: () => Promise<void>;
  cancel: () => Promise<void>;
  /** The language switch of pages whose own form does not serve it. */
  switchLocale: (data: FormData) => Promise<void>;
  back: string | null;
  /** The same page once more. */
  again: string | null;
  home: string | null;
  /** True in a journey; false where a page is only looked at. */
  isLive?: boolean;
  /** Looks out for an approval on the link page. */
  watch?: ReactNode;
};

export type StepProps<Page extends PageSnapshot["page"]> = {
  seen: Extract<PageSnapshot, { page: Page }>;
  institution: Institution;
  locale: Locale;
  t: Translate;
  /** The sentences that a person agrees to. */
  consent: readonly string[];
  actions: PageActions;
};

/** The words that every form of a journey shows. */
export const formWords = (t: Translate): FormWords => ({
  submit: t("frame.continue"),
  working: t("frame.working"),
  errorTitle: t("frame.errorTitle"),
  errorSummary: t("frame.errorSummary"),
});

type Answer = Pick<FormState, "problems" | "values"> & { intent?: string };

/** A form as it is first shown, or shown again after an answer. Only an answer in a journey takes the focus. */
export const formState = (answer: Answer | undefined, isLive: boolean, values: FormState["values"] = {}): FormState =>
  answer ? { ...answer, isNew: isLive } : { problems: [], values, isNew: false };
