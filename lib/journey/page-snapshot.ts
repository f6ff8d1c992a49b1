import { isSupportedBySage, type SourceAccount } from "../connection/connection.ts";

/** An account as a page shows it. */
export type SnapshotAccount = Pick<SourceAccount, "id" | "name" | "type" | "lastFour" | "currency" | "status"> & {
  supported: boolean;
};

export const snapshotAccount = (account: SourceAccount): SnapshotAccount => {
  const { id, name, type, lastFour, currency, status } = account;
  return { id, name, type, lastFour, currency, status, supported: isSupportedBySage(account) };
};

/** A form shown again after an answer: the errors with their places, and the typed values. */
export type SnapshotAnswer = {
  problems: readonly { field: string; text: string }[];
  values: Readonly<Record<string, readonly string[]>>;
};

/** The outcome of a journey, as its last page says it. */
export type Outcome =
  | "linking"
  | "linked"
  | "linkedReauth"
  | "cancelled"
  | "expired"
  | "unsure"
  | "unreachable"
  | "refused";

/**
 * All that one page of a journey shows, apart from its words and its institution's look. One component draws the
 * journey's own pages, the branding's preview and the console's "as they saw it" from this.
 */
export type PageSnapshot = {
  supportCode: string;
  /** Seconds left when it was shown; null where no time runs. */
  secondsLeft: number | null;
  /** True where the form came from a page of another release and was not taken. */
  notTaken?: boolean;
} & (
  | {
      page: "identify";
      steps: number;
      /** The account of a re-authorisation. */
      renewed: { name: string; lastFour: string } | null;
      /** A link page is open beside it, where the arrival can be approved. */
      watched: boolean;
      again: boolean;
      answer?: SnapshotAnswer;
    }
  | {
      page: "account";
      company: string;
      steps: number;
      several: boolean;
      accounts: readonly SnapshotAccount[];
      chosen: readonly string[];
      answer?: SnapshotAnswer;
    }
  | {
      page: "review";
      company: string;
      accounts: readonly SnapshotAccount[];
      reauth: boolean;
      steps: number;
      changed: boolean;
    }
  | {
      page: "outcome";
      outcome: Outcome;
      mayRetry: boolean /** Sage must be informed before the user leaves. */;
      toTell: boolean;
    }
);

export type SnapshotView = {
  id: number;
  at: Date;
  locale: "en" | "fr";
  brandVersion: string;
  seen: PageSnapshot;
};

export interface PageSnapshots {
  add(journeyId: string, view: Omit<SnapshotView, "id" | "at">): Promise<void>;
  /** Adds the latest view of a page once more, with what its form answered. */
  answered(journeyId: string, page: PageSnapshot["page"], answer: SnapshotAnswer): Promise<void>;
  all(journeyId: string): Promise<SnapshotView[]>;
}

const UUID = /[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}/i;

/**
 * The part of typed text that may be kept. A Connection ID keeps its ends, ids of accounts stay. Everything else keeps
 * only its length, for it may be a password typed into the wrong box.
 */
export function maskedValues(values: SnapshotAnswer["values"]): SnapshotAnswer["values"] {
  const entries = Object.entries(values).map(([field, texts]) => [field, texts.map((text) => maskOf(field, text))]);
  return Object.fromEntries(entries);
}

function maskOf(field: string, text: string) {
  if (field === "account") return text;
  const id = field === "connectionId" && UUID.exec(text)?.[0];
  return id ? `${id.slice(0, 4)}${"•".repeat(12)}${id.slice(-4)}` : "•".repeat(Math.min(text.length, 40));
}
