"use client";

let last: FormData | null = null;

/** Keeps what is sent from here on, until the page is left. Answers a function that ends it. */
export function keepWhatIsSent(): () => void {
  const keep = ({ target, submitter }: SubmitEvent) => {
    if (target instanceof HTMLFormElement) last = new FormData(target, submitter);
  };
  window.addEventListener("submit", keep, true);
  return () => window.removeEventListener("submit", keep, true);
}

/** Sends again what was sent last, as a browser without script does. The answer is a whole page, of any release. */
export function sendAgain() {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: window.location.href, enctype: "multipart/form-data", hidden: true });
  for (const [name, value] of last ?? []) {
    // Names of actions are those of the page that is left.
    if (typeof value !== "string" || name.startsWith("$")) continue;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
