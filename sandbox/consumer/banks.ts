import { Hono } from "hono";
import { countryOf } from "../sage/bank.ts";
import type { World } from "../world.ts";
import { diagnosis } from "./diagnosis.ts";

/** GET /banks/{bankId}: one entry of Sage's list, as a product sees it. */
export function consumerBankRoutes(world: World): Hono {
  return new Hono().get("/banks/:bankId", (c) => {
    const bank = world.ledger.banks.get(c.req.param("bankId").toLowerCase());
    if (!bank) return diagnosis(c, 404, "BankNotFound", "No bank with this id");
    const { iso2, iso3 } = countryOf(bank);
    return c.json({
      bankId: bank.bankId,
      name: bank.name,
      primaryCountry: iso3,
      primaryCountry2CharIso: iso2,
      status: bank.enabled ? "supported" : "coming soon",
      authorisationMechanism: "indirect",
      accountTypes: ["DEBIT", "CREDIT"],
      offBoardingMechanism: { type: "direct", instructions: null },
      supportiframe: bank.supportiframe,
      popularBank: false,
      bankURL: null,
      dataProvider: "indirect",
      flags: {},
    });
  });
}
