/** The id of the form whose typed values the language switch takes along. */
export const STEP_FORM = "step";

/**
 * Asks for the page in the other language. With `form` it is a button of that form, and typed values come back typed.
 * It stands after the form in the page, since the Enter key presses a form's first button.
 */
export function LanguageSwitch({ locale, form, children }: { locale: string; form?: string; children: string }) {
  return (
    <button
      type="submit"
      name="intent"
      value={`locale-${locale}`}
      formNoValidate
      lang={locale}
      form={form}
      className="-mx-2 min-h-11 cursor-pointer rounded-md px-2 underline underline-offset-4 hover:text-ink"
    >
      {children}
    </button>
  );
}
