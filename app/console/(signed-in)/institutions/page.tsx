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
  const [who, words] = await Promise.all([viewerWith("administrator"), consoleWords()]);
  const all = await services().registry.all();
  const mine = who.institutionId ? all.filter(({ id }) => id === who.institutionId) : all;
  const choices = (["one", "several", "all"] as const).map((one) => [one, words(`console.choices.${one}`)] as const);
  return (
    <>
      <Title of={words("console.institutions.title")} />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">{words("console.institutions.title")}</h1>
        {!who.institutionId && (
          <Administer kind="addInstitution" look="primary" words={words} action={addInstitution}>
            <TextField name="name" label={words("console.fields.name")} required maxLength={80} />
            <SelectField name="accountChoice" label={words("console.fields.accountChoice")} choices={choices} />
          </Administer>
        )}
      </div>
      {mine.length === 0 ? (
        <Nothing>{words("console.institutions.none")}</Nothing>
      ) : (
        <Table
          label={words("console.institutions.title")}
          columns={[
            words("console.columns.institution"),
            words("console.institutions.banks"),
            words("console.institutions.keys"),
            words("console.institutions.id"),
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
