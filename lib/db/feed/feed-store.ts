import type { FeedStore } from "../../feed/ports.ts";
import type { FeedNeeds } from "./line-up.ts";
import { pushStore } from "./pushes.ts";
import { reauthorisationStore } from "./reauthorisations.ts";
import { statementStore } from "./statements.ts";

/** All that is kept of feeds: what was pushed, what goes to Sage, and whose user has to authorise again. */
export const feedStore = (needs: FeedNeeds): FeedStore => ({
  ...pushStore(needs),
  ...statementStore(needs),
  ...reauthorisationStore(needs),
});
