import { expect, test } from "vitest";
import { type Fixture, paths, providerHeaders, startFixture } from "../test/sandbox/fixture.ts";
import { authorised } from "../test/sandbox/onboard.ts";
import { answers } from "../test/sandbox/provider.ts";

const start = (fixture: Fixture) => fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId });
const arrive = async (fixture: Fixture, redirectUri: string, state: string | null) => {
  const url = new URL(redirectUri);
  if (state !== null) url.searchParams.set("state", state);
  const response = await fixture.call("GET", url.href);
  return { status: response.status, text: await response.text() };
};

test("by redirect the browser itself goes to the provider, with exactly four parameters", async () => {
  const fixture = await startFixture();
  const started = await start(fixture);
  const entry = await fixture.call("GET", started.entryUrl);
  expect([entry.status, entry.headers.get("location")]).toEqual([302, started.authUrl]);
  expect(Object.fromEntries(new URL(started.authUrl).searchParams)).toEqual({
    bank: fixture.banks.eu.bankId,
    authorisation_id: started.authorisationId,
    redirect_uri: started.redirectUri,
    state: started.state,
  });
  expect(fixture.provider.to(paths.auth)).toHaveLength(0);
});

test("embedded, the provider's markup stands in Sage's page and its headers are lost", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { authMode: "embed" });
  fixture.provider.reply(paths.auth, (response) => {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "set-cookie": "a=b",
      "x-frame-options": "DENY",
    });
    response.end("<script>window.provider = 1</script>");
  });
  const started = await start(fixture);
  const entry = await fixture.call("GET", started.entryUrl, undefined, {
    "accept-language": "fr-FR",
    cookie: "secret=1",
  });
  expect(await entry.text()).toContain("<body><script>window.provider = 1</script></body>");
  expect([entry.headers.get("set-cookie"), entry.headers.get("x-frame-options")]).toEqual([null, null]);
  const [call] = fixture.provider.to(paths.auth);
  expect([call?.headers["accept-language"], call?.headers.cookie]).toEqual(["fr-FR", undefined]);
  expect(call?.query.get("authorisation_id")).toBe(started.authorisationId);
});

test("embedding an answer that is no page ends in a failure page", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { authMode: "embed" });
  const { entryUrl } = await start(fixture);
  expect((await fixture.call("GET", entryUrl)).status).toBe(502);
});

test("state may equal the id, the id may be spelt with z, and the return URL may have a query", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { stateMode: "equal", spelling: "authorization_id", redirectStyle: "query" });
  const started = await start(fixture);
  expect(started.state).toBe(started.authorisationId);
  expect(new URL(started.authUrl).searchParams.get("authorization_id")).toBe(started.authorisationId);
  expect(new URL(started.redirectUri).pathname).toBe("/banking/return");
  const path = `/eu/provider/v1/authorisations/${started.authorisationId}`;
  await fixture.call("PATCH", path, { data: { status: "cancelled" } }, await providerHeaders(fixture));
  expect(await arrive(fixture, started.redirectUri, started.state)).toMatchObject({
    status: 200,
    text: expect.stringContaining("You cancelled"),
  });
});

test.each(["path", "query"])(
  "back by %s address: the account list, OK once, the connected page ever after",
  async (redirectStyle) => {
    const fixture = await startFixture();
    await fixture.control("/options", { redirectStyle });
    const { started } = await authorised(fixture);
    const list = await arrive(fixture, started.redirectUri, started.state);
    expect(list.text).toContain("Account acc-1");
    expect(list.text).toContain("•••• 0002");

    const session = new URL(started.entryUrl).pathname.split("/").at(-1) ?? "";
    const ok = () => {
      const body = new URLSearchParams({ session, externalId: "acc-2", startDate: "2026-03-01" });
      return fetch(`${fixture.url}/banking/choose`, { method: "POST", body });
    };
    const pressed = await Promise.all([ok(), ok()]);
    for (const page of pressed) expect(await page.text()).toContain("Bank connected");
    const { bankAccounts } = await fixture.control("/state");
    expect(bankAccounts).toMatchObject([
      { externalId: "acc-2", status: "pending", requestedStartDate: "2026-03-01T00:00:00.000Z" },
    ]);
    expect((await arrive(fixture, started.redirectUri, started.state)).text).toContain("Bank connected");
    expect(fixture.provider.to(paths.notification)).toHaveLength(2);
  },
);

test("an account that is connected already is listed as such and not made again", async () => {
  const fixture = await startFixture();
  const choose = async () => {
    const { started } = await authorised(fixture);
    const choice = { authorisationId: started.authorisationId, externalId: "acc-1", startDate: "2026-01-01" };
    return {
      started,
      listed: await arrive(fixture, started.redirectUri, started.state),
      made: await fixture.control("/choose", choice),
    };
  };
  const first = await choose();
  const second = await choose();
  expect(second.listed.text).toContain("Already connected");
  expect(second.made.bankAccountId).toBe(first.made.bankAccountId);
  expect((await fixture.control("/state")).bankAccounts).toHaveLength(1);
});

test.each([null, "00000000-0000-4000-8000-000000000000"])("coming back with state %s is refused", async (state) => {
  const fixture = await startFixture();
  const { started } = await authorised(fixture);
  expect((await arrive(fixture, started.redirectUri, state)).status).toBe(400);
});

test("coming back before any PATCH fails, and a later PATCH is too late", async () => {
  const fixture = await startFixture();
  const started = await start(fixture);
  expect((await arrive(fixture, started.redirectUri, started.state)).text).toContain("without an answer");
  const path = `/eu/provider/v1/authorisations/${started.authorisationId}`;
  expect(
    (await fixture.call("PATCH", path, { data: { status: "cancelled" } }, await providerHeaders(fixture))).status,
  ).toBe(409);
});

test("anything added to the return URL is remarked on", async () => {
  const fixture = await startFixture();
  const { started } = await authorised(fixture);
  await arrive(fixture, `${started.redirectUri}?error=1`, started.state);
  expect((await fixture.control(`/authorisations/${started.authorisationId}`)).remarks.join()).toContain("error");
});

test("an expired session cannot be entered", async () => {
  const fixture = await startFixture();
  const { entryUrl } = await start(fixture);
  await fixture.control("/clock", { advanceSeconds: 1200 });
  expect((await fixture.call("GET", entryUrl)).status).toBe(410);
});

test("a person seen in the frame chooses for themselves; the poll waits for OK", async () => {
  const fixture = await startFixture();
  fixture.provider.reply(paths.auth, answers(200, "<p>hello</p>", "text/html"));
  const { started } = await authorised(fixture);
  await fixture.call("GET", started.entryUrl, undefined, { accept: "text/html" });
  expect(await fixture.control(`/authorisations/${started.authorisationId}`)).toMatchObject({
    attended: true,
    choice: null,
  });
});
