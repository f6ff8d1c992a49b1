import type { Translate } from "#lib/web/text/t.ts";

type Own = Record<"open" | "title" | "description" | "confirm", string>;

/** An action's own words with those that all have. */
export const actionWords = (own: Own, words: Translate) => ({
  ...own,
  reason: words("console.actions.reason"),
  reasonHint: words("console.actions.reasonHint"),
  until: words("console.actions.until"),
  close: words("console.actions.close"),
  copy: words("link.copy"),
  copied: words("link.copied"),
  renewed: words("console.actions.renewed"),
});
