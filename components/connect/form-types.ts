import type { FormState } from "#lib/web/journey/form-action.ts";

export type { FormState };
export type FormHandler = (previous: FormState, data: FormData) => Promise<FormState>;
/** Buttons and messages that every form of a journey has. */
export type FormWords = {
  submit: string;
  working: string;
  errorTitle: string;
  errorSummary: string;
};
