import { z } from "@hono/zod-openapi";
import type { Branding as Held } from "../../institution/branding.ts";
import { type ContrastCheck, checkAccent, repairAccent, THEMES } from "../../institution/contrast.ts";
import { DateTime, text } from "./fields.ts";

const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1d4f91")
  .transform((written) => written.toLowerCase())
  .openapi({ example: "#1d4f91", pattern: "^#[0-9a-fA-F]{6}$" });
const line = (max: number) =>
  text(max, 1).refine((written) => !/[\r\n\t]/.test(written) && written.trim() !== "", "must be one line of text");
const LOGO_TYPES = ["image/svg+xml", "image/png"] as const;

const callToAction = z.object({
  text: line(80).openapi({ example: "Where do I find these?" }),
  url: text(2048, 1).openapi({ format: "uri", example: "https://bank.example.com/sage" }),
});
const perLanguage = <T extends z.ZodType>(one: T) => z.object({ en: one.optional(), fr: one.optional() });

const shared = {
  name: line(80).openapi({ example: "Sample Bank" }),
  accent: z.object({ light: colour, dark: colour }).openapi({ description: "One for light pages, one for dark." }),
  callToAction: perLanguage(callToAction)
    .default({})
    .openapi({ description: "A link under the Connection ID box, in each language." }),
  help: perLanguage(line(200))
    .default({})
    .openapi({ description: "How people reach you, in your words: it follows *Help:*." }),
  accountChoice: z.enum(["one", "several", "all"]).default("one").openapi({
    description: "How many accounts one journey connects: people pick one, pick several, or all are taken.",
  }),
  passcodeMinutes: z.int().min(1).max(60).nullish().openapi({
    description: "How long a one-time password works. Absent: what the application is set to.",
  }),
};

export const BrandingRequest = z
  .object({
    ...shared,
    logo: z
      .object({ contentType: z.enum(LOGO_TYPES), data: z.base64().max(400_000) })
      .nullish()
      .openapi({
        description:
          "In base64: an SVG of up to 64 KB, or a PNG of up to 256 KB and 500,000 pixels, not interlaced. Absent: as it is; null: none.",
      }),
    revision: z.int().min(0).optional().openapi({
      description: "The draft's revision as you read it, 0 for none: answered 409 when another was written since.",
    }),
  })
  .openapi("BrandingRequest");

export const PublishRequest = z
  .object({ revision: z.int().min(1).optional() })
  .openapi("PublishRequest", { description: "Name the draft's revision to publish that one or none." });

const Content = z
  .object({
    ...shared,
    passcodeMinutes: z.int().optional(),
    logo: z.object({ contentType: z.enum(LOGO_TYPES), bytes: z.int() }).optional(),
  })
  .openapi("BrandingContent");

const Check = z
  .object({
    theme: z.enum(THEMES),
    of: z.enum(["button-text", "accent-on-page"]),
    foreground: z.string(),
    background: z.string(),
    ratio: z.number(),
    needed: z.number(),
    passes: z.boolean(),
    repaired: z.string().optional().openapi({ description: "What publishing makes of the accent." }),
  })
  .openapi("ContrastCheck");

const version = {
  number: z.int(),
  publishedAt: DateTime,
  restoredFrom: z.int().optional(),
};
export const BrandingVersion = z.object(version).openapi("BrandingVersion");
export const PublishedBranding = z.object({ ...version, content: Content }).openapi("PublishedBranding");
export const BrandingDraft = z
  .object({ revision: z.int(), updated: DateTime, content: Content, contrast: z.array(Check) })
  .openapi("BrandingDraft");
export const Brandings = z
  .object({ published: PublishedBranding, draft: BrandingDraft.optional(), versions: z.array(BrandingVersion) })
  .openapi("Branding");
export const Preview = z.object({ url: z.url(), expires: DateTime }).openapi("BrandingPreview");

/** A branding as its institution sees it; a logo appears as its kind and size. */
export const contentBody = ({ logo, passcodeMinutes, accountChoice, ...content }: Held): z.output<typeof Content> => ({
  ...content,
  accountChoice,
  ...(passcodeMinutes === null ? {} : { passcodeMinutes }),
  ...(logo ? { logo: { contentType: logo.contentType, bytes: logo.bytes.length } } : {}),
});

type Version = { number: number; publishedAt: Date; restoredFrom: number | null };
export const versionBody = ({ number, publishedAt, restoredFrom }: Version) => ({
  number,
  publishedAt: publishedAt.toISOString(),
  ...(restoredFrom === null ? {} : { restoredFrom }),
});

type Draft = { revision: number; updatedAt: Date; branding: Held };
export const draftBody = ({ revision, updatedAt, branding }: Draft) => ({
  revision,
  updated: updatedAt.toISOString(),
  content: contentBody(branding),
  contrast: THEMES.flatMap((theme) => {
    const accent = branding.accent[theme];
    const repaired = repairAccent(theme, accent);
    return checkAccent(theme, accent).map((check): ContrastCheck & { repaired?: string } =>
      check.passes ? check : { ...check, repaired },
    );
  }),
});
