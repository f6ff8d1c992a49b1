import { hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import type { EncryptionKey } from "./db/store/cipher.ts";
import type { SageConfig, SageRegionConfig } from "./sage/config.ts";

const FRAME_ANCESTORS =
  "'self' https://*.sagebankdrive.com https://*.sage.com https://*.intacct.com https://*.sageone.com";
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** One host, or every host below one that is more than a top-level domain. */
const REDIRECT_HOST = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$|^localhost$/;
const FRAME_SOURCE = /^('self'|'none'|https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?)$/i;
/** Names that mean something else on the way, or that the front door sets itself. */
const TAKEN_HEADER =
  /^(host|connection|cookie|origin|forwarded|transfer-encoding|te|upgrade|expect|accept|user-agent|content-[a-z-]+|x-forwarded-[a-z-]+|x-nonce|x-proxied|x-client-address)\s*:/i;

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const secret = z.string().min(1);
/** A variable set to nothing is a variable not set. */
const blankIsAbsent = (source: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));

const Variables = z.object({
  PUBLIC_URL: httpUrl
    .refine((url) => new URL(url).href === `${new URL(url).origin}/`, "only scheme, host and port")
    .optional(),
  HOST: z.string().default("localhost"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATA_DIR: z.string().default(".data"),
  APP_SECRET: z.string().min(32).optional(),
  ENCRYPTION_KEYS: z
    .string()
    .regex(/^[a-z0-9-]+:[A-Za-z0-9+/_-]{43}=?(,[a-z0-9-]+:[A-Za-z0-9+/_-]{43}=?)*$/)
    .refine((text) => new Set(readKeys(text).map(({ id }) => id)).size === text.split(",").length)
    .optional(),
  SAGE_REDIRECT_HOSTS: z
    .string()
    .default("*.sagebankdrive.com money.sage.com")
    .transform(words)
    .pipe(z.array(z.string().regex(REDIRECT_HOST)).min(1)),
  SAGE_FRAME_ANCESTORS: z
    .string()
    .refine((text) => words(text).every((source) => FRAME_SOURCE.test(source)))
    .default(FRAME_ANCESTORS),
  SAGE_NOTIFICATION_HEADER: z
    .string()
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+:\s*\S.{13,}\S\s*$/)
    .refine((text) => !TAKEN_HEADER.test(text))
    .optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  KEEP_ALIVE_SECONDS: z.coerce.number().int().min(1).max(3600).default(75),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(5),
  PASSCODE_MINUTES: z.coerce.number().int().min(1).max(60).default(10),
  API_REQUESTS_PER_DAY: z.coerce.number().int().min(1).max(1_000_000_000).default(1000),
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000_000).default(1000),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(400),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: secret.optional(),
  OIDC_CLIENT_SECRET: secret.optional(),
  OIDC_ROLES_CLAIM: z.string().min(1).default("roles"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

const Sage = z.object({
  API_URL: httpUrl,
  TOKEN_URL: httpUrl,
  CLIENT_ID: secret,
  CLIENT_SECRET: secret,
  AUDIENCE: secret,
  API_KEY: secret,
});

/** The rule and an example for each variable, for the person who has to mend it. */
const HELP: Record<string, [rule: string, example: string]> = {
  PUBLIC_URL: [
    "the address people reach this application at: scheme, host and port, https unless it is this machine",
    "https://connect.example.com",
  ],
  PORT: ["a port number", "3000"],
  DATABASE_URL: ["a PostgreSQL address", "postgres://user@db.example.com:5432/connect"],
  APP_SECRET: [
    "at least 32 characters, required unless PUBLIC_URL is this machine",
    "the output of: openssl rand -base64 48",
  ],
  ENCRYPTION_KEYS: [
    "different key ids with 32 bytes in base64, the current one first, required unless PUBLIC_URL is this machine",
    "k2:<openssl rand -base64 32>,k1:<the one before>",
  ],
  SAGE_REDIRECT_HOSTS: [
    "hosts that Sage may want people back at, *. for every host below one",
    "*.sagebankdrive.com money.sage.com",
  ],
  SAGE_FRAME_ANCESTORS: ["a list of sources as in the frame-ancestors of a Content-Security-Policy", FRAME_ANCESTORS],
  SAGE_NOTIFICATION_HEADER: [
    "a header's name, a colon and a secret value of at least 15 characters, required unless PUBLIC_URL is this machine",
    "x-connect-secret: <openssl rand -hex 24>",
  ],
  TRUSTED_PROXIES: ["how many reverse proxies of yours add to X-Forwarded-For, 0 to 10", "1"],
  KEEP_ALIVE_SECONDS: [
    "seconds that an idle connection is kept, longer than a proxy or balancer before us keeps it, 1 to 3600",
    "75",
  ],
  DRAIN_SECONDS: ["seconds that /readyz says 503 after SIGTERM before the server takes no more, 0 to 300", "5"],
  PASSCODE_MINUTES: ["minutes that a one-time password lives, 1 to 60", "10"],
  API_REQUESTS_PER_DAY: [
    "how many API requests a day an institution has, and as many again for each connected company",
    "1000",
  ],
  API_REQUESTS_PER_MINUTE: ["how many API requests one address may make in a minute", "1000"],
  RETENTION_DAYS: ["after how many days what is personal in journeys and in the audit log is erased, 1 to 3650", "400"],
  OIDC_ISSUER: [
    "the OpenID provider that signs support staff in, with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; https unless PUBLIC_URL is this machine",
    "https://login.example.com",
  ],
  OIDC_CLIENT_ID: ["what the OpenID provider calls this application", "connect-bank"],
  OIDC_CLIENT_SECRET: ["the secret that the OpenID provider issued", "a long random text"],
  OIDC_ROLES_CLAIM: ["the claim that holds a person's roles", "roles"],
  LOG_LEVEL: ["fatal, error, warn, info, debug, trace or silent", "info"],
  SAGE: [
    "all six of a region or none: API_URL and TOKEN_URL are addresses, https unless PUBLIC_URL is this machine",
    "SAGE_EU_API_URL=https://eu-banking.fabric.sage.com/provider",
  ],
};

export type OidcConfig = { issuer: string; clientId: string; clientSecret: string; rolesClaim: string };

/** A start that must not happen; the message names each variable, its rule and an example, and never a value. */
export class EnvError extends Error {}

export type Env = Omit<
  z.output<typeof Variables>,
  "PUBLIC_URL" | "APP_SECRET" | "ENCRYPTION_KEYS" | "SAGE_NOTIFICATION_HEADER"
> & {
  PUBLIC_URL: string;
  /** True unless PUBLIC_URL is this machine: then secrets are required and nothing of http is allowed. */
  production: boolean;
  encryptionKeys: readonly EncryptionKey[];
  passcodeKey: Uint8Array;
  apiKeyKey: Uint8Array;
  fingerprintKey: Uint8Array;
  limitKey: Uint8Array;
  linkKey: Uint8Array;
  previewKey: Uint8Array;
  /** Signs and seals the console's cookies. */
  consoleSecret: string;
  /** Who signs support staff in; null: they have passwords here. */
  oidc: OidcConfig | null;
  /** Null when Sage cannot call yet: every notification is refused. */
  notificationHeader: { name: string; value: string } | null;
  sage: SageConfig;
};

/**
 * Reads the configuration once, at start. `localSecret` supplies a secret that outlives restarts where none is required.
 */
export function readEnv(
  source: Record<string, string | undefined>,
  localSecret: (dataDir: string) => string = randomSecret,
): Env {
  const faults = new Set<string>();
  const given = blankIsAbsent(source);
  const parsed = Variables.safeParse(given);
  if (!parsed.success) for (const issue of parsed.error.issues) faults.add(String(issue.path[0]));
  const sage: SageConfig = {};
  for (const region of ["eu", "us"] as const) {
    const one = readRegion(given, `SAGE_${region.toUpperCase()}_`, faults);
    if (one) sage[region] = one;
  }
  const PUBLIC_URL = parsed.data?.PUBLIC_URL ?? `http://localhost:${parsed.data?.PORT ?? 3000}`;
  const publicUrl = new URL(PUBLIC_URL);
  // A process that listens for the world must know its public address. This machine's own name would only seem to work.
  if (parsed.success && !parsed.data.PUBLIC_URL && !LOOPBACK.test(parsed.data.HOST)) faults.add("PUBLIC_URL");
  const production = !LOOPBACK.test(publicUrl.hostname);
  if (production) {
    if (publicUrl.protocol !== "https:") faults.add("PUBLIC_URL");
    for (const name of ["APP_SECRET", "ENCRYPTION_KEYS", "SAGE_NOTIFICATION_HEADER"])
      if (!(name in given)) faults.add(name);
    for (const [region, own] of Object.entries(sage)) {
      const names = { API_URL: own.apiUrl, TOKEN_URL: own.tokenUrl };
      for (const [name, url] of Object.entries(names))
        if (!url.startsWith("https:")) faults.add(`SAGE_${region.toUpperCase()}_${name}`);
    }
  }
  const oidc = parsed.success ? readOidc(parsed.data, production, faults) : null;
  if (faults.size > 0 || !parsed.success) throw new EnvError(describe(faults));

  const { APP_SECRET, ENCRYPTION_KEYS, SAGE_NOTIFICATION_HEADER, ...rest } = parsed.data;
  const appSecret = APP_SECRET ?? localSecret(rest.DATA_DIR);
  const derived = (purpose: string) => new Uint8Array(hkdfSync("sha256", appSecret, "connect-bank", purpose, 32));
  return {
    ...rest,
    PUBLIC_URL,
    production,
    encryptionKeys: ENCRYPTION_KEYS ? readKeys(ENCRYPTION_KEYS) : [{ id: "local", key: derived("encryption") }],
    passcodeKey: derived("passcode"),
    apiKeyKey: derived("api-key"),
    fingerprintKey: derived("request-fingerprint"),
    limitKey: derived("limit"),
    linkKey: derived("link"),
    previewKey: derived("preview"),
    consoleSecret: Buffer.from(derived("console")).toString("base64url"),
    oidc,
    notificationHeader: SAGE_NOTIFICATION_HEADER ? readHeader(SAGE_NOTIFICATION_HEADER) : null,
    sage,
  };
}

/** A provider is described whole or not at all. */
function readOidc(given: z.output<typeof Variables>, production: boolean, faults: Set<string>): OidcConfig | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLES_CLAIM } = given;
  const named = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  if (Object.values(named).every((value) => value === undefined)) return null;
  for (const [name, value] of Object.entries(named)) if (value === undefined) faults.add(name);
  if (production && !OIDC_ISSUER?.startsWith("https:")) faults.add("OIDC_ISSUER");
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    rolesClaim: OIDC_ROLES_CLAIM,
  };
}

function readRegion(given: Record<string, unknown>, prefix: string, faults: Set<string>): SageRegionConfig | null {
  const names = Object.keys(Sage.shape).map((name) => prefix + name);
  if (!names.some((name) => name in given)) return null;
  const parsed = Sage.safeParse(Object.fromEntries(names.map((name) => [name.slice(prefix.length), given[name]])));
  if (!parsed.success) for (const issue of parsed.error.issues) faults.add(prefix + String(issue.path[0]));
  if (!parsed.success) return null;
  const { API_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, AUDIENCE, API_KEY } = parsed.data;
  return {
    apiUrl: API_URL,
    tokenUrl: TOKEN_URL,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    audience: AUDIENCE,
    apiKey: API_KEY,
  };
}

const readKeys = (text: string): EncryptionKey[] =>
  text.split(",").map((part) => {
    const colon = part.indexOf(":");
    return { id: part.slice(0, colon), key: new Uint8Array(Buffer.from(part.slice(colon + 1), "base64")) };
  });

function readHeader(text: string) {
  const colon = text.indexOf(":");
  return { name: text.slice(0, colon).toLowerCase(), value: text.slice(colon + 1).trim() };
}

function describe(faults: ReadonlySet<string>) {
  const lines = [...faults].map((name) => {
    const [rule, example] = HELP[name] ??
      (name.startsWith("SAGE_") ? HELP.SAGE : undefined) ?? ["not as expected", "see .env.example"];
    return `  ${name}: ${rule}. Example: ${example}`;
  });
  return `The configuration does not fit:\n${lines.join("\n")}`;
}

const randomSecret = () => randomBytes(48).toString("base64");
