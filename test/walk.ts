import { randomUUID } from "node:crypto";
import { issuePasscode } from "../lib/connection/issue-passcode.ts";
import { announceAuthorisation } from "../lib/journey/announce-authorisation.ts";
import { chooseAccounts } from "../lib/journey/choose-accounts.ts";
import { findJourney, type Visit } from "../lib/journey/find-journey.ts";
import type { JourneyKind } from "../lib/journey/journey.ts";
import { openJourney } from "../lib/journey/open-journey.ts";
import { redeemPasscode } from "../lib/journey/redeem-passcode.ts";
import type { Result } from "../lib/result.ts";
import type { TestInstitution } from "./institutions.ts";
import { someReturnAddress } from "./journeys.ts";
import type { TestNeeds } from "./needs.ts";

/** The value of an answer that must be a good one. */
export function good<T>(answer: Result<T, unknown>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}

export async function visitAt(needs: TestNeeds, token: string): Promise<Visit> {
  const visit = await findJourney(needs, token);
  if (!visit) throw new Error("no journey has this token");
  return visit;
}

type Arriving = { kind?: JourneyKind; externalId?: string; authorisationId?: string };

/** The parameters of Sage's link, for `openJourney`. */
export const anArrival = (bankId: string | null, { kind = "onboard", externalId, authorisationId }: Arriving = {}) => ({
  kind,
  authorisationId: authorisationId ?? randomUUID(),
  ...someReturnAddress(),
  bankId,
  externalId: externalId ?? null,
  sageBankAccountId: null,
  locale: null,
});

/** The rules of an arrival, without a wait for a late notification unless a test says how. */
export const arriving = (needs: TestNeeds, pause: () => Promise<void> = async () => {}) => ({
  ...needs,
  returnRules: { hosts: ["*.sagebankdrive.com", "money.sage.com"], allowLoopbackHttp: false },
  mayWait: async () => true,
  pause,
});

/** A journey that Sage announced and somebody opened. */
export async function arrived(needs: TestNeeds, { bankId }: Pick<TestInstitution, "bankId">, options: Arriving = {}) {
  const arrival = anArrival(bankId, options);
  await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
  return visitAt(needs, good(await openJourney(arriving(needs), arrival)));
}

export async function aPasscode(
  needs: TestNeeds,
  { institutionId, connectionId }: Pick<TestInstitution, "institutionId" | "connectionId">,
) {
  return good(await issuePasscode(needs, institutionId, connectionId)).passcode;
}

/** An address of its own for each visitor, so that one test's tries are not counted against another's. */
export const anAddress = () => `test-${randomUUID()}`;

/** A journey whose user has given Connection ID and passcode. */
export async function identified(needs: TestNeeds, institution: TestInstitution, options: Arriving = {}) {
  const { journey } = await arrived(needs, institution, options);
  const entry = { connectionId: institution.connectionId, passcode: await aPasscode(needs, institution) };
  return visitAt(needs, good(await redeemPasscode(needs, journey, entry, anAddress())));
}

/** A journey that waits for its confirmation. */
export async function chosen(needs: TestNeeds, institution: TestInstitution) {
  const { journey, token } = await identified(needs, institution);
  good(await chooseAccounts(needs, journey, [institution.accounts[0]?.id ?? ""]));
  return visitAt(needs, token);
}
