import type { SnapshotAnswer } from "#lib/journey/page-snapshot.ts";

/** A form as it is shown. */
export type FormState = SnapshotAnswer & {
  /** The value of a button other than the main one, which the form itself serves. */
  intent?: string;
  /** True where it answers what the reader has just sent. */
  isNew: boolean;
};
export type FormHandler = (data: FormData) => Promise<void>;
/** Buttons and messages that every form of a journey has. */
export type FormWords = {
  submit: string;
  working: string;
  errorTitle: string;
  errorSummary: string;
};
