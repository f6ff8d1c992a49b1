import type { Person } from "./person.ts";

/** A person who does nothing for so long is signed out; no session is longer than a working day. */
export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;

/** A session has been idle for too long, or is too old. */
export const isSessionOver = ({ createdAt, seenAt }: { createdAt: Date; seenAt: Date }, now: Date) =>
  now.getTime() - seenAt.getTime() > IDLE_MINUTES * 60_000 ||
  now.getTime() - createdAt.getTime() > ABSOLUTE_HOURS * 3_600_000;

/** Who is at the console, and by which session. */
export type Viewer = Person & { sessionId: string };

export interface ConsoleSessionStore {
  /**
   * Begins a session; its id goes into the signed cookie. `passwordHash` is the hash that the typed password matched.
   * Null when the person has another by now: a sign-in never outlives the password it was made with.
   */
  start(personId: string, passwordHash?: string): Promise<string | null>;
  /**
   * Returns the session's owner and notes that it was used. Null once it was ended, has been idle or is too old, or its
   * person was shut out.
   */
  use(sessionId: string): Promise<Viewer | null>;
  end(sessionId: string): Promise<void>;
  /** Ends all sessions of a person, but one where that is named; answers how many there were. */
  endAll(personId: string, but?: string): Promise<number>;
}
