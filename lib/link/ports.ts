import type { Locale, Region } from "../institution/institution.ts";
import type { Journey } from "../journey/journey.ts";
import type { ApprovalReader } from "../journey/ports.ts";
import type { LinkAccount } from "./link-account.ts";

export type LinkToken = { institutionId: string; connectionId: string; locale: Locale | null; expiresAt: Date };

/** A link page that is open. Its secret is in the page's body; its id opens the status alone. */
export type LinkView = {
  id: string;
  institutionId: string;
  connectionId: string;
  locale: Locale | null;
  visitor: string;
  createdAt: Date;
  expiresAt: Date;
};

/** Somebody who has just arrived from Sage and has not said who they are. */
export type LinkArrival = { journeyId: string; supportCode: string; region: Region; openedAt: Date };

/** The newest journey of a page's connection, as far as its page tells of it. */
export type LinkJourney = Pick<Journey, "state" | "announcedAt" | "accountIds">;

/** Something that happened to a connection, or to a journey that a visitor has opened; places count up. */
export type LinkChange = { place: number; connectionId: string | null; visitor: string | null };

export interface LinkStore extends ApprovalReader {
  addToken(hash: string, token: LinkToken): Promise<void>;
  /** Whose a token is, used or not; null when there is none. */
  institutionOf(tokenHash: string): Promise<string | null>;
  /** Uses a token up and opens a view instead, in one transaction. Null when it was used before or has expired. */
  exchange(
    tokenHash: string,
    view: { id: string; hash: string; visitor: string; expiresAt: Date; asked: Locale | null },
  ): Promise<LinkView | null>;
  /** The view that a secret opens, recording that it is being looked at; null when it has expired. */
  view(secretHash: string): Promise<LinkView | null>;
  /** Notes that views are being looked at. */
  noteSeen(secretHashes: readonly string[]): Promise<void>;
  /** The place of what happened last, 0 before anything has. */
  newestPlace(): Promise<number>;
  /** Changes after a place, as far as it is stored by now. */
  changesAfter(place: number): Promise<LinkChange[]>;
  chooseLocale(view: LinkView, locale: Locale): Promise<void>;
  viewById(id: string): Promise<LinkView | null>;
  /** The newest journey of the view's connection since the view was opened. */
  latestJourney(view: LinkView): Promise<LinkJourney | null>;
  /** All accounts of the view's connection, by name. */
  accounts(view: LinkView): Promise<LinkAccount[]>;
  /**
   * Arrivals at the view's institution from its own address that could still be approved. Leaves out one that the user
   * denied.
   */
  arrivals(at: Pick<LinkView, "institutionId" | "visitor">, except: string | null): Promise<LinkArrival[]>;
  /** Approves one arrival for the view's connection; false when it does not fit (any more) or was approved before. */
  approve(view: LinkView, journeyId: string, expiresAt: Date): Promise<boolean>;
  /** Keeps from which address a journey's page was first opened. */
  noteVisitor(journeyId: string, visitor: string): Promise<void>;
  /** True while a link page of this institution is open at this address. */
  isOpenAt(institutionId: string, visitor: string): Promise<boolean>;
}
