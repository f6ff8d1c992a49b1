import type { FeedStore } from "../../feed/ports.ts";
import type { FeedNeeds } from "./parts.ts";
import { postingStore } from "./posting.ts";
import { pushStore } from "./pushes.ts";
import { reauthorisationStore } from "./reauthorisations.ts";
import { sageWaits } from "./sage-waits.ts";

/** Everything stored about feeds: pushes, statements, and users who have to authorise again. */
export const feedStore = (needs: FeedNeeds): FeedStore => ({
  ...pushStore(needs),
  ...postingStore(needs),
  ...reauthorisationStore(needs),
  ...sageWaits(needs),
});
