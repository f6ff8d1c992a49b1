import { type Clock, createClock } from "./clock.ts";
import type { Fault } from "./fault.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { Options } from "./options.ts";
import type { RequestLogEntry } from "./request-log-entry.ts";
import { bankFromSetup } from "./sage/bank.ts";
import { productOrganisation } from "./sage/organisation.ts";
import type { Setup } from "./setup.ts";

/** The one thing every route is given: what is true in this sandbox now. */
export interface World {
  /** Absolute addresses are made from this, never from what a caller says the host is. */
  origin: string;
  clock: Clock;
  setup: Setup;
  options: Options;
  faults: Fault[];
  ledger: Ledger;
  log: RequestLogEntry[];
  /** When each caller's recent requests came, by what is being counted. */
  recent: Map<string, number[]>;
}

export function createWorld(setup: Setup): World {
  const world: World = {
    origin: "",
    clock: createClock(),
    setup,
    options: Options.parse({}),
    faults: [],
    ledger: createLedger(),
    log: [],
    recent: new Map(),
  };
  resetWorld(world, setup);
  return world;
}

/** Forgets all that happened, every option and every fault, and starts again from a setup. */
export function resetWorld(world: World, setup: Setup): void {
  world.clock.reset();
  world.setup = setup;
  world.options = Options.parse({});
  world.faults = [];
  world.log = [];
  world.recent = new Map();
  world.ledger = createLedger();
  world.ledger.organisations.set(productOrganisation.organisationId, productOrganisation);
  for (const bank of setup.banks) world.ledger.banks.set(bank.bankId.toLowerCase(), bankFromSetup(bank));
}
