import type { Secrets } from "./stack-secrets.ts";

export interface Place {
  publicUrl: string;
  port: number;
  sandboxUrl: string;
  store: { databaseUrl: string } | { dataDir: string };
}

const CONFIGURATION =
  /^(PUBLIC_URL|PORT|HOST|TRUSTED_PROXIES|KEEP_ALIVE_SECONDS|DRAIN_SECONDS|DATABASE_URL|DATA_DIR|APP_SECRET|ENCRYPTION_KEYS|LOG_LEVEL|PASSCODE_MINUTES|SAGE_.+|API_.+|OIDC_.+|NODE_ENV)$/;

/** The caller's environment without our own settings, so that a stack is the same on every machine. */
function bareEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !CONFIGURATION.test(name)),
  ) as NodeJS.ProcessEnv;
}

export function appEnv(place: Place, secrets: Secrets, extra: Record<string, string>): NodeJS.ProcessEnv {
  const { notificationHeader } = secrets;
  return {
    ...bareEnv(),
    NODE_ENV: "production",
    PUBLIC_URL: place.publicUrl,
    PORT: String(place.port),
    HOST: "localhost",
    ...("databaseUrl" in place.store ? { DATABASE_URL: place.store.databaseUrl } : { DATA_DIR: place.store.dataDir }),
    APP_SECRET: secrets.appSecret,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    SAGE_REDIRECT_HOSTS: new URL(place.sandboxUrl).hostname,
    SAGE_FRAME_ANCESTORS: place.sandboxUrl,
    SAGE_NOTIFICATION_HEADER: `${notificationHeader.name}: ${notificationHeader.value}`,
    ...regionEnv("EU", `${place.sandboxUrl}/eu`, secrets.credentials.eu),
    ...regionEnv("US", `${place.sandboxUrl}/us`, secrets.credentials.us),
    // No balancer stands before it.
    DRAIN_SECONDS: "0",
    LOG_LEVEL: "info",
    PASSCODE_MINUTES: "10",
    // Everybody on this machine is one institution at one address.
    API_REQUESTS_PER_DAY: "1000000",
    API_REQUESTS_PER_MINUTE: "1000000",
    ...extra,
  };
}

function regionEnv(region: "EU" | "US", base: string, credentials: Secrets["credentials"]["eu"]) {
  return {
    [`SAGE_${region}_API_URL`]: `${base}/provider`,
    [`SAGE_${region}_TOKEN_URL`]: `${base}/oauth/token`,
    [`SAGE_${region}_CLIENT_ID`]: credentials.clientId,
    [`SAGE_${region}_CLIENT_SECRET`]: credentials.clientSecret,
    [`SAGE_${region}_AUDIENCE`]: credentials.audience,
    [`SAGE_${region}_API_KEY`]: credentials.apiKey,
  };
}

export function sandboxEnv(port: number, setup: object): NodeJS.ProcessEnv {
  return { ...bareEnv(), NODE_ENV: "production", SANDBOX_PORT: String(port), SANDBOX_SETUP: JSON.stringify(setup) };
}
