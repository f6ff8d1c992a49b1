import { Hono } from "hono";
import { productOwner, sameOwner } from "../sage/organisation.ts";
import { startAuthorisation } from "../sage/start-authorisation.ts";
import type { World } from "../world.ts";
import { bankPicker } from "./bank-picker.ts";
import { bankingPage } from "./banking-page.ts";
import { connectModal } from "./connect-modal.ts";
import { Shell, shellQuery } from "./shell.ts";

/** The product's own pages: Banking, the bank picker and the modal with the bank's page. */
export function productRoutes(world: World): Hono {
  return new Hono()
    .get("/", (c) => {
      const shell = Shell.parse(c.req.query());
      const accounts = world.ledger.bankAccounts
        .values()
        .filter((account) => account.product === shell.product && sameOwner(account.owner, productOwner))
        .toArray();
      return c.html(bankingPage(shell, accounts));
    })
    .get("/connect-bank", (c) => {
      const query = c.req.query("q")?.trim() ?? "";
      const wanted = query.toLocaleLowerCase();
      const banks = world.ledger.banks
        .values()
        .filter((bank) => bank.enabled && bank.name.toLocaleLowerCase().includes(wanted))
        .toArray();
      return c.html(bankPicker(Shell.parse(c.req.query()), banks, query));
    })
    .post("/connect-bank", async (c) => {
      const form = await c.req.parseBody();
      const shell = Shell.parse(form);
      const bank = world.ledger.banks.get(String(form.bankId));
      if (!bank?.enabled) return c.redirect(`/connect-bank?${shellQuery(shell)}`, 303);
      const { authorisation } = await startAuthorisation(world, {
        ...shell,
        kind: "onboard",
        bankId: bank.bankId,
        bankAccountId: null,
        owner: productOwner,
        startedBy: "product",
      });
      return c.redirect(`/connect-bank/${authorisation.landingId}`, 303);
    })
    .get("/connect-bank/:landingId", (c) => {
      const authorisation = world.ledger.landings.get(c.req.param("landingId"));
      const bank = authorisation && world.ledger.banks.get(authorisation.bankId);
      if (!authorisation || !bank) return c.redirect("/", 303);
      const entry = `/api/v1/indirectsession/${authorisation.landingId}`;
      const { name, supportiframe } = bank;
      return c.html(connectModal({ shell: authorisation, bankName: name, entry, supportiframe }));
    });
}
