import type { Limits } from "../ports.ts";
import { ok, type Result, refuse } from "../result.ts";
import type { ConsoleSessionStore, Viewer } from "./console-session.ts";
import type { Passwords, PeopleStore } from "./person.ts";
import { LONGEST_PASSWORD } from "./sign-in.ts";

/** OWASP ASVS 5, 6.2.1 asks for eight and recommends fifteen; nothing is asked of what they are. */
export const SHORTEST_PASSWORD = 12;
export type PasswordProblem = "wrong" | "short" | "long" | "weak" | "same" | "by-provider" | "too-many";

/** The outcome of a form: a fault by its name, or how many other sessions were ended. */
export type OwnPasswordState = { problem: PasswordProblem | "different" | null; ended: number | null };

function faultOf(wanted: string): "short" | "long" | null {
  if ([...wanted].length < SHORTEST_PASSWORD) return "short";
  return wanted.length > LONGEST_PASSWORD ? "long" : null;
}

type Needs = { people: PeopleStore; passwords: Passwords; consoleSessions: ConsoleSessionStore; limits: Limits };

/** Somebody's own new password, once they have proven the one before. All their other sessions end. */
export async function changeOwnPassword(
  { people, passwords, consoleSessions, limits }: Needs,
  who: Viewer,
  { current, wanted }: { current: string; wanted: string },
): Promise<Result<{ ended: number }, PasswordProblem>> {
  const held = await people.withPassword(who.email);
  if (!held || held.person.id !== who.id) return refuse("by-provider");
  // A stranger at an open session does not get to try passwords with it.
  const counted = await limits.spend("sign-in-account-address", `own:${who.id}`);
  if (!counted.allowed) return refuse("too-many");
  if (!(await passwords.verify(held.passwordHash, current.slice(0, LONGEST_PASSWORD)))) return refuse("wrong");
  // A person who knows the password is no guesser, however often the new one is too weak.
  await limits.clear("sign-in-account-address", `own:${who.id}`);
  if (wanted === current) return refuse("same");
  const fault = faultOf(wanted) ?? ((await passwords.isGuessable(wanted, [who.email, who.name])) ? "weak" : null);
  if (fault) return refuse(fault);
  const changed = { own: true, before: held.passwordHash };
  if (!(await people.setPassword(who.id, await passwords.hash(wanted), changed))) return refuse("wrong");
  await limits.clear("sign-in-account", held.person.email);
  return ok({ ended: await consoleSessions.endAll(who.id, who.sessionId) });
}
