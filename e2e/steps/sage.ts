import { z } from "zod";

/** The sandbox's record of one Connect Bank. */
const Authorisation = z.looseObject({
  id: z.string(),
  landingId: z.string(),
  status: z.string(),
  accounts: z.array(
    z.looseObject({
      externalId: z.string(),
      accountName: z.string(),
      bankIdentifier: z.string(),
      accountIdentifier: z.string(),
    }),
  ),
  landings: z.number(),
  patchCalls: z.array(z.looseObject({ answer: z.union([z.number(), z.string()]), fault: z.string().nullable() })),
  choice: z.looseObject({ bankAccountId: z.string().nullable() }).nullable(),
  remarks: z.array(z.string()),
});
export type Authorisation = z.output<typeof Authorisation>;

const BankAccount = z.looseObject({ id: z.string(), externalId: z.string(), status: z.string() });
const Started = z.object({
  authorisationId: z.string(),
  state: z.string(),
  redirectUri: z.string(),
  authUrl: z.string(),
  entryUrl: z.string(),
  notificationStatus: z.union([z.number(), z.string()]).nullable(),
});
export type Started = z.output<typeof Started>;
const State = z.looseObject({
  authorisations: z.array(Authorisation),
  bankAccounts: z.array(BankAccount),
  notifications: z.array(z.looseObject({})),
});

type Beginning = { bankId?: string; kind?: "reauth"; bankAccountId?: string; locale?: "en" | "fr"; product?: string };

/** Sage's side, as a test switches it and reads it: the sandbox's controls. */
export function sageAt(origin: string, bankId: string) {
  async function ask(path: string, body?: unknown, method = body === undefined ? "GET" : "POST"): Promise<unknown> {
    const response = await fetch(`${origin}/_control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the sandbox refused ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  const authorisation = async (id: string) => Authorisation.parse(await ask(`authorisations/${id}`));
  const state = async () => State.parse(await ask("state"));
  return {
    origin,
    bankId,
    authorisation,
    state,
    /** The authorisation behind the modal that a browser shows. */
    async authorisationAt(modalAddress: string) {
      const landingId = new URL(modalAddress).pathname.split("/").at(-1);
      const found = (await state()).authorisations.find((one) => one.landingId === landingId);
      if (!found) throw new Error(`no authorisation behind ${modalAddress}`);
      return found;
    },
    bankAccount: async (id: string) => BankAccount.parse(await ask(`accounts/${id}`)),
    setStatus: (id: string, status: "active" | "authRequired" | "cancelled") =>
      ask(`accounts/${id}/status`, { status }),
    /** Presses Connect Bank without a browser. */
    start: async (beginning: Beginning = {}) => Started.parse(await ask("authorisations", { bankId, ...beginning })),
    choose: async (authorisationId: string, externalId: string) =>
      z
        .object({ bankAccountId: z.string() })
        .parse(await ask("choose", { authorisationId, externalId, startDate: "2026-01-01" })),
    notify: (body: unknown, withHeader = true) => ask("notify", { body, withHeader, bankId }),
    set: (options: object) => ask("options", options),
    /** Spoils Sage's next answers to what we report of this one authorisation. */
    spoilReport: (authorisationId: string, action: object, times: number | "always" = 1) =>
      ask("faults", {
        match: { method: "PATCH", path: `^/eu/provider/v1/authorisations/${authorisationId}$` },
        times,
        action,
      }),
    spoil: (path: string, action: object, times: number | "always" = 1) =>
      ask("faults", { match: { path }, times, action }),
    mend: () => ask("faults", undefined, "DELETE"),
    /** The faults that still wait for their request. */
    faults: () => ask("faults"),
    advance: (seconds: number) => ask("clock", { advanceSeconds: seconds }),
    /** As the sandbox was when it started, for the next test. */
    reset: () => ask("reset", undefined, "POST"),
  };
}
export type Sage = ReturnType<typeof sageAt>;
