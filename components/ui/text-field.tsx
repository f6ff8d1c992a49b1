import type { InputHTMLAttributes, ReactNode } from "react";

type Props = InputHTMLAttributes<HTMLInputElement> & {
  name: string;
  label: string;
  hint?: string;
  problem?: string | undefined;
  errorPrefix: string;
  /** Shown right under the box. */
  children?: ReactNode;
};

/** A labelled text box with its hint above and its error, tied together for every reader. */
export function TextField({ name, label, hint, problem, errorPrefix, children, className = "", ...input }: Props) {
  const described = [hint && `${name}-hint`, problem && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className={problem ? "border-l-4 border-danger pl-3" : ""}>
      <label htmlFor={name} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${name}-error`} className="text-danger">
          <span className="sr-only">{errorPrefix} </span>
          {problem}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="text"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        translate="no"
        aria-describedby={described || undefined}
        aria-invalid={problem ? true : undefined}
        className={`mt-1 block min-h-11 rounded-md border-2 bg-page px-3 text-ink ${problem ? "border-danger" : "border-edge"} ${className}`}
        {...input}
      />
      {children}
    </div>
  );
}
