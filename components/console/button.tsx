"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

type Look = "primary" | "secondary" | "danger" | "plain";

export const LOOKS: Record<Look, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:brightness-95",
  secondary: "border-edge bg-page hover:bg-hover",
  danger: "border-danger text-danger hover:bg-hover",
  plain: "border-transparent underline underline-offset-4 hover:bg-hover",
};

export const BUTTON =
  "inline-flex min-h-9 cursor-pointer items-center justify-center gap-2 rounded-md border px-3 font-medium whitespace-nowrap aria-disabled:opacity-60";

type Props = {
  children: ReactNode;
  look?: Look /** Where the form's own status does not say so. */;
  busy?: boolean;
  name?: string;
  value?: string;
};

/** A submit button that takes no second click while its form is under way. */
export function Button({ children, look = "primary", busy, ...rest }: Props) {
  const form = useFormStatus();
  const pending = busy ?? form.pending;
  return (
    <button
      type="submit"
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
      className={`${BUTTON} ${LOOKS[look]}`}
      {...rest}
    >
      {children}
    </button>
  );
}
