type Props = {
  title: string;
  problems: readonly { field: string; text: string }[];
  /** True where it answers what the reader has just sent: they hear it first. */
  isNew: boolean;
};

/** All that is wrong with a form, at its top, with focus and a link to each field. Renders nothing when nothing is. */
export function ErrorSummary({ title, problems, isNew }: Props) {
  if (problems.length === 0) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the summary of errors is what a person has to hear first
      autoFocus={isNew}
      className="mb-4 rounded-md border-2 border-danger p-4 outline-offset-2"
    >
      <h2 className="font-semibold">{title}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              className="inline-flex min-h-11 items-center text-danger underline underline-offset-4"
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
