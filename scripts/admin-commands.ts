import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Passwords, type PeopleStore, ROLES } from "#lib/console/person.ts";
import type { Restored } from "#lib/console/restored.ts";
import type { ApiKeyStore } from "#lib/institution/api-key.ts";
import { createKey, type KeyProblem } from "#lib/institution/create-key.ts";
import { REGIONS } from "#lib/institution/institution.ts";
import type { InstitutionRegistry } from "#lib/institution/registry.ts";
import { ok, type Result, refuse } from "#lib/result.ts";

export type AdminNeeds = {
  registry: InstitutionRegistry;
  apiKeys: ApiKeyStore;
  apiKeyKey: Uint8Array;
  people: PeopleStore;
  passwords: Passwords;
  /** Takes note that the store came from a backup. */
  restore(): Promise<Restored>;
};
export type Row = Record<string, string | number | null>;
/** The printed rows, and a note for people that no program needs. */
export type Told = { rows: Row[]; note?: string };

type Command<S extends z.ZodObject = z.ZodObject> = {
  usage: string;
  what: string;
  options: S;
  run: (needs: AdminNeeds, options: z.output<S>) => Promise<Result<Told>>;
};

const command = <S extends z.ZodObject>(one: Command<S>) => one as unknown as Command;

const name = z.string().trim().min(1).max(200);
const id = z.guid("must be a UUID").transform((text) => text.toLowerCase());
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, "must be a colour like #1d4f91");

const AFTER_A_RESTORE = `For 30 days Sage's "duplicate" means that it has the transaction: nothing is doubled, nothing that Sage has fails.
1. No other server may run on the store of before: end it now.
2. Start the application.
3. Ask each institution to push again all that it pushed since the backup was made.
4. Revoke again the API keys, and shut out again the people, that were revoked or shut out since.
"After a restore" in docs/administration.md says why.`;
const NO_INSTITUTION = "There is no institution with that id. `institution list` shows them.";
const KEY_PROBLEMS: Record<KeyProblem, string> = {
  "institution-unknown": NO_INSTITUTION,
  "too-many-keys":
    "The institution has ten keys, which is all it may have. Revoke one first: `key list`, `key revoke`.",
};
const written = (date: Date | null) => date?.toISOString().slice(0, 16).replace("T", " ") ?? null;

/** Every command by its words. */
export const COMMANDS: Record<string, Command> = {
  "institution create": command({
    usage:
      '--name "Sample Bank" [--accounts one|several|all] [--accent #1d4f91] [--accent-dark #8ab8f5] [--passcode-minutes 10]',
    what: "adds an institution and prints its id",
    options: z.strictObject({
      name,
      accounts: z.enum(["one", "several", "all"]).default("one"),
      accent: colour.default("#1d4f91"),
      "accent-dark": colour.default("#8ab8f5"),
      "passcode-minutes": z.coerce.number().int().min(1).max(60).optional(),
    }),
    async run({ registry }, { name, accounts, accent, "accent-dark": dark, "passcode-minutes": minutes }) {
      const institution = { name, accountChoice: accounts, passcodeMinutes: minutes ?? null };
      return ok({ rows: [{ id: await registry.create({ ...institution, accent: { light: accent, dark } }), name }] });
    },
  }),
  "institution list": command({
    usage: "",
    what: "shows every institution with how many Sage banks and keys it has",
    options: z.strictObject({}),
    run: async ({ registry }) => ok({ rows: await registry.all() }),
  }),
  "bank add": command({
    usage: '--institution <id> --bank <Sage\'s bank id> --region eu|us --name "Sample Bank"',
    what: "adds an institution's entry in Sage's list of banks",
    options: z.strictObject({ institution: id, bank: id, region: z.enum(REGIONS), name }),
    async run({ registry }, { institution, bank, region, name }) {
      const added = await registry.addBank({ id: bank, institutionId: institution, region, name });
      if (added === "institution-unknown") return refuse(NO_INSTITUTION);
      if (added === "bank-taken") return refuse("That bank id was added before, to this institution or another.");
      return ok({ rows: [{ bank, institution, region, name }] });
    },
  }),
  "bank list": command({
    usage: "--institution <id>",
    what: "shows an institution's entries in Sage's lists",
    options: z.strictObject({ institution: id }),
    run: async ({ registry }, { institution }) =>
      ok({ rows: (await registry.banks(institution)).map(({ id, region, name }) => ({ bank: id, region, name })) }),
  }),
  "person add": command({
    usage: '--email ada@bank.example.com --name "Ada" --role support|administrator [--institution <id>]',
    what: "lets somebody sign in to the console and prints their password, once",
    options: z.strictObject({ email: z.email(), name, role: z.enum(ROLES), institution: id.optional() }),
    async run({ people, passwords }, { email, name, role, institution }) {
      const password = randomBytes(15).toString("base64url");
      const person = { email, name, role, institutionId: institution ?? null, mustChangePassword: true };
      const added = await people.add(person, await passwords.hash(password));
      if (added === "institution-unknown") return refuse(NO_INSTITUTION);
      if (added === "taken") return refuse("Somebody has that e-mail address already. `person list` shows them.");
      return ok({
        rows: [{ id: added.id, email: added.email, role, institution: institution ?? null, password }],
        note: "The password is not shown again. They sign in at /console, and choose their own there.",
      });
    },
  }),
  "person remove": command({
    usage: "--person <id>",
    what: "takes a person away from the console; their address is free then",
    options: z.strictObject({ person: id }),
    run: async ({ people }, { person }) =>
      (await people.remove(person))
        ? ok({ rows: [{ id: person, removed: "yes" }] })
        : refuse("There is nobody with that id. `person list` shows them."),
  }),
  "person list": command({
    usage: "",
    what: "shows who may sign in to the console",
    options: z.strictObject({}),
    run: async ({ people }) =>
      ok({
        rows: (await people.all(null)).map(({ id, email, role, institutionId, disabledAt }) => ({
          id,
          email,
          role,
          institution: institutionId,
          "shut out": written(disabledAt),
        })),
      }),
  }),
  "key create": command({
    usage: '--institution <id> --name "Backend"',
    what: "makes an API key and prints it, once",
    options: z.strictObject({ institution: id, name: name.pipe(z.string().max(50)) }),
    async run(needs, { institution, name }) {
      const created = await createKey(needs, institution, name);
      if (!created.ok) return refuse(KEY_PROBLEMS[created.problem]);
      const { id, apiKey } = created.value;
      return ok({
        rows: [{ id, name, key: apiKey }],
        note: "The key is not shown again. Send it as: Authorization: Basic <base64 of the key>",
      });
    },
  }),
  "key list": command({
    usage: "--institution <id>",
    what: "shows an institution's keys: their beginnings and when each was last used",
    options: z.strictObject({ institution: id }),
    run: async ({ apiKeys }, { institution }) =>
      ok({
        rows: (await apiKeys.keys(institution)).map((key) => ({
          id: key.id,
          name: key.name,
          begins: key.prefix,
          created: written(key.createdAt),
          used: written(key.lastUsedAt),
          revoked: written(key.revokedAt),
        })),
      }),
  }),
  "key revoke": command({
    usage: "--key <id>",
    what: "ends a key at once",
    options: z.strictObject({ key: id }),
    run: async ({ apiKeys }, { key }) =>
      (await apiKeys.revoke(key))
        ? ok({ rows: [{ id: key, revoked: "yes" }] })
        : refuse("There is no key with that id. `key list` shows them."),
  }),
  restored: command({
    usage: "",
    what: "is run once after the store was restored from a backup, before the application starts",
    options: z.strictObject({}),
    async run({ restore }) {
      const restored = await restore();
      return ok({
        rows: [
          {
            "accounts that wait": restored.accounts,
            "statements in doubt": restored.statements,
            "passcodes revoked": restored.passcodes,
            "journeys ended": restored.journeys,
            "link pages ended": restored.linkPages,
            "console sessions ended": restored.sessions,
            "accounts to ask Sage about": restored.askedAbout,
            "accounts not asked about": restored.notAskedAbout,
          },
        ],
        note: AFTER_A_RESTORE,
      });
    },
  }),
};

/** All commands with their options, for a person who asks or mistypes. */
export const HELP = [
  "npm run admin -- <command> [options] [--json]",
  "",
  ...Object.entries(COMMANDS).map(([words, { usage, what }]) => `  ${`${words} ${usage}`.trim()}\n      ${what}`),
  "",
  "It needs the settings of the application: the same .env or environment. On PostgreSQL it works beside a running one.",
].join("\n");
