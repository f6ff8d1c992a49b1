import path from "node:path";
import { root } from "../scripts/root.ts";

const TEXT = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
/** Begins with a capital, and has more than one word. */
const SENTENCE = /^"[A-Z].* .*"$/;
const WIRE = path.join(root, "lib/api/");
const MESSAGES = path.join(root, "messages/");

const renamed = (at: number) => `"Renamed ${at}"`;

/** Gives each sentence of the API's wire layer and of `messages/` another text: no rule may hang on one. */
export const renameSentences = () => ({
  name: "rename-sentences",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    const file = id.split("?", 1)[0] ?? id;
    if (file.startsWith(WIRE))
      return code.replace(TEXT, (text, at: number) => (SENTENCE.test(text) ? renamed(at) : text));
    if (file.startsWith(MESSAGES))
      return code.replace(/(?<=: )"(?:[^"\\]|\\.)*"/g, (_whole, at: number) => renamed(at));
    return null;
  },
});
