import { speakable } from "../speakable.ts";

/** Eight speakable characters in two groups. Not a secret: it opens a journey for signed-in support staff only. */
export const mintSupportCode = () => `${speakable(4)}-${speakable(4)}`;
