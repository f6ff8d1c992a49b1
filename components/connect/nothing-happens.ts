import { remain } from "./inert.ts";

/** The actions of a page that is only looked at. */
export const NOTHING_HAPPENS = {
  submit: remain,
  confirm: remain,
  retry: remain,
  cancel: remain,
  switchLocale: remain,
  back: null,
  again: null,
  home: null,
};
