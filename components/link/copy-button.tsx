type Props = { text: string; copy: string; copied: string; what: string };

/** Copies a text. It is seen where the page's script runs and the browser lets it copy. */
export const CopyButton = ({ text, copy, copied, what }: Props) => (
  <button
    type="button"
    hidden
    data-copy={text}
    data-copied={copied}
    aria-label={`${copy}: ${what}`}
    className="min-h-11 cursor-pointer rounded-md border border-edge px-4 text-sm hover:border-ink"
  >
    <span aria-live="polite">{copy}</span>
  </button>
);
