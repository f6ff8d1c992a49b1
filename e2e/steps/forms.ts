/** A form as a browser without script would send it: React's own fields included, which name the action. */
export type SentForm = { fields: [name: string, value: string][]; buttons: string[] };

/** The forms in a page's markup; enough of a parser for markup that React wrote. */
export function formsIn(html: string): SentForm[] {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([, inner = ""]) => ({
    fields: [...inner.matchAll(/<input\b[^>]*>/g)].map(([tag]): [string, string] => [
      attribute(tag, "name"),
      attribute(tag, "value"),
    ]),
    buttons: [...inner.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].map(([, text = ""]) =>
      text.replace(/<[^>]+>/g, "").trim(),
    ),
  }));
}

export function formWith(html: string, button: string): SentForm {
  const found = formsIn(html).find(({ buttons }) => buttons.includes(button));
  if (!found) throw new Error(`no form with the button ${button}`);
  return found;
}

/** Posts a form to an address, as a browser without script does; `changed` fields replace those of the form. */
export async function postForm(
  address: string,
  form: SentForm,
  changed: Record<string, string | readonly string[]> = {},
  headers: Record<string, string> = {},
) {
  const body = new FormData();
  for (const [name, value] of form.fields) if (name && !(name in changed)) body.append(name, value);
  for (const [name, value] of Object.entries(changed)) for (const one of [value].flat()) body.append(name, one);
  const origin = new URL(address).origin;
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { origin, ...headers },
    redirect: "manual",
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

const ENTITIES: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'", "#39": "'" };

function attribute(tag: string, name: string) {
  const raw = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return raw.replace(/&([a-z]+|#x?\d+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole);
}
