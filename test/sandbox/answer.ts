/** Every member that some answer of the sandbox may have; a test reads those that its answer must have. */
export interface Answer {
  $diagnoses: unknown[];
  _id: string;
  access_token: string;
  account: Answer;
  accountIdentifier: string;
  authUrl: string;
  authorisationId: string;
  authorisations: Answer[];
  availableAccounts: Answer[];
  bankAccount: Answer;
  bankAccountCandidateId: string;
  bankAccountId: string;
  bankAccounts: Answer[];
  bankTransactionList: Answer[];
  code: string;
  companies: string[];
  connected: boolean;
  created: Answer[];
  data: Answer;
  dataProvider: string;
  detail: { target: string; code: string; message: string }[];
  entryUrl: string;
  error: Answer;
  externalRef: string;
  id: string;
  jwt: string;
  log: { method: string; path: string; status: number | string; fault: string | null }[];
  message: string;
  metadata: Answer;
  name: string;
  notificationStatus: number | string | null;
  notifications: { body: unknown; attempts: { answer: number | string }[] }[];
  organisationId: string;
  patchCalls: { answer: number | string; fault: string | null }[];
  patchCount: number;
  pollPeriod: number;
  pollRoute: string;
  primaryCountry: string;
  principalId: string;
  problem: string;
  redirect: string;
  redirectUri: string;
  remarks: string[];
  state: string;
  statements: Answer[];
  status: string;
  success: boolean;
  transactionCount: number;
}

/** A response's body, for assertions. */
export async function json(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}
