/** The heading of a page and, with "Error:" before it while something is wrong, the title of its window. */
export function PageTitle({
  children,
  error,
  windowTitle,
}: {
  children: string;
  error?: string | null;
  windowTitle?: string;
}) {
  const title = windowTitle ?? children;
  return (
    <>
      <title>{error ? `${error} ${title}` : title}</title>
      <h1 className="mb-3 text-2xl leading-tight font-semibold text-balance">{children}</h1>
    </>
  );
}
