/** An institution as its customers know it; the logo is an address. */
export type ShownInstitution = { name: string; logo: string | null };

/** The institution, by its logo or its name, and Sage. */
export function FrameHeader({ institution, sage }: { institution: ShownInstitution; sage: string }) {
  return (
    <header className="flex min-h-10 items-center gap-3 border-b border-line pb-2">
      {institution.logo ? (
        // Logos are made for light pages: on a dark one they stand on a light plate.
        <img
          src={institution.logo}
          alt={institution.name}
          className="max-h-8 max-w-48 rounded object-contain dark:bg-white dark:px-1.5 dark:py-0.5"
        />
      ) : (
        <span className="font-semibold">{institution.name}</span>
      )}
      <span aria-hidden="true" className="h-6 border-l border-edge" />
      <span className="font-semibold">{sage}</span>
    </header>
  );
}
