"use server";

import { z } from "zod";
import { REGIONS } from "#lib/institution/institution.ts";
import { type BankProblem, changeBank, registerBank, removeBank } from "#lib/institution/sage-bank.ts";
import { services } from "#lib/services.ts";
import { faultIn, OfInstitution, onInstitution } from "#lib/web/console/administer.ts";
import { type ActionAnswer, noteAction } from "#lib/web/console/console-action.ts";
import { address, country, line, uuid } from "#lib/web/console/console-fields.ts";
import type { Translate } from "#lib/web/text/t.ts";

const BANK_PROBLEMS = {
  "not-registered-here": "notRegistered",
  refused: "sageRefused",
  unreachable: "sageUnreachable",
} as const;
const bankProblem = (problem: BankProblem, reference: string, t: Translate): ActionAnswer => ({
  problem:
    problem === "unsure"
      ? t("console.actions.sageUnsure", { reference })
      : t(`console.actions.${BANK_PROBLEMS[problem]}`),
});

/** Registers an entry in Sage's list, through its bank sync. */
export const registerSageBank = onInstitution(
  OfInstitution.extend({ region: z.enum(REGIONS), name: line(80), countryCode: country, url: address }),
  async (who, { institutionId, reason, region, name, countryCode, url }, t) => {
    const { env } = services();
    const site = URL.parse(url);
    if (site?.protocol !== "https:" && !(site?.protocol === "http:" && !env.production))
      return faultIn(t, "url", "url");
    const externalRef = crypto.randomUUID();
    const detail = { region, name, countryCode, externalRef, done: "register" };
    await noteAction(who, "bank-changed", institutionId, `bank:${externalRef}`, reason, detail);
    const made = await registerBank(
      services(),
      { institutionId, region, name, countryCode, url: site.href },
      env.PUBLIC_URL,
      externalRef,
    );
    if (made.ok) return { done: t("console.actions.registered", { bank: made.value.id, reference: externalRef }) };
    const { code } = made.problem;
    if (code === "institution-unknown") return { problem: t("console.actions.gone") };
    return bankProblem(code === "bank-taken" ? "unsure" : code, externalRef, t);
  },
);

/** Writes down an entry that Sage's people made. */
export const adoptSageBank = onInstitution(
  OfInstitution.extend({ region: z.enum(REGIONS), name: line(80), bankId: uuid, externalRef: line(200).optional() }),
  async (who, { institutionId, reason, region, name, bankId, externalRef = null }, t) => {
    // The holder of a bank's id has its users: an institution does not take one by itself.
    if (who.institutionId) return { problem: t("console.actions.gone") };
    const detail = { region, name, done: "adopt" };
    await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, detail);
    const added = await services().registry.addBank({ id: bankId, institutionId, region, name, externalRef });
    if (added === "added") return { done: t("console.actions.added") };
    return { problem: t(added === "bank-taken" ? "console.actions.bankTaken" : "console.actions.gone") };
  },
);

const OfBank = OfInstitution.extend({ bankId: uuid });
const bankOf = async (institutionId: string, bankId: string) =>
  (await services().registry.banks(institutionId)).find(({ id, removedAt }) => id === bankId && !removedAt);

export const changeSageBank = onInstitution(
  OfBank.extend({ name: line(80), countryCode: country }),
  async (who, { institutionId, bankId, reason, name, countryCode }, t) => {
    const bank = await bankOf(institutionId, bankId);
    if (!bank) return { problem: t("console.actions.gone") };
    const detail = { name, countryCode, done: "change" };
    await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, detail);
    const changed = await changeBank(services(), bank, { name, countryCode }, services().env.PUBLIC_URL);
    if (changed.ok) return { done: t("console.actions.changed") };
    return bankProblem(changed.problem, bank.externalRef ?? "", t);
  },
);

export const removeSageBank = onInstitution(OfBank, async (who, { institutionId, bankId, reason }, t) => {
  const bank = await bankOf(institutionId, bankId);
  if (!bank) return { problem: t("console.actions.gone") };
  await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, { done: "remove" });
  const removed = await removeBank(services(), bank);
  if (removed.ok) return { done: t("console.actions.removed") };
  return bankProblem(removed.problem, bank.externalRef ?? "", t);
});
