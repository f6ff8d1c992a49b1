import { describe, expect, test } from "vitest";
import { plainStart, StoreTrouble, type StoreTroubleKind, storeTroubleIn } from "./store-trouble.ts";

const failed = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

describe("an error of the store", () => {
  test.each<[string, Error, StoreTroubleKind | null]>([
    ["a refused connection", failed("connect ECONNREFUSED 127.0.0.1:5432", "ECONNREFUSED"), "cut"],
    ["a connection that was cut", failed("Connection terminated unexpectedly"), "cut"],
    [
      "a connection that was cut before",
      failed("Client has encountered a connection error and is not queryable"),
      "cut",
    ],
    ["a session that was ended", failed("terminating connection due to administrator command", "57P01"), "cut"],
    ["a pooler without its server", failed("server conn crashed?", "08P01"), "cut"],
    ["a server that starts", failed("the database system is starting up", "57P03"), "cut"],
    ["a server that says nothing", failed("Query read timeout"), "cut"],
    ["no free connection", failed("timeout exceeded when trying to connect"), "busy"],
    ["a lock that was not had in time", failed("canceling statement due to lock timeout", "55P03"), "busy"],
    ["a statement that took too long", failed("canceling statement due to statement timeout", "57014"), "busy"],
    ["a deadlock", failed("deadlock detected", "40P01"), "busy"],
    ["too many connections", failed("sorry, too many clients already", "53300"), "busy"],
    ["a read-only server", failed("cannot execute INSERT in a read-only transaction", "25006"), "read-only"],
    ["a full disk", failed("could not extend file: No space left on device", "53100"), "full"],
    ["a full disk of one's own", failed("ENOSPC: no space left on device, write", "ENOSPC"), "full"],
    ["a quota that is used up", failed("EDQUOT: disk quota exceeded, write", "EDQUOT"), "full"],
    ["a quota, as PostgreSQL says it", failed('could not write file "base/1/2": Quota exceeded', "XX000"), "full"],
    ["a disk that was made read-only", failed("EROFS: read-only file system, open", "EROFS"), "read-only"],
    [
      "the same, as PostgreSQL says it",
      failed('could not open file "base/1/2": Read-only file system', "42501"),
      "read-only",
    ],
    ["a disk that fails", failed("EIO: i/o error, fdatasync", "EIO"), "disk"],
    [
      "the same, as PostgreSQL says it",
      failed('could not read block 0 in file "base/1/2": I/O error', "58030"),
      "disk",
    ],
    ["a right that is missing", failed("permission denied for table companies", "42501"), null],
    ["a wrong statement", failed('column "x" does not exist', "42703"), null],
    ["a second of the same", failed("duplicate key value violates unique constraint", "23505"), null],
    ["a fault of ours", failed("Cannot read properties of undefined"), null],
  ])("%s", (_name, error, kind) => {
    expect(storeTroubleIn(error)?.kind ?? null).toBe(kind);
    // drizzle and others wrap it.
    expect(StoreTrouble.of(new Error("Failed query", { cause: error }))?.kind ?? null).toBe(kind);
  });

  test.each([
    [
      undefined,
      failed("EIO: i/o error", "EIO"),
      /^DATA_DIR holds an embedded store that does not serve: The store's disk failed\./,
    ],
    [
      "postgres://db/connect",
      failed("connect ECONNREFUSED", "ECONNREFUSED"),
      /^DATABASE_URL names a PostgreSQL server that does/,
    ],
    [undefined, failed("a fault of ours"), null],
  ])("at the start, with DATABASE_URL %s, names the store that is in use", (databaseUrl, error, said) => {
    const message = plainStart(error, databaseUrl);
    if (said) expect(message).toMatch(said);
    else expect(message).toBeNull();
  });

  test("says in a plain sentence why the store is unavailable", () => {
    expect(StoreTrouble.of(failed("No space left on device", "53100"))?.message).toMatch(/^The store's disk is full\./);
  });
});
