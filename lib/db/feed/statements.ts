import type { PostingStore } from "../../feed/ports.ts";
import type { FeedNeeds } from "./line-up.ts";
import { nextStatement } from "./next-statement.ts";
import { statementEnds } from "./statement-ends.ts";

/** Statements on their way to Sage, in the database: which is next, and what became of it. */
export const statementStore = (needs: FeedNeeds): PostingStore => ({
  ...nextStatement(needs),
  ...statementEnds(needs),
});
