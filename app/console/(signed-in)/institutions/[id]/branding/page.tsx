import { notFound } from "next/navigation";
import { Administer } from "#components/console/administer.tsx";
import { BrandEditor } from "#components/console/brand-editor.tsx";
import { Section } from "#components/console/facts.tsx";
import { SelectField, TextField } from "#components/console/fields.tsx";
import { Status } from "#components/console/status.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import { Title } from "#components/console/title.tsx";
import { checkAccent, repairAccent, THEMES } from "#lib/institution/contrast.ts";
import { mintPreviewToken } from "#lib/institution/preview-token.ts";
import { isShown } from "#lib/logo/shown-logo.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { isId } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { PREVIEWS } from "#lib/web/journey/preview.ts";
import { discardDraft, publishDraft, restoreVersion, saveDraft } from "../../../branding-actions.ts";

/** An institution's look and words: the draft, its preview, the contrast of its colours, and every version. */
export default async function BrandingPage({ params }: { params: Promise<{ id: string }> }) {
  const [who, t, locale, { id }] = await Promise.all([
    viewerWith("administrator"),
    consoleWords(),
    consoleLocale(),
    params,
  ]);
  const { brandings, previewKey, clock } = services();
  if (!isId(id) || (who.institutionId && who.institutionId !== id)) notFound();
  const held = await brandings.brandings(id);
  if (!held) notFound();
  const { published, draft, versions } = held;
  const { branding } = draft ?? published;
  const { token } = mintPreviewToken(previewKey, id, clock());
  const field = (
    name: Field,
    more: { defaultValue?: string; hint?: string; type?: "color" | "number" | "url" } = {},
  ) => <TextField name={name} label={t(`console.fields.${name}`)} {...more} />;
  const own = (
    part:
      | "saving"
      | "savedDraft"
      | "saveDraft"
      | "removeLogo"
      | "currentLogo"
      | "refusedLogo"
      | "noLogo"
      | "preview"
      | "previewPage"
      | "light"
      | "dark",
  ) => t(`console.branding.${part}`);
  const { help, callToAction } = branding;
  const shownLogo = await isShown(branding.logo);
  const drafted = { institutionId: id, revision: String(draft?.revision ?? 0) };
  return (
    <>
      <Title of={t("console.branding.title", { name: published.branding.name })} />
      <p className="mb-2">
        <a href={paths.console.institution(id)} className="underline underline-offset-4">
          {t("console.branding.back", { name: published.branding.name })}
        </a>
      </p>
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-xl font-semibold">{t("console.branding.title", { name: published.branding.name })}</h1>
        <Administer kind="publish" look="primary" t={t} fields={drafted} action={publishDraft} gone={!draft} />
        <Administer kind="discard" look="danger" t={t} fields={drafted} action={discardDraft} gone={!draft} />
        <p className="text-muted">
          {t("console.branding.publishedIs", { number: published.number })}{" "}
          {t(draft ? "console.branding.draftIs" : "console.branding.noDraft")}
        </p>
      </div>
      <BrandEditor
        institutionId={id}
        published={published.number}
        revision={draft?.revision ?? 0}
        save={saveDraft}
        logoAddress={paths.console.logo(id)}
        hasLogo={branding.logo !== null}
        preview={paths.preview.gallery(token)}
        pages={PREVIEWS.map((page) => [page, t(`preview.pages.${page}`)])}
        words={{
          saving: own("saving"),
          renewed: t("console.actions.renewed"),
          saved: own("savedDraft"),
          save: own("saveDraft"),
          logo: t("console.fields.logo"),
          logoHint: t("console.hints.logo"),
          removeLogo: own("removeLogo"),
          currentLogo: own(shownLogo ? "currentLogo" : "refusedLogo"),
          noLogo: own("noLogo"),
          preview: own("preview"),
          page: own("previewPage"),
          language: t("console.columns.language"),
          theme: t("console.branding.theme"),
          light: own("light"),
          dark: own("dark"),
        }}
      >
        {field("name", { defaultValue: branding.name })}
        <div className="grid grid-cols-2 gap-4">
          {field("accentLight", { defaultValue: branding.accent.light, type: "color" })}
          {field("accentDark", { defaultValue: branding.accent.dark, type: "color" })}
        </div>
        {field("helpEn", { defaultValue: help.en ?? "", hint: t("console.hints.help") })}
        {field("helpFr", { defaultValue: help.fr ?? "" })}
        <div className="grid gap-4 sm:grid-cols-2">
          {field("ctaTextEn", { defaultValue: callToAction.en?.text ?? "", hint: t("console.hints.cta") })}
          {field("ctaUrlEn", { defaultValue: callToAction.en?.url ?? "", type: "url" })}
          {field("ctaTextFr", { defaultValue: callToAction.fr?.text ?? "" })}
          {field("ctaUrlFr", { defaultValue: callToAction.fr?.url ?? "", type: "url" })}
        </div>
        <SelectField
          name="accountChoice"
          label={t("console.fields.accountChoice")}
          defaultValue={branding.accountChoice}
          choices={(["one", "several", "all"] as const).map((one) => [one, t(`console.choices.${one}`)])}
        />
        {field("passcodeMinutes", {
          defaultValue: branding.passcodeMinutes === null ? "" : String(branding.passcodeMinutes),
          hint: t("console.hints.passcodeMinutes"),
          type: "number",
        })}
      </BrandEditor>
      <Section title={t("console.branding.contrast")}>
        <Table
          label={t("console.branding.contrast")}
          columns={[
            t("console.branding.theme"),
            t("console.branding.checked"),
            t("console.branding.ratio"),
            t("console.branding.needed"),
            t("console.columns.status"),
          ]}
          rows={THEMES.flatMap((theme) =>
            checkAccent(theme, branding.accent[theme]).map((check) => ({
              key: `${theme}-${check.of}`,
              cells: [
                t(`console.branding.${theme}`),
                t(check.of === "button-text" ? "console.branding.onButton" : "console.branding.onPage"),
                `${check.ratio.toLocaleString(locale)}\u00a0:\u00a01`,
                `${check.needed.toLocaleString(locale)}\u00a0:\u00a01`,
                <Status key="state" state={check.passes ? "connected" : "expired"}>
                  {check.passes
                    ? t("console.branding.passes")
                    : t("console.branding.becomes", { colour: repairAccent(theme, branding.accent[theme]) })}
                </Status>,
              ],
            })),
          )}
        />
      </Section>
      <Section title={t("console.branding.versions")}>
        <Table
          label={t("console.branding.versions")}
          columns={[t("console.branding.version"), t("console.branding.publishedAt"), t("console.columns.action")]}
          rows={versions.map(({ number, publishedAt, restoredFrom }) => ({
            key: String(number),
            cells: [
              <span key="number">
                {number} {restoredFrom !== null && t("console.branding.restoredFrom", { number: restoredFrom })}
              </span>,
              <Time key="at" at={publishedAt.toISOString()} locale={locale} />,
              number === published.number ? (
                "–"
              ) : (
                <Administer
                  key="restore"
                  kind="restore"
                  t={t}
                  fields={{ institutionId: id, number: String(number) }}
                  action={restoreVersion}
                />
              ),
            ],
          }))}
        />
      </Section>
    </>
  );
}

type Field =
  | "name"
  | "accentLight"
  | "accentDark"
  | "helpEn"
  | "helpFr"
  | "ctaTextEn"
  | "ctaUrlEn"
  | "ctaTextFr"
  | "ctaUrlFr"
  | "passcodeMinutes";
