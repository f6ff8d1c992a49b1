import { z } from "zod";
import { type Form, formWith, inputsOf, submission } from "./forms.ts";
import type { Answer, Ask, Client } from "./http.ts";

/** Where journeys are walked; JSON, so that it can be handed to the process that walks. */
export interface Ground {
  app: string;
  sage: string;
  apiKey: string;
}

export interface Company {
  companyId: string;
  connectionId: string;
}

export interface Walker {
  bankId: string;
  company: Company;
  /** The address that the proxy before the app would have seen. */
  address: string;
}

const Started = z.object({
  authorisationId: z.string(),
  authUrl: z.string(),
  notificationStatus: z.union([z.number(), z.string()]).nullable(),
});
const Shared = z.object({ accounts: z.array(z.object({ externalId: z.string() })) });
const Issued = z.object({ otp: z.string() });

/** One person's way through a journey, request by request, as a browser without script makes them. */
export function journeyOf(client: Client, { app, sage, apiKey }: Ground, { bankId, company, address }: Walker) {
  const headers = { "x-forwarded-for": address };
  let authorisationId = "";

  async function expect(step: string, status: number, ask: Ask): Promise<Answer> {
    const answer = await client.send(ask);
    if (answer.status !== status) throw new Error(`${step}: ${answer.status} instead of ${status}`);
    return answer;
  }
  const page = (step: string, url: string) => expect(step, 200, { url, headers });

  /** Posts a form and answers where it leads; the way must end in `wanted`, else a page refused. */
  async function post(step: string, url: string, form: Form, typed: Record<string, string>, wanted: RegExp) {
    const answer = await expect(step, 303, submission(url, form, typed, headers));
    return next(step, url, answer, wanted);
  }
  function next(step: string, url: string, { headers: { location = "" } }: Answer, wanted: RegExp) {
    if (!wanted.test(location)) throw new Error(`${step}: led elsewhere`);
    return new URL(location, url).href;
  }

  return {
    headers,

    /** The one-time password that the institution's app shows. */
    async passcode() {
      const url = `${app}/api/companies/${company.companyId}/connections/${company.connectionId}/bankFeeds/otp`;
      const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;
      const answer = await expect("passcode", 200, { method: "POST", url, headers: { ...headers, authorization } });
      return Issued.parse(JSON.parse(answer.text())).otp;
    },

    /** Sage announces an authorisation and sends the browser; answers the address of the first page. */
    async arrive() {
      const started = await expect("notification", 200, {
        method: "POST",
        url: `${sage}/_control/authorisations`,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ bankId }),
      });
      const { authUrl, notificationStatus, ...announced } = Started.parse(JSON.parse(started.text()));
      authorisationId = announced.authorisationId;
      if (notificationStatus !== 200) throw new Error(`notification: ${notificationStatus} instead of 200`);
      const hop = await page("auth", authUrl);
      const journey = /http[^"]*\/connect\/[\w-]{43}/.exec(hop.text())?.[0];
      if (!journey) throw new Error("auth: no journey");
      return next("hop", journey, await expect("hop", 307, { url: journey, headers }), /\/identify$/);
    },

    identifyForm: async (url: string) => formWith((await page("identify page", url)).text(), 'name="passcode"'),
    passcodePost: (url: string, form: Form, passcode: string) =>
      submission(url, form, { connectionId: company.connectionId, passcode }, headers),

    async identify(url: string, passcode: string) {
      const form = await this.identifyForm(url);
      const typed = { connectionId: company.connectionId, passcode };
      return post("identify", url, form, typed, /\/account$/);
    },

    async chooseAccount(url: string) {
      const html = (await page("account page", url)).text();
      const account = inputsOf(html).find(({ name, disabled }) => name === "account" && disabled === undefined)?.value;
      if (!account) throw new Error("account page: nothing to choose");
      return post("account", url, formWith(html, 'name="account"'), { account }, /\/review$/);
    },

    async confirm(url: string) {
      const html = (await page("review page", url)).text();
      return post("confirm", url, formWith(html, "Connect account"), {}, new RegExp(`^${sage}/`));
    },

    /** In Sage, whose user chooses the account that was shared; Sage tells us of it. */
    async choose(startDate: string) {
      const shared = await expect("authorisation", 200, { url: `${sage}/_control/authorisations/${authorisationId}` });
      const externalId = Shared.parse(JSON.parse(shared.text())).accounts[0]?.externalId;
      await expect("choice", 200, {
        method: "POST",
        url: `${sage}/_control/choose`,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ authorisationId, externalId, startDate }),
      });
    },

    /** Back in Sage, which shows the account that was shared. */
    async land(url: string) {
      const answer = await page("landing", url);
      if (!answer.text().includes('name="externalId"')) throw new Error("landing: Sage has no account to show");
    },
  };
}
