import { randomUUID } from "node:crypto";
import type { Consent, Journey, JourneyKind, OpenedJourney } from "../lib/journey/journey.ts";
import { mintSupportCode } from "../lib/journey/support-code.ts";

export const someTime = new Date("2026-03-02T09:00:00.000Z");
export const minutesAfter = (minutes: number, start: Date = someTime) => new Date(start.getTime() + minutes * 60_000);
export const secondsAfter = (seconds: number, start: Date = someTime) => new Date(start.getTime() + seconds * 1000);

export const someConsent: Consent = { version: "v1", locale: "en", text: "Yes, share this account." };

export const someReturnAddress = () => ({
  redirectUri: `https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/${randomUUID()}`,
  state: randomUUID(),
});

/** A journey as the notification leaves it. */
export const aNotifiedJourney = (kind: JourneyKind = "onboard"): Journey => ({
  id: randomUUID(),
  authorisationId: randomUUID(),
  supportCode: mintSupportCode(),
  state: "notified",
  kind,
  institutionId: null,
  bankId: null,
  region: null,
  returnAddress: null,
  locale: null,
  connectionId: null,
  accountIds: [],
  consent: null,
  linkingSince: null,
  ambiguous: false,
  failure: null,
  sageAnswer: null,
  announcedAt: someTime,
  expiresAt: minutesAfter(20),
  version: 0,
});

/** A journey as the arrival leaves it. */
export const anOpenedJourney = (kind: JourneyKind = "onboard"): OpenedJourney => ({
  ...aNotifiedJourney(kind),
  state: "opened",
  institutionId: randomUUID(),
  bankId: randomUUID(),
  region: "eu",
  returnAddress: someReturnAddress(),
  accountIds: kind === "reauth" ? [randomUUID()] : [],
  version: 1,
});

/** The same object, which throws when anybody changes it. */
export function frozen<T>(value: T): T {
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
