import type { ComponentProps } from "react";
import type { Institution } from "#lib/institution/institution.ts";
import type { Words } from "#lib/web/words.ts";
import { Administer } from "./administer.tsx";
import { Facts, Section } from "./facts.tsx";
import { LinesField, TextField } from "./fields.tsx";

type Props = { institution: Institution; words: Words; action: ComponentProps<typeof Administer>["action"] };

/** How an institution's own web app works together with our pages. */
export function Settings({ institution, words, action }: Props) {
  const { id, authorizationRedirectUrl, linkOrigins } = institution;
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
          ]}
        />
      </div>
      <div className="mt-2">
        <Administer kind="saveSettings" words={words} fields={{ institutionId: id }} action={action}>
          <TextField
            name="authorizationRedirectUrl"
            label={words("console.fields.authorizationRedirectUrl")}
            hint={words("console.hints.authorizationRedirectUrl")}
            defaultValue={authorizationRedirectUrl ?? ""}
            maxLength={2048}
          />
          <LinesField
            name="linkOrigins"
            label={words("console.fields.linkOrigins")}
            hint={words("console.hints.linkOrigins")}
            defaultValue={linkOrigins.join("\n")}
          />
        </Administer>
      </div>
    </Section>
  );
}
