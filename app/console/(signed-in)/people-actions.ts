"use server";

import { randomBytes, randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type Person, ROLES } from "#lib/console/person.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { type ActionAnswer, consoleAction, noteAction, Reason } from "#lib/web/console/console-action.ts";
import { email, line, uuid } from "#lib/web/console/console-fields.ts";
import type { Translate } from "#lib/web/text/t.ts";

const OfPerson = z.object({ personId: uuid, reason: Reason });

const newPassword = () => randomBytes(15).toString("base64url");

/**
 * Lets somebody sign in, for one institution or for all. An administrator of one institution adds people of that one
 * alone.
 */
export const addPerson = consoleAction(
  "administrator",
  z.object({
    email,
    name: line(200),
    role: z.enum(ROLES),
    institutionId: z.union([z.literal("all"), uuid]).optional(),
    reason: Reason,
  }),
  async (who, { email, name, role, institutionId, reason }, t) => {
    if (who.institutionId ? institutionId && institutionId !== who.institutionId : !institutionId)
      return { problem: t("console.actions.gone") };
    const { people, passwords, env } = services();
    // A password would keep the address from the person whom the provider signs in under it.
    if (env.oidc) return { problem: t("console.actions.fromProvider") };
    const [id, password] = [randomUUID(), newPassword()];
    const home = who.institutionId ?? (institutionId === "all" ? null : (institutionId ?? null));
    await noteAction(who, "person-added", home, `person:${id}`, reason, { role }, { email, name });
    const person = { id, email, name, role, institutionId: home, mustChangePassword: true };
    const added = await people.add(person, await passwords.hash(password));
    if (added === "institution-unknown") return { problem: t("console.actions.gone") };
    if (added === "taken") return { problem: t("console.actions.taken") };
    revalidatePath(paths.console.people);
    return { secret: { text: password, note: t("console.actions.passwordNote") } };
  },
);

/** An action on one of the people whom somebody administers, and never on themselves. */
const onPerson = <S extends z.ZodType<{ personId: string; reason: string }>>(
  schema: S,
  what: (input: z.output<S>) => Record<string, string>,
  run: (person: Person, input: z.output<S>, t: Translate) => Promise<ActionAnswer>,
) =>
  consoleAction("administrator", schema, async (who, input, t) => {
    const person = (await services().people.all(who.institutionId)).find(({ id }) => id === input.personId);
    if (!person) return { problem: t("console.actions.gone") };
    if (person.id === who.id) return { problem: t("console.actions.yourself") };
    await noteAction(who, "person-changed", person.institutionId, `person:${person.id}`, input.reason, what(input));
    const answer = await run(person, input, t);
    revalidatePath(paths.console.people);
    return answer;
  });

export const changeRole = onPerson(
  OfPerson.extend({ role: z.enum(ROLES) }),
  ({ role }) => ({ role }),
  async (person, { role }, t) => {
    if (person.fromProvider) return { problem: t("console.actions.fromProvider") };
    await services().people.setRole(person.id, role);
    return { done: t("console.actions.changed") };
  },
);

export const shutOut = onPerson(
  OfPerson.extend({ disabled: z.enum(["true", "false"]).transform((text) => text === "true") }),
  ({ disabled }) => ({ done: disabled ? "shut-out" : "let-in" }),
  async (person, { disabled }, t) => {
    const { people, consoleSessions } = services();
    await people.setDisabled(person.id, disabled);
    if (disabled) await consoleSessions.endAll(person.id);
    return { done: t("console.actions.changed") };
  },
);

export const resetPassword = onPerson(
  OfPerson,
  () => ({ done: "password" }),
  async (person, _, t) => {
    const { people, passwords, consoleSessions, limits, env } = services();
    if (person.fromProvider || env.oidc) return { problem: t("console.actions.fromProvider") };
    const password = newPassword();
    await people.setPassword(person.id, await passwords.hash(password), { own: false });
    await limits.clear("sign-in-account", person.email);
    await consoleSessions.endAll(person.id);
    return { secret: { text: password, note: t("console.actions.passwordNote") } };
  },
);

/** Takes somebody away for good, so that their address can be somebody's again: an identity provider's, for one. */
export const removePerson = onPerson(
  OfPerson,
  () => ({ done: "removed" }),
  async (person, _, t) => {
    await services().people.remove(person.id);
    return { done: t("console.actions.removed") };
  },
);
