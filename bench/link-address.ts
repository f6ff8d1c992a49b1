import { z } from "zod";
import type { Client } from "./http.ts";
import type { Company, Ground } from "./walk.ts";

const Issued = z.object({ token: z.string() });

/** The address of a link page of its own, as an institution asks for one. It opens once. */
export async function newLinkAddress(
  client: Client,
  ground: Ground,
  company: Company,
  headers: Record<string, string>,
) {
  const authorization = `Basic ${Buffer.from(ground.apiKey).toString("base64")}`;
  const issued = await client.send({
    method: "POST",
    url: `${ground.app}/api/companies/${company.companyId}/connections/${company.connectionId}/linkTokens`,
    headers: { ...headers, authorization, "content-type": "application/json" },
    body: "{}",
  });
  if (issued.status !== 200) throw new Error(`link token: ${issued.status} ${issued.text()}`);
  return `${ground.app}/link/${Issued.parse(JSON.parse(issued.text())).token}`;
}
