import type { Words } from "#lib/web/words.ts";
import { SubmitButton } from "../ui/submit-button.tsx";

type Props = { words: Words; cancel: () => Promise<void>; back?: string };

/** Back and Cancel, as text under a step's main button. */
export function WaysOut({ words, cancel, back }: Props) {
  return (
    <div className="mt-1 flex gap-6">
      {back && (
        <a
          href={back}
          className="-mx-2 inline-flex min-h-11 items-center rounded-md px-2 text-muted underline underline-offset-4 hover:text-ink"
        >
          {words("frame.back")}
        </a>
      )}
      <form action={cancel}>
        <SubmitButton variant="text" working={words("frame.working")}>
          {words("frame.cancel")}
        </SubmitButton>
      </form>
    </div>
  );
}
