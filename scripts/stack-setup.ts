import type { Secrets } from "./stack-secrets.ts";
import type { Seeded } from "./stack-seed.ts";

/** The sandbox's knowledge of us: the agreement of an institution with Sage, and the accounts in its own web app. */
export function sandboxSetup(publicUrl: string, seeded: Seeded, secrets: Secrets) {
  return {
    banks: [
      bank(publicUrl, seeded.bankId, seeded.institution, "GB", "eu"),
      bank(publicUrl, seeded.usBankId, `${seeded.institution} US`, "US", "us"),
    ],
    notificationHeader: secrets.notificationHeader,
    credentials: secrets.credentials,
    institutionApp: {
      name: seeded.institution,
      apiUrl: `${publicUrl}/api`,
      apiKey: seeded.apiKey,
      companyId: seeded.companyId,
      connectionId: seeded.connectionId,
    },
  };
}

function bank(publicUrl: string, bankId: string, name: string, countryCode: string, region: "eu" | "us") {
  const callbackUrls = {
    notification: `${publicUrl}/sage/notification`,
    availableAccounts: `${publicUrl}/sage/availableaccounts`,
    auth: `${publicUrl}/sage/auth`,
    reAuth: `${publicUrl}/sage/authrefresh`,
  };
  return { bankId, name, countryCode, region, externalRef: `demo-${region}`, supportiframe: true, callbackUrls };
}
