import type { CalendarDay } from "../../calendar-day.ts";
import type { ApiApp } from "../env.ts";
import { chaptersAsMarkdown } from "./chapters.ts";

export type Document = ReturnType<ApiApp["getOpenAPI31Document"]>;

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "One UUID: makes the request happen once, see *Repeating a request*. Anything else is answered 400.",
  schema: { type: "string", format: "uuid" },
} as const;

/** The OpenAPI document of the operations, from the schemas that check their requests. */
export function documentOf(app: ApiApp, publicUrl: string, today: CalendarDay): Document {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Institution API", version: "1.0.0", description: chaptersAsMarkdown() },
    servers: [{ url: `${publicUrl}/api` }],
    security: [{ auth_header: [] }],
    tags: [
      { name: "Companies", description: "The small businesses that bank with you." },
      { name: "Connections", description: "A company's connection to Sage; its id is the Connection ID." },
      { name: "Source accounts", description: "The bank accounts that a connection's user may choose from." },
      { name: "Bank transactions", description: "What goes to Sage once an account is connected." },
      { name: "Passcodes", description: "One-time passwords that your app shows its users." },
      { name: "Settings", description: "How your own web app works together with our pages." },
      { name: "Branding", description: "How our pages look to your users, and what they say." },
      { name: "Webhooks", description: "Where you want to be told of events." },
    ],
  });
  document.components = {
    ...document.components,
    securitySchemes: {
      auth_header: {
        type: "apiKey",
        in: "header",
        name: "Authorization",
        description: "`Basic` and the base64 of your API key.",
      },
    },
  };
  showToday(document, today);
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of ["post", "patch"] as const) {
      const operation = item[method];
      if (operation) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
    }
  }
  return document;
}

/** A developer who copies the example pushes a transaction that a feed of any start date wants. */
function showToday({ components }: Document, today: CalendarDay) {
  const schema = components?.schemas?.BankTransaction;
  const date = schema && "properties" in schema ? schema.properties?.date : undefined;
  if (date) Object.assign(date, { example: today });
}
