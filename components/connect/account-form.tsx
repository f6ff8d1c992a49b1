import { ErrorSummary } from "../ui/error-summary.tsx";
import { SubmitButton } from "../ui/submit-button.tsx";
import { AccountRow, type AccountRowProps } from "./account-row.tsx";
import type { FormHandler, FormState, FormWords } from "./form-types.ts";
import { STEP_FORM } from "./language-switch.tsx";
import { PageTitle } from "./page-title.tsx";

export type AccountOption = Omit<AccountRowProps, "type" | "checked" | "anchor" | "missed" | "invalid">;

type Props = {
  action: FormHandler;
  state: FormState;
  several: boolean;
  accounts: readonly AccountOption[];
  words: FormWords & {
    title: string;
    lead: string;
    search: string;
    searchButton: string;
    noMatch: string;
    selectAll: string;
  };
};

/** Without case and accents: "epargne" finds "Épargne". */
const plain = (text: string) => text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** More than this many accounts get a search box, and "select all" where several may be chosen. */
const MANY = 10;

/** The source accounts as one choice or several. Search and "select all" are submit buttons, so they need no script. */
export function AccountForm({ action, state, several, accounts, words }: Props) {
  const query = plain(state.values.search?.[0] ?? "");
  const problem = state.problems[0]?.text;
  const chosen = new Set(state.values.account);
  const matches = ({ searchText }: AccountOption) => plain(searchText).includes(query);
  const many = accounts.length > MANY;
  const first = accounts.find(({ unsupported }) => !unsupported)?.id;
  return (
    <>
      <PageTitle error={problem ? words.errorTitle : null}>{words.title}</PageTitle>
      <ErrorSummary title={words.errorSummary} problems={state.problems} isNew={state.isNew} />
      <form id={STEP_FORM} action={action} noValidate>
        <fieldset aria-describedby={problem ? "account-error" : undefined}>
          <legend className="mb-2 text-muted">{words.lead}</legend>
          {problem && (
            <p id="account-error" className="mb-2 text-danger">
              <span className="sr-only">{words.errorTitle} </span>
              {problem}
            </p>
          )}
          {/* The main button comes first for the Enter key, which presses a form's first submit button. */}
          <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
            {words.submit}
          </button>
          {many && (
            <div className="mb-3 flex flex-wrap items-end gap-2">
              <label className="grow">
                <span className="block text-sm">{words.search}</span>
                <input
                  type="search"
                  name="search"
                  defaultValue={state.values.search?.[0] ?? ""}
                  className="mt-1 min-h-11 w-full rounded-md border-2 border-edge bg-page px-3"
                />
              </label>
              <button
                type="submit"
                name="intent"
                value="search"
                className="min-h-11 cursor-pointer rounded-md border-2 border-edge px-3"
              >
                {words.searchButton}
              </button>
              {several && (
                <button
                  type="submit"
                  name="intent"
                  value="select-all"
                  className="min-h-11 cursor-pointer rounded-md border-2 border-edge px-3"
                >
                  {words.selectAll}
                </button>
              )}
            </div>
          )}
          <div className="space-y-2">
            {accounts.map((account) => {
              const matching = matches(account);
              const checked =
                !account.unsupported && (chosen.has(account.id) || (state.intent === "select-all" && matching));
              return (
                <AccountRow
                  key={account.id}
                  {...account}
                  type={several ? "checkbox" : "radio"}
                  checked={checked}
                  anchor={account.id === first}
                  missed={!matching}
                  invalid={problem !== undefined}
                />
              );
            })}
          </div>
          {many && (
            <p role="status" data-no-match={words.noMatch}>
              {accounts.some(matches) ? "" : words.noMatch}
            </p>
          )}
        </fieldset>
        <div className="mt-4">
          <SubmitButton working={words.working}>{words.submit}</SubmitButton>
        </div>
      </form>
    </>
  );
}
