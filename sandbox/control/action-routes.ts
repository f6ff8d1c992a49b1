import { Hono } from "hono";
import { z } from "zod";
import { authUrl, entryUrl } from "../sage/auth-url.ts";
import { chooseAccount } from "../sage/choose-account.ts";
import { disconnect } from "../sage/disconnect.ts";
import { Locale } from "../sage/locale.ts";
import { productOwner } from "../sage/organisation.ts";
import { Product } from "../sage/product.ts";
import { deliver } from "../sage/send-notification.ts";
import { startAuthorisation } from "../sage/start-authorisation.ts";
import type { World } from "../world.ts";
import { problem, readControl } from "./problem.ts";

const Beginning = z.strictObject({
  bankId: z.guid().toLowerCase(),
  kind: z.enum(["onboard", "reauth"]).default("onboard"),
  bankAccountId: z.guid().toLowerCase().optional(),
  locale: Locale.default("en"),
  product: Product.default("accounting"),
});
const Choice = z.strictObject({
  authorisationId: z.guid().toLowerCase(),
  externalId: z.string(),
  startDate: z.iso.date(),
});
const Notice = z.strictObject({
  body: z.unknown(),
  withHeader: z.boolean().default(true),
  bankId: z.guid().toLowerCase().optional(),
});
const Status = z.strictObject({ status: z.enum(["pending", "active", "authRequired", "cancelled"]) });

/** Controls that do, without a browser, what a person or a product would do. */
export function actionRoutes(world: World): Hono {
  return new Hono()
    .post("/authorisations", async (c) => {
      const read = await readControl(c, Beginning);
      if ("refused" in read) return read.refused;
      const { bankId, kind, bankAccountId = null, locale, product } = read.value;
      if (!world.ledger.banks.get(bankId)?.enabled) return problem(c, "unknown or disabled bank", 404);
      const account = world.ledger.bankAccounts.get(bankAccountId ?? "");
      if (kind === "reauth" && account?.bankId !== bankId)
        return problem(c, "a reauth needs a bankAccountId of this bank");
      const owner = account?.owner ?? productOwner;
      const beginning = { bankId, kind, bankAccountId, locale, product, owner, startedBy: "product" } as const;
      const { authorisation, notificationStatus } = await startAuthorisation(world, beginning);
      return c.json({
        authorisationId: authorisation.id,
        state: authorisation.state,
        redirectUri: authorisation.redirectUri,
        authUrl: authUrl(world, authorisation).href,
        entryUrl: entryUrl(world, authorisation),
        notificationStatus,
      });
    })
    .post("/choose", async (c) => {
      const read = await readControl(c, Choice);
      if ("refused" in read) return read.refused;
      const authorisation = world.ledger.authorisations.get(read.value.authorisationId);
      if (!authorisation) return problem(c, "unknown authorisation", 404);
      const refused = await chooseAccount(world, authorisation, read.value);
      if (refused) return problem(c, refused, 409);
      return c.json({ bankAccountId: authorisation.choice?.bankAccountId ?? null });
    })
    .post("/notify", async (c) => {
      const read = await readControl(c, Notice);
      if ("refused" in read) return read.refused;
      const { body, withHeader, bankId } = read.value;
      const bank = bankId ? world.ledger.banks.get(bankId) : world.ledger.banks.values().next().value;
      if (!bank) return problem(c, "unknown bank", 404);
      const delivery = { url: bank.callbackUrls.notification, body, withHeader };
      return c.json({ notificationStatus: await deliver(world, "arbitrary", delivery) });
    })
    .post("/accounts/:bankAccountId/status", async (c) => {
      const read = await readControl(c, Status);
      if ("refused" in read) return read.refused;
      const account = world.ledger.bankAccounts.get(c.req.param("bankAccountId").toLowerCase());
      if (!account) return problem(c, "unknown bank account", 404);
      if (account.status === "cancelled") return problem(c, "a cancelled bank account stays cancelled", 409);
      if (read.value.status === "cancelled") await disconnect(world, account);
      else account.status = read.value.status;
      return c.json({ bankAccountId: account.id, status: account.status });
    });
}
