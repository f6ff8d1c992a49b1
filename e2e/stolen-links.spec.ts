import { formsIn, formWith, postForm } from "./steps/forms.ts";
import { CURRENT_ACCOUNT } from "./steps/journey.ts";
import { arriveByHttp, chooseByHttp, identifyByHttp, read, submit } from "./steps/over-http.ts";
import { expect, test } from "./steps/test.ts";

/**
 * Someone starts in their own Sage and sends the link to a victim, who types a Connection ID and passcode. The thief
 * still has the link, and may have looked at the forms of a journey of their own. It must not get them anywhere.
 */

test("who held the link before the passcode was typed sees no account by it", async ({ stack, sage, company }) => {
  const { old, identified } = await identifyByHttp(stack.app, sage, company);
  expect(identified).not.toBe(old);
  for (const page of ["", "/account", "/review", "/outcome"]) {
    const { url, text } = await read(`${stack.app}/connect/${old}${page}`);
    expect(new URL(url).pathname, page).toBe(`/connect/${old}/identify`);
    expect(text, page).not.toContain(CURRENT_ACCOUNT);
    expect(text, page).not.toContain(company.connectionId);
    expect(text, page).not.toContain("6819");
  }
});

test("the victim's forms, posted with the old link, change nothing", async ({ stack, sage, company }) => {
  const { old, identified, authorisationId } = await identifyByHttp(stack.app, sage, company);
  const accounts = await read(`${stack.app}/connect/${identified}/account`);
  const choice = formWith(accounts.text, "Continue");
  const account = choice.fields.find(([name, value]) => name === "account" && value)?.[1] ?? "";
  expect(account).not.toBe("");

  // A person with the old link alone can name no other token, neither in the address nor in the form.
  const stolen = renamed(choice, identified, old);
  const posted = await postForm(`${stack.app}/connect/${old}/account`, stolen, { account });
  expect(posted.status, posted.text).toBeLessThan(500);
  expect(posted.text).not.toContain("6819");
  expect(posted.location).toContain(`/connect/${old}/identify`);

  const chosen = await postForm(`${stack.app}/connect/${identified}/account`, choice, { account });
  expect(chosen.location).toContain(`/connect/${identified}/review`);
  const review = await read(`${stack.app}/connect/${identified}/review`);
  const confirm = renamed(formWith(review.text, "Connect account"), identified, old);
  for (const page of ["review", "outcome", "identify", "account"]) {
    const posted = await postForm(`${stack.app}/connect/${old}/${page}`, confirm);
    expect(posted.status, posted.text).toBeLessThan(500);
    expect(posted.location ?? "").not.toContain(sage.origin);
  }
  expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);
  expect((await read(`${stack.app}/connect/${identified}/review`)).url).toContain("/review");
});

test("the old link cannot send again what Sage did not answer", async ({ stack, sage, company }) => {
  const { old, identified, authorisationId } = await identifyByHttp(stack.app, sage, company);
  await chooseByHttp(stack.app, identified);
  await sage.spoilReport(authorisationId, { status: 503 }, "always");
  const review = `${stack.app}/connect/${identified}/review`;
  const confirmed = await postForm(review, formWith((await read(review)).text, "Connect account"));
  expect(confirmed.location).toContain(`/connect/${identified}/outcome`);
  await sage.mend();
  const retry = formWith((await read(`${stack.app}/connect/${identified}/outcome`)).text, "Try again");
  const before = (await sage.authorisation(authorisationId)).patchCalls.length;

  const seen = await read(`${stack.app}/connect/${old}/outcome`);
  expect(formsIn(seen.text).flatMap(({ buttons }) => buttons)).not.toContain("Try again");
  const posted = await postForm(`${stack.app}/connect/${old}/outcome`, renamed(retry, identified, old));
  expect(posted.status).toBeLessThan(500);
  expect(posted.location ?? "").not.toContain(sage.origin);
  expect((await sage.authorisation(authorisationId)).patchCalls).toHaveLength(before);

  await postForm(`${stack.app}/connect/${identified}/outcome`, retry);
  expect((await sage.authorisation(authorisationId)).status).toBe("success");
});

test("a confirmation of one's own journey cannot be turned on another's", async ({ stack, sage, company }) => {
  const mine = await identifyByHttp(stack.app, sage, stack.nextCompany());
  const theirs = await identifyByHttp(stack.app, sage, company);
  for (const { identified } of [mine, theirs])
    expect((await chooseByHttp(stack.app, identified)).location).toContain("/review");
  const own = formWith((await read(`${stack.app}/connect/${mine.identified}/review`)).text, "Connect account");
  await postForm(`${stack.app}/connect/${theirs.old}/review`, renamed(own, mine.identified, theirs.old));
  expect((await sage.authorisation(theirs.authorisationId)).patchCalls).toEqual([]);
});

test("a passcode that was used does not open the old link for someone with another journey", async ({
  stack,
  sage,
  company,
}) => {
  const entry = { connectionId: company.connectionId, passcode: await company.passcode() };
  const first = await arriveByHttp(sage);
  expect((await submit(stack.app, first.token, entry)).location).toContain("/account");
  const second = await arriveByHttp(sage);
  const refused = await submit(stack.app, second.token, entry);
  expect(refused.location).toBeNull();
  expect(refused.text).toContain("do not work together");
});

const renamed = (form: ReturnType<typeof formWith>, from: string, to: string) => ({
  ...form,
  fields: form.fields.map(([name, value]): [string, string] => [name, value.replaceAll(from, to)]),
});
