import { z } from "zod";
import type { Client } from "./http.ts";

/** The calls of an institution's backend for a new customer, in this order. */
export const OPERATIONS = ["company", "connection", "source account", "passcode"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The replicas of the application, asked one after another as behind a load balancer, and the institution's key. */
export interface ApiGround {
  apps: readonly string[];
  apiKey: string;
}

const Made = z.object({ id: z.string() });
const Issued = z.object({ otp: z.string().length(6) });

/** One customer from nothing to a one-time password; answers the milliseconds of each call. */
export async function chain(client: Client, { apps, apiKey }: ApiGround, number: number) {
  const took = {} as Record<Operation, number>;
  const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;

  async function post<T>(operation: Operation, path: string, shape: z.ZodType<T>, body?: object): Promise<T> {
    const step = OPERATIONS.indexOf(operation);
    const started = performance.now();
    const answer = await client.send({
      method: "POST",
      url: `${apps[(number + step) % apps.length]}/api${path}`,
      headers: {
        accept: "application/json",
        authorization,
        "x-forwarded-for": "10.9.0.1",
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    took[operation] = performance.now() - started;
    if (answer.status !== 200) throw new Error(`${operation}: ${answer.status} instead of 200`);
    return shape.parse(JSON.parse(answer.text()));
  }

  const company = await post("company", "/companies", Made, { name: `Bench ${number}` });
  const connections = `/companies/${company.id}/connections`;
  const connection = await post("connection", connections, Made, { platformKey: "olpr" });
  const at = `${connections}/${connection.id}`;
  await post("source account", `${at}/connectionInfo/bankFeedAccounts`, Made, {
    id: `account-${number}`,
    accountName: "Operating",
    accountType: "checking",
    accountNumber: "40007001",
    routingInfo: { bankCode: "021000021", type: "bankcode" },
    currency: "USD",
    balance: 1250.5,
  });
  await post("passcode", `${at}/bankFeeds/otp`, Issued);
  return took;
}
