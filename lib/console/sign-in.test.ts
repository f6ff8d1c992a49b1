import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "./console-session.ts";
import { changeOwnPassword } from "./own-password.ts";
import { grantOf, signInWithPassword } from "./sign-in.ts";

const INSTITUTION = "0b6a6b38-7e6f-4d5b-9a53-2f4f3f1f9c11";

test.each([
  ["connect-bank:support", { role: "support", institutionId: null }],
  [["other", "connect-bank:administrator"], { role: "administrator", institutionId: null }],
  [[`connect-bank:administrator:${INSTITUTION.toUpperCase()}`], { role: "administrator", institutionId: INSTITUTION }],
  // The widest counts, in whatever order they come.
  [[`connect-bank:administrator:${INSTITUTION}`, "connect-bank:support"], { role: "support", institutionId: null }],
  ["openid connect-bank:support", { role: "support", institutionId: null }],
  [["connect-bank:owner"], null],
  [["connect-bank:support:everything"], null],
  [[`connect-bank:support:${INSTITUTION}:more`], null],
  [["CONNECT-BANK:support"], null],
  [{ role: "connect-bank:support" }, null],
  [undefined, null],
])("a claim of %j grants %j", (claim, grant) => {
  expect(grantOf(claim)).toEqual(grant);
});

describeStores("signing in", (database) => {
  const someone = async (needs: TestNeeds) => {
    const email = `${randomUUID()}@bank.example`;
    const password = randomUUID();
    const { institutionId } = await anInstitution(needs);
    const person = { email, name: "Somebody", role: "support", institutionId } as const;
    const added = await needs.people.add(person, await needs.passwords.hash(password));
    if (typeof added === "string") throw new Error(added);
    return { ...added, password };
  };
  const session = async (needs: TestNeeds, personId: string) => {
    const id = await needs.consoleSessions.start(personId);
    if (!id) throw new Error("the session was not begun");
    return id;
  };
  const from = () => ({ address: randomUUID() });

  test("takes the right password, however the address was typed, and answers all else alike", async () => {
    const needs = needsOver(database());
    const { id, email, password } = await someone(needs);
    const right = { email: ` ${email.toUpperCase()} `, password, ...from() };
    expect(await signInWithPassword(needs, right)).toMatchObject({ ok: true, value: { person: { id } } });
    const refused = { ok: false, problem: { code: "refused" } };
    expect(await signInWithPassword(needs, { email, password: `${password}x`, ...from() })).toMatchObject(refused);
    expect(await signInWithPassword(needs, { email: "nobody@bank.example", password, ...from() })).toMatchObject(
      refused,
    );
    await needs.people.setDisabled(id, true);
    expect(await signInWithPassword(needs, { email, password, ...from() })).toMatchObject(refused);
  });

  const tooMany = { ok: false, problem: { code: "too-many", waitSeconds: expect.any(Number) } };

  test("is refused after ten wrong tries for one person, known or not, from one place, and goes on from another", async () => {
    const needs = needsOver(database());
    const { email, password } = await someone(needs);
    for (const tried of [email, `${randomUUID()}@bank.example`]) {
      const here = from();
      for (let n = 0; n < 10; n++) await signInWithPassword(needs, { email: tried, password: "wrong", ...here });
      expect(await signInWithPassword(needs, { email: tried, password, ...here })).toMatchObject(tooMany);
    }
    // A stranger at one address keeps no person out, however long they go on.
    const stranger = from();
    for (let n = 0; n < 115; n++) await signInWithPassword(needs, { email, password: "wrong", ...stranger });
    expect(await signInWithPassword(needs, { email, password, ...from() })).toMatchObject({ ok: true });
  });

  test("is refused after a hundred wrong tries from everywhere together", async () => {
    const needs = needsOver(database());
    const { email, password } = await someone(needs);
    for (let n = 0; n < 100; n++) await needs.limits.spend("sign-in-account", email);
    expect(await signInWithPassword(needs, { email, password, ...from() })).toMatchObject(tooMany);
  });

  test("works at once with a password that an administrator replaced, after many tries of the old one", async () => {
    const needs = needsOver(database());
    const { id, email } = await someone(needs);
    const here = from();
    for (let n = 0; n < 11; n++) await signInWithPassword(needs, { email, password: "wrong", ...here });
    const password = randomUUID();
    await needs.people.setPassword(id, await needs.passwords.hash(password), { own: false });
    expect(await signInWithPassword(needs, { email, password, ...here })).toMatchObject({
      ok: true,
      value: { person: { mustChangePassword: true } },
    });
  });

  test("lets people choose their own password: by the one before alone, hard to guess, and ending all their other sessions", async () => {
    const needs = needsOver(database());
    const { id, email, password } = await someone(needs);
    const [here, elsewhere] = [await session(needs, id), await session(needs, id)];
    const who = await needs.consoleSessions.use(here);
    if (!who) throw new Error("the session was not begun");
    const change = (wanted: string, current: string = password) => changeOwnPassword(needs, who, { current, wanted });
    const own = "seven lamps under water";
    const faults = { wrong: change(own, "not this one"), short: change("x7!kQ2#v"), same: change(password) };
    for (const [problem, tried] of Object.entries(faults)) expect(await tried).toEqual({ ok: false, problem });
    // A person who knows their password may try as many weak new ones as it takes.
    for (let n = 0; n < 12; n++) await change("password1234");
    for (const weak of ["password1234", "aaaaaaaaaaaaaaa", `${email.split("@")[0]}`])
      expect(await change(weak), weak).toEqual({ ok: false, problem: "weak" });
    expect(await change(own)).toEqual({ ok: true, value: { ended: 1 } });
    expect(await needs.consoleSessions.use(elsewhere)).toBeNull();
    expect(await needs.consoleSessions.use(here)).toMatchObject({ id, mustChangePassword: false });
    expect(await signInWithPassword(needs, { email, password: own, ...from() })).toMatchObject({ ok: true });
    expect(await signInWithPassword(needs, { email, password, ...from() })).toMatchObject({ ok: false });
  });

  test("lasts while somebody works, half an hour without, and twelve hours at most", async () => {
    const needs = needsOver(database());
    const { id } = await someone(needs);
    const { consoleSessions } = needs;
    const idle = await session(needs, id);
    needs.passMinutes(IDLE_MINUTES);
    expect(await consoleSessions.use(idle)).toMatchObject({ id, sessionId: idle });
    needs.passMinutes(IDLE_MINUTES + 1);
    expect(await consoleSessions.use(idle)).toBeNull();
    const busy = await session(needs, id);
    for (let minutes = 0; minutes < ABSOLUTE_HOURS * 60; minutes += 20) {
      expect(await consoleSessions.use(busy)).not.toBeNull();
      needs.passMinutes(20);
    }
    needs.passMinutes(1);
    expect(await consoleSessions.use(busy)).toBeNull();
  });

  test("ends here, everywhere, and with a person who is shut out; and never revives", async () => {
    const needs = needsOver(database());
    const { id } = await someone(needs);
    const { consoleSessions, people } = needs;
    const [one, other, third] = [await session(needs, id), await session(needs, id), await session(needs, id)];
    await consoleSessions.end(one);
    expect(await consoleSessions.use(one)).toBeNull();
    expect(await consoleSessions.use(other)).not.toBeNull();
    expect(await consoleSessions.endAll(id)).toBe(2);
    for (const ended of [one, other, third]) expect(await consoleSessions.use(ended)).toBeNull();
    const later = await session(needs, id);
    await people.setDisabled(id, true);
    expect(await consoleSessions.use(later)).toBeNull();
  });

  test("begins no session with a password just changed; an own change never undoes an administrator's", async () => {
    const needs = needsOver(database());
    const { id, email, password } = await someone(needs);
    const signedIn = await signInWithPassword(needs, { email, password, ...from() });
    if (!signedIn.ok) throw new Error("not signed in");
    const who = await needs.consoleSessions.use(await session(needs, id));
    if (!who) throw new Error("the session was not begun");
    const hash = async (text: string) => {
      await needs.people.setPassword(id, await needs.passwords.hash("by the administrator"), { own: false });
      return needs.passwords.hash(text);
    };
    const passwords = { ...needs.passwords, hash };
    const own = { current: password, wanted: "seven lamps under water" };
    expect(await changeOwnPassword({ ...needs, passwords }, who, own)).toEqual({ ok: false, problem: "wrong" });
    expect(await needs.consoleSessions.start(id, signedIn.value.passwordHash)).toBeNull();
    const renewed = { email, password: "by the administrator", ...from() };
    expect(await signInWithPassword(needs, renewed)).toMatchObject({
      ok: true,
      value: { person: { mustChangePassword: true } },
    });
  });

  test("by a provider makes a person of everybody it names, but of no person who has a password here", async () => {
    const needs = needsOver(database());
    const { email, institutionId } = await someone(needs);
    const issuer = "https://login.example.com";
    const grant = { role: "administrator", institutionId: null } as const;
    const name = "From the provider";
    expect(await needs.people.fromProvider({ issuer, subject: randomUUID() }, { ...grant, email, name })).toBeNull();
    const subject = randomUUID();
    const own = `${subject}@bank.example`;
    const first = await needs.people.fromProvider({ issuer, subject }, { ...grant, email: own, name });
    const later = { role: "support", institutionId } as const;
    const again = await needs.people.fromProvider({ issuer, subject }, { ...later, email: own, name });
    expect(again).toMatchObject({ id: first?.id, ...later, fromProvider: true });
    const nowhere = { role: "support", institutionId: randomUUID() } as const;
    expect(await needs.people.fromProvider({ issuer, subject }, { ...nowhere, email: own, name })).toBeNull();
  });
});
