import { html } from "hono/html";

/** A paragraph in which backticks mark code and asterisks a name. */
export const prose = (text: string) => (text === "" ? "" : html`<p>${inline(text)}</p>`);

export const inline = (text: string) =>
  text
    .split(/(`[^`]+`|\*[^*]+\*)/)
    .map((part) =>
      part.startsWith("`")
        ? html`<code>${part.slice(1, -1)}</code>`
        : /^\*[^*]+\*$/.test(part)
          ? html`<em>${part.slice(1, -1)}</em>`
          : part,
    );
