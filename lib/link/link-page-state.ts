import type { LinkAccount } from "./link-account.ts";
import type { LinkProgress } from "./link-status.ts";
import type { LinkArrival } from "./ports.ts";

/** The outcome of "Yes, this is me", and the mark of the progress at that moment. */
export type Said = { took: boolean; mark: string };

export type LinkPageFacts = LinkProgress & {
  arrival: LinkArrival | null;
  said: Said | null;
  /** The mark of the progress when the user asked to see the instructions once more. */
  again: string | null;
};

/** The one instruction of a link page. Behind a question is what the page says without it. */
export type LinkPageState = Rest | { kind: "asks"; arrival: LinkArrival; behind: Rest };
type Rest =
  | { kind: "before"; notice: "ended" | "late" | null; connected: readonly LinkAccount[] }
  | { kind: "go-on"; isSaid: boolean }
  | { kind: "connected"; accounts: readonly LinkAccount[] }
  | { kind: "disconnected"; accounts: readonly LinkAccount[] };

/** Decides what a link page says now. A question comes first, in every state. */
export function linkPageState({ arrival, ...facts }: LinkPageFacts): LinkPageState {
  return arrival ? { kind: "asks", arrival, behind: restOf(facts) } : restOf(facts);
}

/** The user's answer, or wish to see the instructions, holds until there is news. */
function restOf({ status, accounts, mark, said, again }: Omit<LinkPageFacts, "arrival">): Rest {
  const connected = accounts.filter((account) => account.status === "connected");
  const before = (notice: "ended" | "late" | null) => ({ kind: "before", notice, connected }) as const;
  if (said?.mark === mark) return said.took ? { kind: "go-on", isSaid: true } : before("late");
  if (again === mark) return before(null);
  if (status === "arrived" || status === "chosen") return { kind: "go-on", isSaid: false };
  if (status === "connected") return { kind: "connected", accounts: connected };
  if (status === "disconnected")
    return { kind: "disconnected", accounts: accounts.filter((account) => account.status === "disconnected") };
  return before(status === "ended" ? "ended" : null);
}
