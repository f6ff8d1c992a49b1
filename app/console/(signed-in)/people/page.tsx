import { Administer } from "#components/console/administer.tsx";
import { SelectField, TextField } from "#components/console/fields.tsx";
import { Status } from "#components/console/status.tsx";
import { Table } from "#components/console/table.tsx";
import { Title } from "#components/console/title.tsx";
import { ROLES } from "#lib/console/person.ts";
import { services } from "#lib/services.ts";
import { consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { addPerson, changeRole, removePerson, resetPassword, shutOut } from "../people-actions.ts";

/** Who may sign in, for what. */
export default async function PeoplePage() {
  const [who, words] = await Promise.all([viewerWith("administrator"), consoleWords()]);
  const { people, registry, env } = services();
  const [all, institutions] = await Promise.all([people.all(who.institutionId), registry.all()]);
  const nameOf = (id: string | null) =>
    id ? (institutions.find((one) => one.id === id)?.name ?? id) : words("console.people.all");
  const roles = ROLES.map((role) => [role, words(`console.roles.${role}`)] as const);
  const homes = [
    ["", words("console.people.choose")],
    ["all", words("console.people.all")],
    ...institutions.map(({ id, name }) => [id, name]),
  ] as [string, string][];
  return (
    <>
      <Title of={words("console.people.title")} />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">{words("console.people.title")}</h1>
        {!env.oidc && (
          <Administer kind="addPerson" look="primary" words={words} action={addPerson}>
            <TextField name="email" type="email" label={words("console.fields.email")} required maxLength={320} />
            <TextField name="name" label={words("console.fields.name")} required maxLength={200} />
            <SelectField name="role" label={words("console.fields.role")} choices={roles} />
            {!who.institutionId && (
              <SelectField
                name="institutionId"
                label={words("console.fields.institutionId")}
                choices={homes}
                required
              />
            )}
          </Administer>
        )}
      </div>
      <Table
        label={words("console.people.title")}
        columns={(["name", "role", "institution", "signsIn", "state"] as const)
          .map((one): string => words(`console.people.${one}`))
          .concat(words("console.columns.action"))}
        rows={all.map((person) => {
          const fields = { personId: person.id };
          return {
            key: person.id,
            cells: [
              <span key="name">
                <span className="block font-medium">{person.name}</span>
                <span className="text-muted">{person.email}</span>
              </span>,
              words(`console.roles.${person.role}`),
              nameOf(person.institutionId),
              words(`console.people.${person.fromProvider ? "byProvider" : env.oidc ? "byPasswordOff" : "byPassword"}`),
              person.disabledAt ? (
                <Status key="state" state="failed">
                  {words("console.people.shutOut")}
                </Status>
              ) : (
                <Status key="state" state="connected">
                  {words("console.people.active")}
                </Status>
              ),
              person.id === who.id ? (
                "–"
              ) : (
                <span key="do" className="grid w-max grid-cols-2 gap-2 py-1">
                  {!person.fromProvider && (
                    <>
                      <Administer
                        kind={person.role === "support" ? "makeAdministrator" : "makeSupport"}
                        subject={person.name}
                        words={words}
                        fields={{ ...fields, role: person.role === "support" ? "administrator" : "support" }}
                        action={changeRole}
                      />
                      <Administer
                        kind="resetPassword"
                        subject={person.name}
                        words={words}
                        fields={fields}
                        action={resetPassword}
                      />
                    </>
                  )}
                  <Administer
                    kind={person.disabledAt ? "letIn" : "shutOut"}
                    look={person.disabledAt ? "secondary" : "danger"}
                    subject={person.name}
                    words={words}
                    fields={{ ...fields, disabled: String(!person.disabledAt) }}
                    action={shutOut}
                  />
                  <Administer
                    kind="removePerson"
                    look="danger"
                    subject={person.name}
                    words={words}
                    fields={fields}
                    action={removePerson}
                  />
                </span>
              ),
            ],
          };
        })}
      />
    </>
  );
}
