/** The ports that more than one room of the core needs. */
export type Clock = () => Date;

export type LimitRule =
  | "passcode-connection"
  | "passcode-address"
  | "arrival-address"
  | "stray-address"
  | "link-address"
  | "passcode-issue"
  | "sign-in-account"
  | "sign-in-account-address"
  | "sign-in-address";
export type Spent = { allowed: true; left: number } | { allowed: false; waitSeconds: number };

export interface Limits {
  /** Takes one try; when none is left it says how long to wait, longer each time. */
  spend(rule: LimitRule, key: string): Promise<Spent>;
  /** Gives the try back: it was a right one. */
  giveBack(rule: LimitRule, key: string): Promise<void>;
  clear(rule: LimitRule, key: string): Promise<void>;
}
