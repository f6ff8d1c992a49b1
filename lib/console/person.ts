import type { Clock } from "../ports.ts";

/** Support reads, masked, and does what is safe; an administrator also changes settings and people. */
export const ROLES = ["support", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who may sign in to the console, for one institution or, with null, for all. */
export type Person = {
  id: string;
  email: string;
  name: string;
  role: Role;
  institutionId: string | null;
  /** True for a person whom an identity provider signs in; the provider says the role too. */
  fromProvider: boolean;
  /** True while their password is one that somebody else chose: they choose their own before anything else. */
  mustChangePassword: boolean;
  disabledAt: Date | null;
};

/** The role that an identity provider, or an administrator, gives a person. */
export type Grant = { role: Role; institutionId: string | null };

/** Whom an identity provider means. */
export type Identity = { issuer: string; subject: string };

export type NewPerson = Grant & { email: string; name: string };

/** E-mail addresses are one however they are typed. */
export const canonicalEmail = (text: string) => text.trim().toLowerCase();

export interface PeopleStore {
  /** The person who may sign in with a password under this address. */
  withPassword(email: string): Promise<{ person: Person; passwordHash: string } | null>;
  /** `taken` when the address belongs to somebody already, `institution-unknown` when there is no such institution. */
  add(
    person: NewPerson & { id?: string; mustChangePassword?: boolean },
    passwordHash: string,
  ): Promise<Person | "taken" | "institution-unknown">;
  /**
   * Adds or updates a person whom a provider has signed in. Null when that address belongs to somebody else, or they
   * were shut out here.
   */
  fromProvider(identity: Identity, person: NewPerson): Promise<Person | null>;
  /** Whom a provider has signed in before, whatever it says of them now. */
  knownTo(identity: Identity): Promise<Person | null>;
  /** Everybody of one institution; with null, everybody. */
  all(institutionId: string | null): Promise<Person[]>;
  /** With `own`, one that they chose by themselves; with `before`, only in place of that hash. False when nothing was changed. */
  setPassword(personId: string, passwordHash: string, as: { own: boolean; before?: string }): Promise<boolean>;
  /** Shuts a person out, or lets them in again. */
  setDisabled(personId: string, disabled: boolean): Promise<boolean>;
  /** Takes a person away: their sessions end, and their address is free. The audit log keeps their id. */
  remove(personId: string): Promise<boolean>;
  setRole(personId: string, role: Role): Promise<boolean>;
}

/** Where passwords are made into hashes, slowly. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * True for a password that a patient attacker would find. Parts of it that repeat words in `about` add no strength.
   */
  isGuessable(password: string, about: readonly string[]): Promise<boolean>;
  /** False for a wrong password. With null it does the same work for nothing. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

export type SignInNeeds = { people: PeopleStore; passwords: Passwords; clock: Clock };
