/**
 * Asks for the page in the other language, taking along what is typed in its form. It stands after the form's main
 * button: the Enter key presses a form's first.
 */
export function LanguageSwitch({ locale, children }: { locale: string; children: string }) {
  return (
    <button
      type="submit"
      name="intent"
      value={`locale-${locale}`}
      formNoValidate
      lang={locale}
      className="-mx-2 block min-h-11 cursor-pointer rounded-md px-2 text-sm text-muted underline underline-offset-4 hover:text-ink"
    >
      {children}
    </button>
  );
}
