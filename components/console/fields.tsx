import { type ReactNode, useId } from "react";

const BOX = "mt-1 block w-full rounded-md border border-edge bg-page px-3";

type Labelled = { label: string; name: string; hint?: string | undefined };
type Wired = { id: string; "aria-describedby"?: string };

/** A box with its label above and its hint below. */
function Field({ label, hint, children }: Omit<Labelled, "name"> & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, ...(hint ? { "aria-describedby": `${id}-hint` } : {}) })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** One line to type. */
export function TextField({
  label,
  hint,
  ...input
}: Labelled & {
  type?: "text" | "email" | "url" | "number" | "color";
  defaultValue?: string | undefined;
  required?: boolean;
  maxLength?: number;
}) {
  const shape = input.type === "color" ? "h-9 cursor-pointer px-1" : "min-h-9 py-1";
  return (
    <Field label={label} hint={hint}>
      {(wired) => <input autoComplete="off" {...input} {...wired} className={`${BOX} ${shape}`} />}
    </Field>
  );
}

/** Several lines, one thing on each. */
export function LinesField({ label, hint, ...area }: Labelled & { defaultValue?: string }) {
  return (
    <Field label={label} hint={hint}>
      {(wired) => <textarea rows={3} {...area} {...wired} className={`${BOX} py-2 font-mono text-sm`} />}
    </Field>
  );
}

type Choice = readonly [value: string, name: string];

/** One of a few. */
export function SelectField({
  label,
  hint,
  choices,
  ...select
}: Labelled & { choices: readonly Choice[]; defaultValue?: string; required?: boolean }) {
  return (
    <Field label={label} hint={hint}>
      {(wired) => (
        <select {...select} {...wired} className={`${BOX} min-h-9`}>
          {choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Any of several. */
export function ChecksField({ label, name, choices }: Labelled & { choices: readonly Choice[] }) {
  return (
    <fieldset>
      <legend className="font-medium">{label}</legend>
      <div className="mt-1 max-h-48 overflow-y-auto rounded-md border border-edge px-3 py-1">
        {choices.map(([value, text]) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input type="checkbox" name={name} value={value} className="size-4 accent-accent" />
            <span className="font-mono text-sm">{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
