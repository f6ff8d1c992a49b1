import { z } from "zod";
import type { InstitutionSettings } from "../../institution/institution.ts";
import { address, line, lines } from "./console-fields.ts";

/** The boxes of the settings form; a release before this one had fewer. */
export const SettingsBoxes = z.object({
  authorizationRedirectUrl: address.optional(),
  linkOrigins: lines(20, "origins").optional(),
  timeZone: line(64).optional(),
  transactionOrder: z.enum(["late", "strict"]).optional(),
});
type Sent = z.output<typeof SettingsBoxes>;

/** The settings after a form. A box that was left empty takes its setting away; a box that the form did not have changes nothing. */
export function settingsAfter(now: InstitutionSettings, sent: Sent): InstitutionSettings {
  const { authorizationRedirectUrl = null, linkOrigins = [], timeZone = null, transactionOrder } = sent;
  return {
    authorizationRedirectUrl:
      "authorizationRedirectUrl" in sent ? authorizationRedirectUrl : now.authorizationRedirectUrl,
    linkOrigins: "linkOrigins" in sent ? linkOrigins : now.linkOrigins,
    timeZone: "timeZone" in sent ? timeZone : now.timeZone,
    strictOrder: transactionOrder ? transactionOrder === "strict" : now.strictOrder,
  };
}
