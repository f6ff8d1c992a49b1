/** How much a restore made unknown, and how much it ended. */
export type Restored = {
  /** Accounts with something to post. */
  accounts: number;
  /** Statements whose outcome is unknown. */
  statements: number;
  passcodes: number;
  journeys: number;
  linkPages: number;
  sessions: number;
  /** Accounts that Sage may have connected since; and those for whom there was no room. */
  askedAbout: number;
  notAskedAbout: number;
};
