import type { ReactNode } from "react";

type Props = { children: ReactNode; working: string; variant?: "primary" | "text"; name?: string; value?: string };

const looks = {
  primary:
    "min-h-12 w-full rounded-md border-2 border-transparent bg-accent px-6 py-2 font-semibold text-on-accent hover:brightness-95 active:brightness-90 sm:w-auto sm:min-w-40",
  text: "-mx-2 min-h-11 rounded-md px-2 text-muted underline underline-offset-4 hover:text-ink",
};

/** A submit button. Where script runs, it says so while its form is under way, and takes no second click then. */
export function SubmitButton({ children, working, variant = "primary", ...rest }: Props) {
  return (
    <button
      type="submit"
      {...(variant === "primary" ? { "data-working": working } : {})}
      className={`cursor-pointer transition-opacity duration-150 aria-disabled:opacity-60 motion-reduce:transition-none ${looks[variant]}`}
      {...rest}
    >
      {children}
    </button>
  );
}
