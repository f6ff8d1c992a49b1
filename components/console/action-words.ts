import type { Translate } from "#lib/web/text/t.ts";

type Own = Record<"open" | "title" | "description" | "confirm", string>;

/** An action's own words with those that all have. */
export const actionWords = (own: Own, t: Translate) => ({
  ...own,
  reason: t("console.actions.reason"),
  reasonHint: t("console.actions.reasonHint"),
  until: t("console.actions.until"),
  close: t("console.actions.close"),
  copy: t("link.copy"),
  copied: t("link.copied"),
  renewed: t("console.actions.renewed"),
});
