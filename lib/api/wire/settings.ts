import { z } from "@hono/zod-openapi";
import { text } from "./fields.ts";

const url = text(2048, 1).openapi({ format: "uri", example: "https://bank.example.com/sage" });

const timeZone = text(64, 1).openapi({ example: "Europe/London" });
const order = z.enum(["late", "strict"]);

export const Settings = z
  .object({
    authorizationRedirectUrl: url.optional().openapi({
      description:
        "Where `/sage/auth` hands your users when your own web app signs them in. Absent: they type a one-time password.",
    }),
    linkOrigins: z.array(z.string()).openapi({
      example: ["https://bank.example.com"],
      description: "Origins whose pages may show the link page in a frame, exactly as browsers write them.",
    }),
    timeZone: timeZone.optional().openapi({
      description:
        "Where the days of your transactions are: no day is taken before it has begun there. Absent: before it has begun anywhere.",
    }),
    transactionOrder: order.optional().openapi({
      description:
        "`late` takes a transaction that is up to 14 days older than the newest accepted, with a warning; `strict` takes none. Absent: `late`.",
    }),
  })
  .openapi("Settings");

export const SettingsRequest = z
  .object({
    authorizationRedirectUrl: url.nullish().openapi({
      description:
        "Absolute, https, without user, password and fragment, and without parameters named `authorizationId`, `redirectUri` or `bankId`. Absent or null: users type a one-time password.",
    }),
    linkOrigins: z
      .array(text(255, 1))
      .max(20)
      .default([])
      .transform((origins) => [...new Set(origins)])
      .openapi({
        example: ["https://bank.example.com"],
        description: "Scheme, host and port where it is not the usual one; no path, no wildcard.",
      }),
    timeZone: timeZone.nullish().openapi({ description: "A name of the IANA time zone database." }),
    transactionOrder: order.default("late"),
  })
  .openapi("SettingsRequest");
