import { readConnectionId } from "./connection-id.ts";

/** The two boxes of a journey's first page, as they were typed. */
export type TypedPair = { connectionId: string; passcode: string };

/** The boxes as they were meant: an ID that stands in the password's box, and in no other, was put into the wrong one. */
export const asMeant = ({ connectionId, passcode }: TypedPair): TypedPair =>
  readConnectionId(connectionId) === null && readConnectionId(passcode) !== null
    ? { connectionId: passcode, passcode: connectionId }
    : { connectionId, passcode };
