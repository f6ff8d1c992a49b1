import type { SetupInput } from "./setup.ts";

const provider = "http://localhost:3000";

/** The sandbox's setup unless another is given: one bank a region, served by an app on port 3000. */
export const demoSetup: SetupInput = {
  banks: [
    {
      bankId: "5b1f7c9e-3d52-4c0a-9a6e-0d6f2c8b7e11",
      name: "Sample Bank",
      countryCode: "GB",
      region: "eu" as const,
    },
    {
      bankId: "8e2a4d10-6c7b-4f35-b1d9-7a5e3f9c2b22",
      name: "Sample Bank US",
      countryCode: "US",
      region: "us" as const,
    },
  ].map((bank) => ({
    ...bank,
    externalRef: `sample-${bank.region}`,
    supportiframe: true,
    callbackUrls: {
      notification: `${provider}/sage/notification`,
      availableAccounts: `${provider}/sage/availableaccounts`,
      auth: `${provider}/sage/auth`,
      reAuth: `${provider}/sage/authrefresh`,
    },
  })),
  notificationHeader: { name: "x-sandbox-notification", value: "sandbox-notification-value" },
  credentials: {
    clientId: "sandbox-client",
    clientSecret: "sandbox-client-secret",
    audience: "sandbox-audience",
    apiKey: "sandbox-api-key",
  },
};
