import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { World } from "../world.ts";
import { diagnosis } from "./diagnosis.ts";

const LIFETIME_SECONDS = 28_800;
let privateKey: ReturnType<typeof generateKeyPairSync>["privateKey"] | undefined;

/** GET /accesstoken: an RS256 token that names the organisation and the company. The signature is not checked. */
export function accessTokenRoutes(world: World): Hono {
  return new Hono().get("/accesstoken", (c) => {
    const organisationId = c.req.header("x-organisation-id") ?? "";
    const organisation = world.ledger.organisations.get(organisationId);
    const companyId = c.req.header("x-company-id") ?? organisation?.companyIds[0] ?? "";
    if (!organisation?.companyIds.includes(companyId)) {
      return diagnosis(c, 401, "UnknownOrganisation", "No organisation and company with these ids");
    }
    const jwt = signed({ organisation: organisationId, company: companyId, ...lifetime(world), jti: randomUUID() });
    world.ledger.accessTokens.set(jwt, { organisationId, companyId });
    return c.json({ jwt });
  });
}

function lifetime({ clock }: World) {
  const iat = Math.floor(clock.now() / 1000);
  return { iat, exp: iat + LIFETIME_SECONDS };
}

function signed(claims: Record<string, unknown>): string {
  privateKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const text = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${createSign("sha256").update(text).sign(privateKey, "base64url")}`;
}
