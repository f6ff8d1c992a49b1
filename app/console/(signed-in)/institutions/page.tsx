import { Administer } from "#components/console/administer.tsx";
import { Id, Nothing } from "#components/console/facts.tsx";
import { SelectField, TextField } from "#components/console/fields.tsx";
import { RowLink, Table } from "#components/console/table.tsx";
import { Title } from "#components/console/title.tsx";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { addInstitution } from "../institution-actions.ts";

/** Every institution that this person administers. */
export default async function InstitutionsPage() {
  const [who, t] = await Promise.all([viewerWith("administrator"), consoleWords()]);
  const all = await services().registry.all();
  const mine = who.institutionId ? all.filter(({ id }) => id === who.institutionId) : all;
  const choices = (["one", "several", "all"] as const).map((one) => [one, t(`console.choices.${one}`)] as const);
  return (
    <>
      <Title of={t("console.institutions.title")} />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">{t("console.institutions.title")}</h1>
        {!who.institutionId && (
          <Administer kind="addInstitution" look="primary" t={t} action={addInstitution}>
            <TextField name="name" label={t("console.fields.name")} required maxLength={80} />
            <SelectField name="accountChoice" label={t("console.fields.accountChoice")} choices={choices} />
          </Administer>
        )}
      </div>
      {mine.length === 0 ? (
        <Nothing>{t("console.institutions.none")}</Nothing>
      ) : (
        <Table
          label={t("console.institutions.title")}
          columns={[
            t("console.columns.institution"),
            t("console.institutions.banks"),
            t("console.institutions.keys"),
            t("console.institutions.id"),
          ]}
          rows={mine.map(({ id, name, banks, keys }) => ({
            key: id,
            cells: [
              <RowLink key="name" href={paths.console.institution(id)}>
                {name}
              </RowLink>,
              String(banks),
              String(keys),
              <Id key="id">{id}</Id>,
            ],
          }))}
        />
      )}
    </>
  );
}
