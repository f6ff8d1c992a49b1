import { z } from "@hono/zod-openapi";
import { DateTime } from "./fields.ts";

export const Passcode = z
  .object({ otp: z.string().openapi({ example: "GT4KU7" }), expiry: DateTime })
  .openapi("GenerateOtpResponse");
