/** Says that a form came from a page of another release. The page shows what was typed, ready to be sent again. */
export function NotTaken({ children }: { children: string }) {
  return (
    <p role="alert" className="mb-4 rounded-md border-2 border-danger px-4 py-3">
      {children}
    </p>
  );
}
