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
  words: Translate;
  locale: string;
  actions: Record<"createApiKey" | "revokeApiKey", ComponentProps<typeof Administer>["action"]>;
};

/** An institution's API keys: never the keys themselves. */
export function ApiKeys({ institutionId, keys, words, locale, actions }: Props) {
  const at = (date: Date | null) =>
    date ? <Time at={date.toISOString()} locale={locale} /> : words("console.institutions.never");
  return (
    <Section title={words("console.institutions.keys")}>
      {keys.length === 0 ? (
        <Nothing>{words("console.institutions.noKeys")}</Nothing>
      ) : (
        <Table
          label={words("console.institutions.keys")}
          columns={[
            words("console.fields.name"),
            words("console.institutions.begins"),
            words("console.institutions.created"),
            words("console.institutions.used"),
            words("console.columns.action"),
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
                    {words("console.institutions.revoked")} {at(key.revokedAt)}
                  </>
                )}
                <Administer
                  kind="revokeKey"
                  subject={key.name || key.prefix}
                  look="danger"
                  words={words}
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
        <Administer kind="createKey" words={words} fields={{ institutionId }} action={actions.createApiKey}>
          <TextField name="name" label={words("console.fields.name")} required maxLength={50} />
        </Administer>
      </div>
    </Section>
  );
}
