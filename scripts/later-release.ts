import { buildRelease, type Change } from "./release.ts";

/** The differences of the later release. */
const CHANGES: Change[] = [
  // To be told apart on the screen.
  {
    file: "components/connect/branded-document.tsx",
    from: "<html lang={lang}>",
    to: '<html lang={lang} data-release="later">',
  },
  // An action has another name: forms of the earlier release are not known here.
  { file: "app/connect/[token]/identify/actions.ts", from: "submitPasscode(", to: "takePasscode(" },
  { file: "app/connect/[token]/identify/page.tsx", from: "submitPasscode", to: "takePasscode" },
  {
    file: "app/console/(alone)/account/actions.ts",
    from: "changePassword(_: OwnPasswordState, data: FormData)",
    to: "changePassword(_: OwnPasswordState, data: FormData, _how?: string)",
  },
  { file: "app/console/(signed-in)/people-actions.ts", from: "addPerson", to: "addSomebody" },
  { file: "app/console/(signed-in)/people/page.tsx", from: "addPerson", to: "addSomebody" },
  // A box that the earlier release does not have so.
  {
    file: "components/connect/passcode-form.tsx",
    from: 'autoComplete="one-time-code"',
    to: 'autoComplete="one-time-code" data-later=""',
  },
  // The same form at another place of its page.
  { file: "components/connect/account-step.tsx", from: "<AccountForm\n", to: "{null}\n<AccountForm\n" },
];

/** The release after this one, for tests of a deployment; answers its folder. */
export const buildLaterRelease = () => buildRelease("later", CHANGES);
