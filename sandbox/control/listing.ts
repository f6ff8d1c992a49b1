/** What GET /_control says; sandbox/README.md has an example of each. */
export const listing = {
  "GET /_control": "this list",
  "GET /_control/state": "the whole ledger, the notifications with their answers, and the request log",
  "GET /_control/authorisations/{id}": "one authorisation as it stands in the state",
  "POST /_control/reset": "forgets everything and starts again from the last setup",
  "POST /_control/setup": "replaces the setup (banks, credentials, institution) and starts again from it",
  "GET /_control/options": "the options in force",
  "POST /_control/options": "changes options, as a JSON merge patch",
  "GET /_control/faults": "the faults still waiting",
  "POST /_control/faults": "adds faults: one, or a list",
  "DELETE /_control/faults": "removes all faults",
  "POST /_control/clock": "moves the clock: {advanceSeconds} or {set}",
  "POST /_control/banks/{bankId}": "switches a bank on or off: {enabled}",
  "POST /_control/authorisations": "starts a Connect Bank, or a re-authorisation, without a browser",
  "POST /_control/choose": "what pressing OK in Sage's account list does",
  "POST /_control/notify": "sends any notification, with or without the secret header",
  "POST /_control/accounts/{bankAccountId}/status": "sets a bank account's status; cancelled disconnects it",
} as const;
