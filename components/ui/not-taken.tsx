/** Says that what was sent came from a page of another release; it is on the page, to be sent once more. */
export function NotTaken({ children }: { children: string }) {
  return (
    <p role="alert" className="mb-4 rounded-md border-2 border-danger px-4 py-3">
      {children}
    </p>
  );
}
