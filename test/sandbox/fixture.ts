import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/sandbox.ts";
import type { SetupInput } from "../../sandbox/setup.ts";
import type { World } from "../../sandbox/world.ts";
import { type Answer, json } from "./answer.ts";
import { startProvider } from "./provider.ts";

export const paths = {
  notification: "/sage/notification",
  availableAccounts: "/sage/availableaccounts",
  auth: "/sage/auth",
  reAuth: "/sage/authrefresh",
} as const;

export const secretHeader = { name: "x-notification-secret", value: "tell-nobody" };

const credentialsFor = (region: string) => ({
  clientId: `client-${region}`,
  clientSecret: `client-secret-${region}`,
  audience: `audience-${region}`,
  apiKey: `api-key-${region}`,
});

export const patched = (externalId: string, number: string) => ({
  bankAccountExternalId: externalId,
  accountName: `Account ${externalId}`,
  bankIdentifier: "customer-1",
  branchIdentifier: "123456",
  accountIdentifier: number,
});

export const twoAccounts = {
  data: { status: "success", bankAccounts: [patched("acc-1", "10000001"), patched("acc-2", "10000002")] },
};

export type Fixture = Awaited<ReturnType<typeof startFixture>>;

type Beginning = Pick<SetupInput, "institutionApp"> & {
  /** Ids of the banks; new ones without it. */
  bankIds?: Record<"eu" | "us", string>;
  /** Fills the sandbox's world before it starts. */
  begin?: (world: World) => void;
};

/** A sandbox and a provider of its own for one test, with one bank in each region. */
export async function startFixture({ institutionApp, bankIds, begin }: Beginning = {}) {
  const provider = await startProvider();
  onTestFinished(() => provider.close());
  const callbackUrls = {
    notification: `${provider.url}${paths.notification}`,
    availableAccounts: `${provider.url}${paths.availableAccounts}`,
    auth: `${provider.url}${paths.auth}`,
    reAuth: `${provider.url}${paths.reAuth}`,
  };
  const bank = (region: "eu" | "us", countryCode: string) => ({
    bankId: bankIds?.[region] ?? randomUUID(),
    name: `Test Bank ${region}`,
    countryCode,
    region,
    externalRef: `ref-${region}`,
    callbackUrls,
  });
  const banks = { eu: bank("eu", "GB"), us: bank("us", "US") };
  const setup: SetupInput = {
    banks: [banks.eu, banks.us],
    notificationHeader: secretHeader,
    credentials: { eu: credentialsFor("eu"), us: credentialsFor("us") },
    ...(institutionApp ? { institutionApp } : {}),
  };
  const sandbox = await startSandbox({ setup, begin });
  onTestFinished(() => sandbox.close());

  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(path.startsWith("http") ? path : `${sandbox.url}${path}`, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      redirect: "manual",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    provider,
    banks,
    setup,
    url: sandbox.url,
    call,
    control: async (path: string, body?: unknown): Promise<Answer> =>
      json(await call(body === undefined ? "GET" : "POST", `/_control${path}`, body)),
    token: (region: "eu" | "us" = "eu", change: Record<string, string> = {}) => {
      const { clientId, clientSecret, audience } = credentialsFor(region);
      const fields = {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        audience,
        ...change,
      };
      return call("POST", `/${region}/oauth/token`, fields);
    },
    apiKey: (region: "eu" | "us") => credentialsFor(region).apiKey,
  };
}

/** Headers with which every Provider API call of a region is let in. */
export async function providerHeaders(fixture: Fixture, region: "eu" | "us" = "eu"): Promise<Record<string, string>> {
  const { access_token } = await json(await fixture.token(region));
  return { "x-api-key": fixture.apiKey(region), authorization: `Bearer ${access_token}` };
}
