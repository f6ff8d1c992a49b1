type Props = { name: string; kind: string; lastFour: string; ending: string; currency: string; muted?: boolean };

/**
 * An account in two lines: its name, then type, masked number and currency. A screen reader says "ending 1234" for the
 * mask.
 */
export function AccountLine({ name, kind, lastFour, ending, currency, muted = false }: Props) {
  return (
    <>
      <span className={`block font-semibold wrap-anywhere ${muted ? "text-muted" : ""}`}>{name}</span>
      <span className="block text-sm text-muted">
        {kind} <span aria-hidden="true">· </span>
        <span className="whitespace-nowrap">
          <span aria-hidden="true">•••• {lastFour} · </span>
          <span className="sr-only">{ending}</span> {currency}
        </span>
      </span>
    </>
  );
}
