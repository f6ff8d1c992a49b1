"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { unlinkConnection } from "#lib/company/unlink-connection.ts";
import { issuePasscode } from "#lib/connection/issue-passcode.ts";
import { recoverLostAccounts } from "#lib/connection/sage-account-events.ts";
import type { ShownConnection } from "#lib/console/ports.ts";
import { isOpened } from "#lib/journey/journey.ts";
import { leaveJourney } from "#lib/journey/leave-journey.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { type ActionAnswer, consoleAction, noteAction, Reason } from "#lib/web/console/console-action.ts";
import type { Translate } from "#lib/web/text/t.ts";

const OfConnection = z.object({ connectionId: z.guid(), reason: Reason });
const OfJourney = z.object({ journeyId: z.guid(), reason: Reason });
const OfAccount = OfConnection.extend({ accountId: z.guid() });
const OfDelivery = OfConnection.extend({ webhookId: z.guid(), deliveryId: z.guid() });

const DAY_MS = 86_400_000;

/** A fresh one-time password, shown once to the support person. */
export const issueForSupport = consoleAction("support", OfConnection, async (who, { connectionId, reason }, t) => {
  const { support, institutions, env } = services();
  const found = await support.connection(who.institutionId, connectionId);
  if (!found) return { problem: t("console.actions.gone") };
  await noteAction(who, "passcode-issued", found.institutionId, `connection:${found.id}`, reason);
  const institution = await institutions.institution(found.institutionId);
  const passcodeMinutes = institution?.passcodeMinutes ?? env.PASSCODE_MINUTES;
  const issued = await issuePasscode({ ...services(), passcodeMinutes }, found.institutionId, found.id, "support");
  if (issued.ok) {
    const text = issued.value.passcode;
    const note = t("console.actions.passcodeNote", { minutes: passcodeMinutes });
    return { secret: { text, note, until: issued.value.expiresAt.toISOString() } };
  }
  return issued.problem.code === "wait"
    ? { problem: t("console.actions.wait", { minutes: Math.ceil(issued.problem.waitSeconds / 60) }) }
    : { problem: t("console.actions.gone") };
});

/** Ends a journey that is stuck; Sage learns that it was cancelled. */
export const cancelForSupport = consoleAction("support", OfJourney, async (who, { journeyId, reason }, t) => {
  const row = await services().support.journey(who.institutionId, journeyId);
  if (!row || !isOpened(row.journey)) return { problem: t("console.actions.gone") };
  await noteAction(who, "journey-cancelled", row.journey.institutionId, `journey:${row.id}`, reason);
  const left = await leaveJourney(services(), row.journey, "support");
  revalidatePath(paths.console.journey(row.id));
  if (!left.ok) return { problem: t("console.actions.busy") };
  // The state that the journey really has: a moment before, it may have been linked or have ended.
  const now = await services().support.journey(who.institutionId, journeyId);
  if (now?.state === "cancelled") {
    const untold = (await services().support.timeline(journeyId)).some(({ type }) => type === "sage-not-told");
    return { done: t(untold ? "console.actions.cancelledUntold" : "console.actions.cancelled") };
  }
  if (now?.state === "linked") return { problem: t("console.actions.linkedAlready") };
  return { problem: t(now?.journey.ambiguous ? "console.actions.inDoubt" : "console.actions.overAlready") };
});

/** Asks Sage once more about the accounts of a connection of which nothing was heard. */
export const askSageAgain = consoleAction("support", OfConnection, async (who, { connectionId, reason }, t) => {
  const { support, clock } = services();
  const found = await support.connection(who.institutionId, connectionId);
  if (!found) return { problem: t("console.actions.gone") };
  await noteAction(who, "account-asked-about", found.institutionId, `connection:${found.id}`, reason);
  const since = new Date(clock().getTime() - 30 * DAY_MS);
  const told = await recoverLostAccounts(services(), { since, limit: 100, connectionId: found.id });
  revalidatePath(paths.console.connection(found.id));
  if (told.asked === 0) return { problem: t("console.actions.nothingToAsk") };
  if (told.unanswered > 0 && told.found === 0) return { problem: t("console.actions.sageSilent") };
  return { done: t("console.actions.asked", { count: told.found }) };
});

/** Ends a connection from the institution's side. */
export const unlinkForSupport = consoleAction("support", OfConnection, async (who, { connectionId, reason }, t) => {
  const found = await services().support.connection(who.institutionId, connectionId);
  if (!found) return { problem: t("console.actions.gone") };
  await noteAction(who, "connection-unlinked", found.institutionId, `connection:${found.id}`, reason);
  const unlinked = await unlinkConnection(services(), found.institutionId, found.companyId, found.id);
  revalidatePath(paths.console.connection(found.id));
  return unlinked.ok ? { done: t("console.actions.unlinked") } : { problem: t("console.actions.notLinked") };
});

/** An action on one account of a connection, written down under its name. */
const onAccount = (
  noted: "number-unmasked" | "reauthorisation-asked",
  run: (account: { id: string }, connection: ShownConnection, t: Translate) => Promise<ActionAnswer>,
) =>
  consoleAction("support", OfAccount, async (who, { connectionId, accountId, reason }, t) => {
    const found = await services().support.connection(who.institutionId, connectionId);
    const account = found?.accounts.find(({ id }) => id === accountId);
    if (!found || !account) return { problem: t("console.actions.gone") };
    await noteAction(who, noted, found.institutionId, `account:${account.id}`, reason);
    return run(account, found, t);
  });

/** The whole number of an account, for a person who has written down a reason. */
export const unmaskNumber = onAccount("number-unmasked", async ({ id }, { institutionId }, t) => {
  const numbers = (await services().connections.numbers(institutionId, [id])).get(id);
  if (!numbers) return { problem: t("console.actions.gone") };
  const text = [numbers.branchCode, numbers.accountNumber].filter(Boolean).join(" ");
  return { secret: { text, note: t("console.actions.numberNote") } };
});

/** Has Sage ask an account's user to authorise again; transactions wait until then. */
export const askForReauthorisation = onAccount("reauthorisation-asked", async (account, connection, t) => {
  const asked = await services().feed.askReauthorisation(account.id, "support");
  revalidatePath(paths.console.connection(connection.id));
  if (asked === "asked") return { done: t("console.actions.reauthorisationAsked") };
  return {
    problem: t(asked === "repeated" ? "console.actions.askedAlready" : "console.actions.accountNotConnected"),
  };
});

/** Sends one webhook delivery once more. */
export const replayForSupport = consoleAction(
  "support",
  OfDelivery,
  async (who, { connectionId, webhookId, deliveryId, reason }, t) => {
    const found = await services().support.connection(who.institutionId, connectionId);
    const delivery = found?.deliveries.find((one) => one.id === deliveryId && one.webhookId === webhookId);
    if (!found || !delivery) return { problem: t("console.actions.gone") };
    await noteAction(who, "webhook-replayed", found.institutionId, `delivery:${delivery.id}`, reason);
    const sent = await services().deliveries.replay(found.institutionId, webhookId, deliveryId);
    revalidatePath(paths.console.connection(found.id));
    if (sent === "sent") return { done: t("console.actions.replayed") };
    return { problem: t(sent === "disabled" ? "console.actions.webhookDisabled" : "console.actions.gone") };
  },
);
