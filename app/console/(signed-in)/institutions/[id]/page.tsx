import { notFound } from "next/navigation";
import { ApiKeys } from "#components/console/api-keys.tsx";
import { Facts, Id, Section } from "#components/console/facts.tsx";
import { SageBanks } from "#components/console/sage-banks.tsx";
import { Settings } from "#components/console/settings.tsx";
import { Title } from "#components/console/title.tsx";
import { Webhooks } from "#components/console/webhooks.tsx";
import { REGIONS } from "#lib/institution/institution.ts";
import { EVENT_TYPES } from "#lib/institution/webhook.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { isId } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { adoptSageBank, changeSageBank, registerSageBank, removeSageBank } from "../../bank-actions.ts";
import {
  addWebhook,
  createApiKey,
  removeWebhook,
  revokeApiKey,
  saveSettings,
  switchWebhook,
} from "../../institution-actions.ts";

/** All that is set for one institution. */
export default async function InstitutionPage({ params }: { params: Promise<{ id: string }> }) {
  const [who, t, locale, { id }] = await Promise.all([
    viewerWith("administrator"),
    consoleWords(),
    consoleLocale(),
    params,
  ]);
  const { institutions, registry, apiKeys, webhooks, brandings, env } = services();
  if (!isId(id) || (who.institutionId && who.institutionId !== id)) notFound();
  const [institution, branding, banks, keys, hooks] = await Promise.all([
    institutions.institution(id),
    brandings.brandings(id),
    registry.banks(id),
    apiKeys.keys(id),
    webhooks.webhooks(id),
  ]);
  if (!institution || !branding) notFound();
  const regions = REGIONS.filter((region) => env.sage[region]);
  return (
    <>
      <Title of={institution.name} />
      <h1 className="text-xl font-semibold">{institution.name}</h1>
      <div className="mt-2 max-w-3xl">
        <Facts
          facts={[
            [t("console.institutions.id"), <Id key="id">{id}</Id>],
            [t("console.fields.accountChoice"), t(`console.choices.${institution.accountChoice}`)],
          ]}
        />
      </div>
      <Section title={t("console.institutions.look")}>
        <p>
          {t("console.institutions.lookBody", { number: branding.published.number })}{" "}
          <a className="underline underline-offset-4" href={paths.console.branding(id)}>
            {t("console.institutions.lookEdit")}
          </a>
        </p>
      </Section>
      <Settings institution={institution} t={t} action={saveSettings} />
      <SageBanks
        institutionId={id}
        banks={banks}
        regions={regions}
        mayAdopt={!who.institutionId}
        t={t}
        locale={locale}
        actions={{ registerSageBank, adoptSageBank, changeSageBank, removeSageBank }}
      />
      <ApiKeys institutionId={id} keys={keys} t={t} locale={locale} actions={{ createApiKey, revokeApiKey }} />
      <Webhooks
        institutionId={id}
        webhooks={hooks}
        eventTypes={EVENT_TYPES}
        t={t}
        actions={{ addWebhook, switchWebhook, removeWebhook }}
      />
    </>
  );
}
