import type { Limits } from "../ports.ts";
import { ok, type Result, refuse } from "../result.ts";
import { canonicalEmail, type Grant, type Person, ROLES, type SignInNeeds } from "./person.ts";

/** A password longer than this is not hashed: it would cost more than it can be worth. */
export const LONGEST_PASSWORD = 256;

/**
 * `person` is the owner of the typed address, for the audit log alone. The visitor never learns whether there is one.
 */
export type SignInProblem = { code: "refused"; person: Person | null } | { code: "too-many"; waitSeconds: number };

/**
 * Signs a person in by e-mail address and password. Unknown address, wrong password and a person who was shut out are
 * one refusal after equal work. Tries count for the account from one place, for the place, and for the account from
 * everywhere. The last counter allows more. A new password starts the first counter again.
 */
export async function signInWithPassword(
  { people, passwords, limits }: Pick<SignInNeeds, "people" | "passwords"> & { limits: Limits },
  { email, password, address }: { email: string; password: string; address: string },
): Promise<Result<{ person: Person; passwordHash: string }, SignInProblem>> {
  const account = canonicalEmail(email).slice(0, 320);
  const held = await people.withPassword(account);
  const here = JSON.stringify([account, address, held?.passwordHash ?? null]);
  // One after the other: a try that is refused for its place counts against no account.
  const counters = [
    ["sign-in-address", address],
    ["sign-in-account-address", here],
    ["sign-in-account", account],
  ] as const;
  for (const [rule, key] of counters) {
    const counted = await limits.spend(rule, key);
    if (!counted.allowed) return refuse({ code: "too-many", waitSeconds: counted.waitSeconds });
  }
  const fits = await passwords.verify(held?.passwordHash ?? null, password.slice(0, LONGEST_PASSWORD));
  if (!held || !fits || held.person.disabledAt) return refuse({ code: "refused", person: held?.person ?? null });
  await Promise.all([
    limits.clear("sign-in-account-address", here),
    limits.giveBack("sign-in-account", account),
    limits.giveBack("sign-in-address", address),
  ]);
  return ok(held);
}

const MARK = "connect-bank:";

/**
 * Reads the roles claim of an identity provider: `connect-bank:support` or `connect-bank:administrator`. A second colon
 * and an id limit the role to one institution. The widest role counts; null when none is ours.
 */
export function grantOf(claim: unknown): Grant | null {
  const texts = (Array.isArray(claim) ? claim : [claim]).flatMap((one) =>
    typeof one === "string" ? one.split(/[\s,]+/) : [],
  );
  const grants = texts.flatMap((text): Grant[] => {
    if (!text.startsWith(MARK)) return [];
    const [name, institutionId, ...more] = text.slice(MARK.length).split(":");
    const role = ROLES.find((one) => one === name);
    if (!role || more.length > 0) return [];
    if (institutionId === undefined) return [{ role, institutionId: null }];
    return UUID.test(institutionId) ? [{ role, institutionId: institutionId.toLowerCase() }] : [];
  });
  const width = ({ role, institutionId }: Grant) => (institutionId ? 0 : 2) + (role === "administrator" ? 1 : 0);
  return grants.sort((a, b) => width(b) - width(a))[0] ?? null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
