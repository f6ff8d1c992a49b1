import type { ComponentProps } from "react";
import type { Region } from "#lib/institution/institution.ts";
import type { RegisteredBank } from "#lib/institution/registry.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Administer } from "./administer.tsx";
import { Id, Nothing, Section } from "./facts.tsx";
import { SelectField, TextField } from "./fields.tsx";
import { Table } from "./table.tsx";
import { Time } from "./time.tsx";

type Action = ComponentProps<typeof Administer>["action"];
type Props = {
  institutionId: string;
  banks: readonly RegisteredBank[];
  /** Those whose Sage this application can reach. */
  regions: readonly Region[];
  /** Only an administrator of all institutions takes over what Sage has made. */
  mayAdopt: boolean;
  t: Translate;
  locale: string;
  actions: Record<"registerSageBank" | "adoptSageBank" | "changeSageBank" | "removeSageBank", Action>;
};

/** An institution's entries in Sage's lists of banks. */
export function SageBanks({ institutionId, banks, regions, mayAdopt, t, locale, actions }: Props) {
  const of = { institutionId };
  const field = (name: "name" | "countryCode" | "region" | "url" | "bankId") => t(`console.fields.${name}`);
  const regionChoices = (of: readonly Region[]) => of.map((region) => [region, region.toUpperCase()] as const);
  const listing = (bank?: RegisteredBank) => (
    <>
      <TextField name="name" label={field("name")} defaultValue={bank?.name} required maxLength={80} />
      <TextField
        name="countryCode"
        label={field("countryCode")}
        hint={t("console.hints.countryCode")}
        defaultValue={bank?.countryCode ?? undefined}
        required
        maxLength={3}
      />
    </>
  );
  return (
    <Section title={t("console.institutions.banks")}>
      {banks.length === 0 ? (
        <Nothing>{t("console.institutions.noBanks")}</Nothing>
      ) : (
        <Table
          label={t("console.institutions.banks")}
          columns={[
            field("name"),
            field("region"),
            field("bankId"),
            t("console.institutions.reference"),
            t("console.columns.status"),
            t("console.columns.action"),
          ]}
          rows={banks.map((bank) => ({
            key: bank.id,
            cells: [
              bank.name,
              bank.region.toUpperCase(),
              <Id key="id">{bank.id}</Id>,
              bank.externalRef ? <Id key="ref">{bank.externalRef}</Id> : t("console.institutions.outside"),
              bank.removedAt ? (
                <span key="removed">
                  {t("console.institutions.removedAt")} <Time at={bank.removedAt.toISOString()} locale={locale} />
                </span>
              ) : (
                t("console.institutions.listed")
              ),
              <span key="do" className="flex gap-2">
                <Administer
                  kind="changeBank"
                  subject={bank.name}
                  t={t}
                  fields={{ ...of, bankId: bank.id }}
                  action={actions.changeSageBank}
                  gone={!bank.externalRef || bank.removedAt !== null}
                >
                  {listing(bank)}
                </Administer>
                <Administer
                  kind="removeBank"
                  subject={bank.name}
                  look="danger"
                  t={t}
                  fields={{ ...of, bankId: bank.id }}
                  action={actions.removeSageBank}
                  gone={!bank.externalRef || bank.removedAt !== null}
                />
              </span>,
            ],
          }))}
        />
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {regions.length > 0 && (
          <Administer kind="registerBank" t={t} fields={of} action={actions.registerSageBank}>
            <SelectField name="region" label={field("region")} choices={regionChoices(regions)} />
            {listing()}
            <TextField name="url" label={field("url")} hint={t("console.hints.bankUrl")} required maxLength={2048} />
          </Administer>
        )}
        {mayAdopt && (
          <Administer kind="adoptBank" t={t} fields={of} action={actions.adoptSageBank}>
            <SelectField name="region" label={field("region")} choices={regionChoices(["eu", "us"])} />
            <TextField name="name" label={field("name")} required maxLength={80} />
            <TextField name="bankId" label={field("bankId")} required maxLength={36} />
            <TextField
              name="externalRef"
              label={t("console.institutions.reference")}
              hint={t("console.hints.externalRef")}
              maxLength={200}
            />
          </Administer>
        )}
      </div>
    </Section>
  );
}
