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
  const [who, t] = await Promise.all([viewerWith("administrator"), consoleWords()]);
  const { people, registry, env } = services();
  const [all, institutions] = await Promise.all([people.all(who.institutionId), registry.all()]);
  const nameOf = (id: string | null) =>
    id ? (institutions.find((one) => one.id === id)?.name ?? id) : t("console.people.all");
  const roles = ROLES.map((role) => [role, t(`console.roles.${role}`)] as const);
  const homes = [
    ["", t("console.people.choose")],
    ["all", t("console.people.all")],
    ...institutions.map(({ id, name }) => [id, name]),
  ] as [string, string][];
  return (
    <>
      <Title of={t("console.people.title")} />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">{t("console.people.title")}</h1>
        {!env.oidc && (
          <Administer kind="addPerson" look="primary" t={t} action={addPerson}>
            <TextField name="email" type="email" label={t("console.fields.email")} required maxLength={320} />
            <TextField name="name" label={t("console.fields.name")} required maxLength={200} />
            <SelectField name="role" label={t("console.fields.role")} choices={roles} />
            {!who.institutionId && (
              <SelectField name="institutionId" label={t("console.fields.institutionId")} choices={homes} required />
            )}
          </Administer>
        )}
      </div>
      <Table
        label={t("console.people.title")}
        columns={(["name", "role", "institution", "signsIn", "state"] as const)
          .map((one): string => t(`console.people.${one}`))
          .concat(t("console.columns.action"))}
        rows={all.map((person) => {
          const fields = { personId: person.id };
          return {
            key: person.id,
            cells: [
              <span key="name">
                <span className="block font-medium">{person.name}</span>
                <span className="text-muted">{person.email}</span>
              </span>,
              t(`console.roles.${person.role}`),
              nameOf(person.institutionId),
              t(`console.people.${person.fromProvider ? "byProvider" : env.oidc ? "byPasswordOff" : "byPassword"}`),
              person.disabledAt ? (
                <Status key="state" state="failed">
                  {t("console.people.shutOut")}
                </Status>
              ) : (
                <Status key="state" state="connected">
                  {t("console.people.active")}
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
                        t={t}
                        fields={{ ...fields, role: person.role === "support" ? "administrator" : "support" }}
                        action={changeRole}
                      />
                      <Administer
                        kind="resetPassword"
                        subject={person.name}
                        t={t}
                        fields={fields}
                        action={resetPassword}
                      />
                    </>
                  )}
                  <Administer
                    kind={person.disabledAt ? "letIn" : "shutOut"}
                    look={person.disabledAt ? "secondary" : "danger"}
                    subject={person.name}
                    t={t}
                    fields={{ ...fields, disabled: String(!person.disabledAt) }}
                    action={shutOut}
                  />
                  <Administer
                    kind="removePerson"
                    look="danger"
                    subject={person.name}
                    t={t}
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
