import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { chooseAccounts } from "../lib/journey/choose-accounts.ts";
import { linkAccounts } from "../lib/journey/link-accounts.ts";
import { redeemPasscode } from "../lib/journey/redeem-passcode.ts";
import type { SageConfig } from "../lib/sage/config.ts";
import { aConnection } from "./institutions.ts";
import { someConsent } from "./journeys.ts";
import { needsOver } from "./needs.ts";
import { anAddress, aPasscode, arrived, good, visitAt } from "./walk.ts";

/** The worker's settings: where the store and Sage are, and the secrets it shares with the test. */
export type WorkerOrders = {
  store: { directory: string } | { url: string };
  sage: SageConfig;
  keys: { passcodeKey: string; encryptionKey: string };
  institution: { institutionId: string; bankId: string };
};

/** One acknowledged step: the person who walks the journey has the answer. */
export type Acknowledged = {
  authorisationId: string;
  state: "opened" | "identified" | "chosen" | "linked";
  connectionId: string;
  passcode: string;
};

const WALKERS = 4;

const { store, sage, keys, institution } = JSON.parse(process.argv[2] ?? "") as WorkerOrders;
const database = "url" in store ? await openPostgres(store.url) : await openPglite(store.directory);
const bytes = (hex: string) => Buffer.from(hex, "hex");
const needs = needsOver(database, sage, {
  passcodeKey: bytes(keys.passcodeKey),
  encryptionKey: bytes(keys.encryptionKey),
});

async function walkForEver() {
  for (;;) {
    const { connectionId, accounts } = await aConnection(needs, institution.institutionId);
    const passcode = await aPasscode(needs, { ...institution, connectionId });
    const { journey } = await arrived(needs, institution);
    // A pipe is written at once: the test can read a written line, whatever happens next.
    const acknowledge = (state: Acknowledged["state"]) =>
      console.log(
        JSON.stringify({
          authorisationId: journey.authorisationId,
          state,
          connectionId,
          passcode,
        } satisfies Acknowledged),
      );
    acknowledge("opened");
    const token = good(await redeemPasscode(needs, journey, { connectionId, passcode }, anAddress()));
    acknowledge("identified");
    good(await chooseAccounts(needs, (await visitAt(needs, token)).journey, [accounts[0]?.id ?? ""]));
    acknowledge("chosen");
    good(await linkAccounts(needs, (await visitAt(needs, token)).journey, someConsent));
    acknowledge("linked");
  }
}

console.log("open");
await Promise.all(Array.from({ length: WALKERS }, walkForEver));
