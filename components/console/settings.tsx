import type { ComponentProps } from "react";
import type { Institution } from "#lib/institution/institution.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Administer } from "./administer.tsx";
import { Facts, Section } from "./facts.tsx";
import { LinesField, SelectField, TextField } from "./fields.tsx";

type Props = { institution: Institution; t: Translate; action: ComponentProps<typeof Administer>["action"] };

/** How an institution's own web app works together with our pages. */
export function Settings({ institution, t, action }: Props) {
  const { id, authorizationRedirectUrl, linkOrigins, timeZone, strictOrder } = institution;
  const box = (name: "authorizationRedirectUrl" | "linkOrigins" | "timeZone") => ({
    name,
    label: t(`console.fields.${name}`),
    hint: t(`console.hints.${name}`),
  });
  return (
    <Section title={t("console.institutions.settings")}>
      <div className="max-w-3xl">
        <Facts
          facts={[
            [
              t("console.fields.authorizationRedirectUrl"),
              authorizationRedirectUrl ?? t("console.institutions.usersType"),
            ],
            [
              t("console.fields.linkOrigins"),
              linkOrigins.length > 0 ? linkOrigins.join(", ") : t("console.institutions.noOrigins"),
            ],
            [t("console.fields.timeZone"), timeZone ?? t("console.institutions.noTimeZone")],
            [t("console.fields.transactionOrder"), t(`console.transactionOrders.${strictOrder ? "strict" : "late"}`)],
          ]}
        />
      </div>
      <div className="mt-2">
        <Administer kind="saveSettings" t={t} fields={{ institutionId: id }} action={action}>
          <TextField
            {...box("authorizationRedirectUrl")}
            defaultValue={authorizationRedirectUrl ?? ""}
            maxLength={2048}
          />
          <LinesField {...box("linkOrigins")} defaultValue={linkOrigins.join("\n")} />
          <TextField {...box("timeZone")} defaultValue={timeZone ?? ""} maxLength={64} />
          <SelectField
            name="transactionOrder"
            label={t("console.fields.transactionOrder")}
            defaultValue={strictOrder ? "strict" : "late"}
            choices={(["late", "strict"] as const).map((order) => [order, t(`console.transactionOrders.${order}`)])}
          />
        </Administer>
      </div>
    </Section>
  );
}
