import { AccountLine } from "./account-line.tsx";

export type AccountRowProps = {
  id: string;
  name: string;
  /** "Current account" */
  kind: string;
  lastFour: string;
  /** "ending 1234", for those who listen. */
  ending: string;
  currency: string;
  badge: string | null;
  unsupported: boolean;
  /** The text that a search looks through. */
  searchText: string;
  type: "radio" | "checkbox";
  checked: boolean;
  /** The first choice carries the id that an error links to. */
  anchor: boolean;
  /** Not what is searched for; seen all the same while it is chosen, since it would be sent. */
  missed: boolean;
  invalid: boolean;
};

/** One account as a target of the whole width. */
export function AccountRow({
  id,
  name,
  kind,
  lastFour,
  ending,
  currency,
  badge,
  unsupported,
  searchText,
  type,
  checked,
  anchor,
  missed,
  invalid,
}: AccountRowProps) {
  return (
    <label
      data-search={searchText}
      data-miss={missed || undefined}
      className="grid min-h-16 cursor-pointer grid-cols-[auto_1fr] items-center gap-x-3 sm:grid-cols-[auto_1fr_auto] rounded-md border-2 border-line px-3 py-2 has-checked:border-accent has-disabled:cursor-default has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent data-miss:not-has-checked:hidden"
    >
      <input
        type={type}
        name="account"
        value={id}
        id={anchor ? "account" : undefined}
        defaultChecked={checked}
        disabled={unsupported}
        aria-invalid={invalid || undefined}
        aria-describedby={badge ? `badge-${id}` : undefined}
        className="size-6 shrink-0 accent-accent focus-visible:outline-none disabled:opacity-40"
      />
      <span className="min-w-0">
        <AccountLine {...{ name, kind, lastFour, ending, currency }} muted={unsupported} />
      </span>
      {badge && (
        <span id={`badge-${id}`} className="col-start-2 text-sm text-muted sm:col-start-3 sm:max-w-32 sm:text-right">
          {badge}
        </span>
      )}
    </label>
  );
}
