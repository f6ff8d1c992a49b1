import type { Stack } from "./stack.ts";

/** The addresses for scripts, as one line of JSON, when the demo is ready. */
export function summary({
  app,
  sage,
  institutionApp,
  console,
  apiKey,
  bankId,
  companyId,
  connectionId,
  administrator,
  secrets,
}: Stack) {
  const { name, value } = secrets.notificationHeader;
  const notificationHeader = `${name}: ${value}`;
  return {
    app,
    sage,
    institutionApp,
    console,
    apiKey,
    bankId,
    companyId,
    connectionId,
    notificationHeader,
    administrator,
  };
}

/** The words for a person who tries the product, in the order of the clicks. */
export function summaryText(stack: Stack): string {
  return `
  Ready. Try it:

  1. Open ${stack.sage} (the Sage sandbox) and press Connect Bank.
  2. Pick ${stack.institution}. Our page opens inside Sage.
  3. Open ${stack.institutionApp} in another tab for a one-time password.
     Connection ID   ${stack.connectionId}
  4. Enter both, choose an account, check, connect; then choose it in Sage, with a start date.
  5. Reload the institution's app and press Send five transactions to Sage: within seconds they are on Sage's Banking page.

  The app             ${stack.app}
  Institution's app   ${stack.institutionApp}
  Support console     ${stack.console}
    sign in as        ${stack.administrator.email}
    password          ${stack.administrator.password}
  Company ID          ${stack.companyId} (its account: acc-1)
  API key             ${stack.apiKey} (for the institution's calls to ${stack.app}/api)
  Notification header ${summary(stack).notificationHeader} (Sage's secret for its calls)
  Logs                ${stack.logs.app}
                      ${stack.logs.sandbox}

  Ctrl-C stops everything.

`;
}
