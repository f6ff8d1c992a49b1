import type { ComponentProps } from "react";
import type { Institution } from "#lib/institution/institution.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Administer } from "./administer.tsx";
import { Facts, Section } from "./facts.tsx";
import { LinesField, SelectField, TextField } from "./fields.tsx";

type Props = { institution: Institution; words: Translate; action: ComponentProps<typeof Administer>["action"] };

/** How an institution's own web app works together with our pages. */
export function Settings({ institution, words, action }: Props) {
  const { id, authorizationRedirectUrl, linkOrigins, timeZone, strictOrder } = institution;
  const box = (name: "authorizationRedirectUrl" | "linkOrigins" | "timeZone") => ({
    name,
    label: words(`console.fields.${name}`),
    hint: words(`console.hints.${name}`),
  });
  return (
    <Section title={words("console.institutions.settings")}>
      <div className="max-w-3xl">
        <Facts
          facts={[
            [
              words("console.fields.authorizationRedirectUrl"),
              authorizationRedirectUrl ?? words("console.institutions.usersType"),
            ],
            [
              words("console.fields.linkOrigins"),
              linkOrigins.length > 0 ? linkOrigins.join(", ") : words("console.institutions.noOrigins"),
            ],
            [words("console.fields.timeZone"), timeZone ?? words("console.institutions.noTimeZone")],
            [
              words("console.fields.transactionOrder"),
              words(`console.transactionOrders.${strictOrder ? "strict" : "late"}`),
            ],
          ]}
        />
      </div>
      <div className="mt-2">
        <Administer kind="saveSettings" words={words} fields={{ institutionId: id }} action={action}>
          <TextField
            {...box("authorizationRedirectUrl")}
            defaultValue={authorizationRedirectUrl ?? ""}
            maxLength={2048}
          />
          <LinesField {...box("linkOrigins")} defaultValue={linkOrigins.join("\n")} />
          <TextField {...box("timeZone")} defaultValue={timeZone ?? ""} maxLength={64} />
          <SelectField
            name="transactionOrder"
            label={words("console.fields.transactionOrder")}
            defaultValue={strictOrder ? "strict" : "late"}
            choices={(["late", "strict"] as const).map((order) => [order, words(`console.transactionOrders.${order}`)])}
          />
        </Administer>
      </div>
    </Section>
  );
}
