import { z } from "zod";

export const Region = z.enum(["eu", "us"]);
export type Region = z.output<typeof Region>;

export const CallbackUrls = z.object({
  notification: z.url(),
  availableAccounts: z.url(),
  auth: z.url(),
  reAuth: z.url(),
});

const Bank = z.object({
  bankId: z.guid(),
  name: z.string().min(1),
  countryCode: z.string().min(2).max(3),
  region: Region,
  externalRef: z.string(),
  supportiframe: z.boolean().default(true),
  callbackUrls: CallbackUrls,
});

const Credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  audience: z.string().min(1),
  apiKey: z.string().min(1),
});
type Credentials = z.output<typeof Credentials>;

export const InstitutionApp = z.object({
  name: z.string().min(1),
  apiUrl: z.url(),
  apiKey: z.string().min(1),
  companyId: z.string().min(1),
  connectionId: z.string().min(1),
});
export type InstitutionApp = z.output<typeof InstitutionApp>;

/** The agreement of the two sides before anything ran: banks, secrets and callback addresses. */
export const Setup = z.strictObject({
  banks: z.array(Bank),
  notificationHeader: z.object({ name: z.string().min(1), value: z.string().min(1) }),
  credentials: z.union([Credentials, z.strictObject({ eu: Credentials.optional(), us: Credentials.optional() })]),
  institutionApp: InstitutionApp.optional(),
});
export type Setup = z.output<typeof Setup>;
export type SetupInput = z.input<typeof Setup>;

/** The credentials a region accepts; one set may serve both. */
export function credentialsOf(setup: Setup, region: Region): Credentials | undefined {
  return "clientId" in setup.credentials ? setup.credentials : setup.credentials[region];
}
