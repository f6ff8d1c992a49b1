import type { ComponentProps } from "react";
import type { Webhook } from "#lib/institution/webhook.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Administer } from "./administer.tsx";
import { Id, Nothing, Section } from "./facts.tsx";
import { ChecksField, LinesField, TextField } from "./fields.tsx";
import { Status } from "./status.tsx";
import { Table } from "./table.tsx";

type Props = {
  institutionId: string;
  webhooks: readonly Webhook[];
  eventTypes: readonly string[];
  t: Translate;
  actions: Record<"addWebhook" | "switchWebhook" | "removeWebhook", ComponentProps<typeof Administer>["action"]>;
};

/** Where an institution is told of what happens. */
export function Webhooks({ institutionId, webhooks, eventTypes, t, actions }: Props) {
  const state = ({ disabled, disabledReason }: Webhook) => {
    if (!disabled) return <Status state="connected">{t("console.institutions.on")}</Status>;
    const why = disabledReason ? "offByItself" : "off";
    return <Status state={disabledReason ? "failed" : "off"}>{t(`console.institutions.${why}`)}</Status>;
  };
  return (
    <Section title={t("console.institutions.webhooks")}>
      {webhooks.length === 0 ? (
        <Nothing>{t("console.institutions.noWebhooks")}</Nothing>
      ) : (
        <Table
          label={t("console.institutions.webhooks")}
          columns={[
            t("console.fields.url"),
            t("console.institutions.events"),
            t("console.columns.status"),
            t("console.columns.action"),
          ]}
          rows={webhooks.map((webhook) => {
            const fields = { institutionId, webhookId: webhook.id };
            return {
              key: webhook.id,
              cells: [
                <Id key="url">{webhook.url}</Id>,
                <span key="events" className="text-sm break-words">
                  {webhook.eventTypes.join(", ")}
                  {webhook.companyTags.length > 0 && (
                    <span className="block text-muted">
                      {t("console.audit.pair", {
                        name: t("console.fields.companyTags"),
                        value: webhook.companyTags.join(", "),
                      })}
                    </span>
                  )}
                </span>,
                state(webhook),
                <span key="do" className="flex gap-2">
                  <Administer
                    kind={webhook.disabled ? "enableWebhook" : "disableWebhook"}
                    subject={webhook.url}
                    t={t}
                    fields={{ ...fields, disabled: String(!webhook.disabled) }}
                    action={actions.switchWebhook}
                  />
                  <Administer
                    kind="removeWebhook"
                    look="danger"
                    subject={webhook.url}
                    t={t}
                    fields={fields}
                    action={actions.removeWebhook}
                  />
                </span>,
              ],
            };
          })}
        />
      )}
      <div className="mt-2">
        <Administer kind="addWebhook" t={t} fields={{ institutionId }} action={actions.addWebhook}>
          <TextField name="url" label={t("console.fields.url")} required maxLength={2048} />
          <ChecksField
            name="eventTypes"
            label={t("console.fields.eventTypes")}
            choices={eventTypes.map((type) => [type, type] as const)}
          />
          <LinesField
            name="companyTags"
            label={t("console.fields.companyTags")}
            hint={t("console.hints.companyTags")}
          />
        </Administer>
      </div>
    </Section>
  );
}
