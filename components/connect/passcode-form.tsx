import type { ReactNode } from "react";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { SubmitButton } from "../ui/submit-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { FormHandler, FormState, FormWords } from "./form-types.ts";
import { STEP_FORM } from "./language-switch.tsx";
import { PageTitle } from "./page-title.tsx";

type Props = {
  action: FormHandler;
  state: FormState;
  words: FormWords & {
    title: string;
    /** The other way, where the link page is open. */
    approve: string | null;
    notBanking: string;
    connectionId: string;
    connectionIdHint: string;
    passcode: string;
    passcodeHint: string;
    again: string | null;
  };
  callToAction: { text: string; url: string } | null;
  /** Said under the heading. */
  lead?: ReactNode;
};

/** Connection ID and one-time password. */
export function PasscodeForm({ action, state, words, callToAction, lead }: Props) {
  const problem = (field: string) => state.problems.find((one) => one.field === field)?.text;
  return (
    <>
      <PageTitle error={state.problems.length > 0 ? words.errorTitle : null}>{words.title}</PageTitle>
      {lead}
      <ErrorSummary title={words.errorSummary} problems={state.problems} isNew={state.isNew} />
      {words.again && !state.isNew && (
        <p className="mb-3 rounded-md border border-edge px-3 py-2 text-sm">{words.again}</p>
      )}
      <form id={STEP_FORM} action={action} noValidate className="space-y-4">
        <TextField
          name="connectionId"
          label={words.connectionId}
          hint={words.connectionIdHint}
          problem={problem("connectionId")}
          errorPrefix={words.errorTitle}
          defaultValue={state.values.connectionId?.[0] ?? ""}
          autoComplete="off"
          className="w-full font-mono text-[0.9375rem]"
        >
          {callToAction && (
            <a
              href={callToAction.url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex min-h-11 items-center text-sm underline underline-offset-4"
            >
              {callToAction.text}
            </a>
          )}
        </TextField>
        <TextField
          name="passcode"
          label={words.passcode}
          hint={words.passcodeHint}
          problem={problem("passcode")}
          errorPrefix={words.errorTitle}
          defaultValue={state.values.passcode?.[0] ?? ""}
          autoComplete="one-time-code"
          className="w-44 font-mono text-lg tracking-widest uppercase"
        />
        {words.approve && <p>{words.approve}</p>}
        <p>{words.notBanking}</p>
        <SubmitButton working={words.working}>{words.submit}</SubmitButton>
      </form>
    </>
  );
}
