import type { ComponentProps } from "react";
import type { ApiKey } from "#lib/institution/api-key.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Administer } from "./administer.tsx";
import { Id, Nothing, Section } from "./facts.tsx";
import { TextField } from "./fields.tsx";
import { Table } from "./table.tsx";
import { Time } from "./time.tsx";

type Props = {
  institutionId: string;
  keys: readonly ApiKey[];
  t: Translate;
  locale: string;
  actions: Record<"createApiKey" | "revokeApiKey", ComponentProps<typeof Administer>["action"]>;
};

/** An institution's API keys: never the keys themselves. */
export function ApiKeys({ institutionId, keys, t, locale, actions }: Props) {
  const at = (date: Date | null) =>
    date ? <Time at={date.toISOString()} locale={locale} /> : t("console.institutions.never");
  return (
    <Section title={t("console.institutions.keys")}>
      {keys.length === 0 ? (
        <Nothing>{t("console.institutions.noKeys")}</Nothing>
      ) : (
        <Table
          label={t("console.institutions.keys")}
          columns={[
            t("console.fields.name"),
            t("console.institutions.begins"),
            t("console.institutions.created"),
            t("console.institutions.used"),
            t("console.columns.action"),
          ]}
          rows={keys.map((key) => ({
            key: key.id,
            cells: [
              key.name || "–",
              <Id key="prefix">{key.prefix}</Id>,
              at(key.createdAt),
              at(key.lastUsedAt),
              <span key="revoke">
                {key.revokedAt && (
                  <>
                    {t("console.institutions.revoked")} {at(key.revokedAt)}
                  </>
                )}
                <Administer
                  kind="revokeKey"
                  subject={key.name || key.prefix}
                  look="danger"
                  t={t}
                  fields={{ institutionId, keyId: key.id }}
                  action={actions.revokeApiKey}
                  gone={key.revokedAt !== null}
                />
              </span>,
            ],
          }))}
        />
      )}
      <div className="mt-2">
        <Administer kind="createKey" t={t} fields={{ institutionId }} action={actions.createApiKey}>
          <TextField name="name" label={t("console.fields.name")} required maxLength={50} />
        </Administer>
      </div>
    </Section>
  );
}
