/** The heading of a page and, with "Error:" before it while something is wrong, the title of its window. */
export function PageTitle({ children, error }: { children: string; error?: string | null }) {
  return (
    <>
      <title>{error ? `${error} ${children}` : children}</title>
      <h1 className="mt-1 mb-3 text-2xl leading-tight font-semibold text-balance">{children}</h1>
    </>
  );
}
