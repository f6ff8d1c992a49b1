/**
 * <sage-connect-bank> shows your signed-in customer how to connect to Sage: Connection ID, one-time password, steps.
 *
 *   <script async src="https://connect.example.com/connect-bank.js"><\/script>
 *   <sage-connect-bank token="…" locale="en">Turn on JavaScript to connect to Sage.</sage-connect-bank>
 *
 * Works as type="module" too. Your Content-Security-Policy needs our origin in script-src and frame-src, nothing else.
 *
 * Attributes
 *   token    from POST /api/companies/{companyId}/connections/{connectionId}/linkTokens; good for one load
 *   locale   en or fr; without it the language of your document
 *   origin   ours, when this file is part of your bundle or imported by a module of yours
 * Changing one of them loads the page once more. The element's content is seen where it cannot run.
 *
 * Events, which bubble
 *   ready       the page is there
 *   passcode    a one-time password is on it, until detail.expires (a Date)
 *   connected   an account is connected
 *   error       detail.code: "token" (missing or malformed), "origin" (not known), "timeout" (no answer in 15 seconds:
 *               not reachable, or your origin may not frame it), or what the page says
 *
 * Style it as any element, and its frame as sage-connect-bank::part(frame).
 */
(() => {
  const NAME = "sage-connect-bank";
  const TOKEN = /^[\w.~-]{16,2048}$/;
  const CODE = /^[a-z][a-z-]{0,63}$/;
  const ANSWER_MS = 15000;
  const FIRST_HEIGHT = 480;
  const MIN_HEIGHT = 100;
  const MAX_HEIGHT = 4000;
  const WORDS = {
    en: {
      title: "Connect your bank account to Sage",
      failed: "This part of the page did not open. Reload the page to try again.",
    },
    fr: {
      title: "Connectez votre compte bancaire à Sage",
      failed: "Cette partie de la page ne s’est pas ouverte. Rechargez la page pour réessayer.",
    },
  };

  if (!window.customElements || customElements.get(NAME)) return;

  function originOf(address) {
    try {
      const { protocol, origin } = new URL(address);
      return /^https?:$/.test(protocol) ? origin : null;
    } catch {
      return null;
    }
  }

  /** Where this file comes from. A module is not told which script it is, so its tag is looked for. */
  function scriptOrigin() {
    const tags = [document.currentScript, ...document.querySelectorAll("script[src]")];
    const own = tags.find((tag) => tag && /^[^?#]+\/connect-bank\.js([?#]|$)/.test(tag.src));
    return own ? originOf(own.src) : null;
  }
  const home = scriptOrigin();

  const localeOf = (element) => {
    const asked = element.getAttribute("locale") || document.documentElement.lang;
    return /^fr\b/i.test(asked) ? "fr" : "en";
  };

  /** Puts the page into the element's shadow, and returns what takes it out again. */
  function open(element) {
    const root = element.shadowRoot;
    const token = element.getAttribute("token") || "";
    const origin = element.hasAttribute("origin") ? originOf(element.getAttribute("origin")) : home;
    const locale = localeOf(element);
    const frame = document.createElement("iframe");
    const notice = document.createElement("p");
    let ready = false;
    let timer;

    const tell = (type, detail) =>
      element.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    const fail = (code) => {
      frame.style.display = "none";
      root.append(notice);
      tell("error", { code });
    };
    const answered = () => {
      clearTimeout(timer);
      frame.style.display = "block";
      notice.remove();
    };

    const heard = {
      ready() {
        if (!ready) tell("ready");
        ready = true;
      },
      resize({ height }) {
        if (!Number.isFinite(height)) return;
        frame.style.height = `${Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, Math.ceil(height)))}px`;
      },
      passcode({ expires }) {
        const date = /^(string|number)$/.test(typeof expires) ? new Date(expires) : null;
        if (date && !Number.isNaN(date.getTime())) tell("passcode", { expires: date });
      },
      connected: () => tell("connected"),
      error({ code }) {
        if (typeof code === "string" && CODE.test(code)) tell("error", { code });
      },
    };
    /** Anybody may post to this window: only the page in our own frame, on the right origin, is listened to. */
    const onMessage = ({ origin: from, source, data }) => {
      if (from !== origin || !source || source !== frame.contentWindow) return;
      if (data?.source !== "connect-bank" || !Object.keys(heard).includes(data.type)) return;
      answered();
      heard[data.type](data);
    };

    notice.lang = locale;
    notice.setAttribute("role", "alert");
    notice.textContent = WORDS[locale].failed;
    if (!origin || !TOKEN.test(token)) fail(origin ? "token" : "origin");
    else {
      window.addEventListener("message", onMessage);
      timer = setTimeout(fail, ANSWER_MS, "timeout");
      frame.title = WORDS[locale].title;
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "origin";
      frame.loading = "eager";
      frame.setAttribute("part", "frame");
      // One by one: a style attribute would need 'unsafe-inline' in the policy of the page that we are on.
      Object.assign(frame.style, { display: "block", width: "100%", height: `${FIRST_HEIGHT}px`, border: "0" });
      frame.src = `${origin}/link/${encodeURIComponent(token)}?locale=${locale}`;
      root.append(frame);
    }

    return () => {
      window.removeEventListener("message", onMessage);
      clearTimeout(timer);
      frame.remove();
      notice.remove();
    };
  }

  const closers = new WeakMap();
  const due = new WeakSet();

  function close(element) {
    const closer = closers.get(element);
    closers.delete(element);
    if (closer) closer();
  }

  /** Loads anew, once for all that changes together: a token is good for one load. */
  function renew(element) {
    if (due.has(element)) return;
    due.add(element);
    queueMicrotask(() => {
      due.delete(element);
      close(element);
      if (element.isConnected) closers.set(element, open(element));
    });
  }

  class SageConnectBank extends HTMLElement {
    static get observedAttributes() {
      return ["token", "locale", "origin"];
    }
    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(":host { display: block } :host([hidden]) { display: none }");
        root.adoptedStyleSheets = [sheet];
      } catch {
        // A browser without constructed style sheets shows it all the same.
      }
    }
    connectedCallback() {
      renew(this);
    }
    attributeChangedCallback(_name, before, after) {
      if (before !== after) renew(this);
    }
    disconnectedCallback() {
      close(this);
    }
  }
  customElements.define(NAME, SageConnectBank);
})();
