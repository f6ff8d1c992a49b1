"use server";

import { z } from "zod";
import { chooseAccounts } from "#lib/journey/choose-accounts.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { formAction } from "#lib/web/journey/form-action.ts";
import { moveOn } from "#lib/web/journey/move-on.ts";

const Choice = z.object({ account: z.array(z.string()).default([]) });

export const submitAccounts = formAction(
  "account",
  () => Choice,
  async ({ journey, t, token }, { account }) => {
    const chosen = await chooseAccounts(services(), journey, account);
    if (chosen.ok) moveOn(paths.connect.review(token));
    switch (chosen.problem) {
      case "nothing-chosen":
        return [{ field: "account", text: t("account.problems.nothingChosen") }];
      case "one-only":
        return [{ field: "account", text: t("account.problems.oneOnly") }];
      case "not-on-offer":
        return [{ field: "account", text: t("account.problems.notOnOffer") }];
      default:
        moveOn(paths.connect.journey(token));
    }
  },
);
