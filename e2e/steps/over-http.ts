import type { Company } from "./company.ts";
import { formWith, postForm } from "./forms.ts";
import type { Sage } from "./sage.ts";
import { tokenIn } from "./secrets.ts";

/** Steps of a journey without a browser, as a browser without script would send them. */

export async function read(address: string, how: RequestInit = {}) {
  const response = await fetch(address, how);
  return { url: response.url, text: await response.text() };
}

export async function arriveByHttp(sage: Sage) {
  const { authUrl, authorisationId } = await sage.start();
  const { text } = await read(authUrl);
  return { token: tokenIn(/<a href="([^"]+)"/.exec(text)?.[1] ?? ""), authorisationId };
}

/** Posts step 1; `headers` are added to what a browser sends. */
export async function submit(
  app: string,
  token: string,
  entry: { connectionId: string; passcode: string },
  headers: Record<string, string> = {},
) {
  const address = `${app}/connect/${token}/identify`;
  return postForm(address, formWith((await read(address)).text, "Continue"), entry, headers);
}

/** Someone starts, and someone with a passcode goes on; answers the token before and the one after. */
export async function identifyByHttp(app: string, sage: Sage, company: Company) {
  const { token, authorisationId } = await arriveByHttp(sage);
  const { connectionId } = company;
  const { location } = await submit(app, token, { connectionId, passcode: await company.passcode() });
  return { old: token, identified: tokenIn(location ?? ""), authorisationId };
}

/** Steps 1 and 2; answers where the third is. */
export async function reviewByHttp(app: string, sage: Sage, company: Company) {
  const { identified, authorisationId } = await identifyByHttp(app, sage, company);
  const { location } = await chooseByHttp(app, identified);
  return { review: new URL(location ?? "", app).href, authorisationId };
}

/** Posts step 3; answers where it leads. */
export async function confirmByHttp(review: string) {
  const form = formWith((await read(review)).text, "Connect account");
  return (await postForm(review, form)).location ?? "";
}

/** Comes home to Sage, where the user takes the account that was shared. */
export async function finishByHttp(sage: Sage, authorisationId: string, home: string) {
  await read(home);
  const [account] = (await sage.authorisation(authorisationId)).accounts;
  await sage.choose(authorisationId, account?.externalId ?? "");
}

/** A whole journey, until Sage has its bank account. */
export async function linkByHttp(app: string, sage: Sage, company: Company) {
  const { review, authorisationId } = await reviewByHttp(app, sage, company);
  await finishByHttp(sage, authorisationId, await confirmByHttp(review));
  return { authorisationId };
}

export async function chooseByHttp(app: string, token: string) {
  const address = `${app}/connect/${token}/account`;
  const form = formWith((await read(address)).text, "Continue");
  const account = form.fields.find(([name, value]) => name === "account" && value)?.[1] ?? "";
  return postForm(address, form, { account });
}
