// @ts-check
/**
 * Makes the pages of a journey and the link page better. They work without it: an old browser that cannot read this
 * file shows them as plain forms. All that it does is asked for by attributes of the page.
 */
(() => {
  /** How a page of ours is told from another's answer, and where to go on: the front door writes both. */
  const OURS = "x-page";
  const NEXT = "x-next";
  const ANSWER_MS = 90_000;
  const LEAVING_MS = 20_000;
  const APPROVAL_MS = 2_000;
  const WARN_MINUTES = 5;
  /** Long enough that a click which was under way when the page moved does not land on a new button. */
  const SETTLE_MS = 800;
  const LOOK = { soon: 2_500, later: 10_000, latest: 60_000, patientAfter: 60, share: 40 };

  /** @type {(() => void)[]} What ends with the page that is shown now. */
  let endings = [];
  /** @type {{ byUser: boolean, end: () => void, forget: () => void } | null} The request that is under way. */
  let sending = null;
  /** The last messages to the page that frames a link page, and the last arrival that its user was asked about. */
  const told = { ready: false, passcode: "", status: "", asked: "" };
  const looks = { count: 0, tookMs: 0, failed: 0 };

  /** @type {(selector: string) => HTMLElement[]} */
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
  /** @type {(selector: string) => HTMLElement | undefined} */
  const first = (selector) => all(selector)[0];
  /** @type {(text: string | undefined) => any} */
  const json = (text) => JSON.parse(text || "null");

  /** @type {(ms: number, run: () => void) => void} */
  function every(ms, run) {
    run();
    const timer = setInterval(run, ms);
    endings.push(() => clearInterval(timer));
  }

  // --- Forms: sent once, and kept when no answer of ours comes

  /** @type {(form: HTMLFormElement, button: HTMLElement | null, byUser: boolean) => Promise<void>} */
  async function send(form, button, byUser) {
    // The page's own look for news gives way to its user.
    if (sending && (sending.byUser || !byUser)) return;
    sending?.end();
    const label = button ? button.textContent : "";
    const body = new FormData(form);
    if (button instanceof HTMLButtonElement && button.name) body.append(button.name, button.value);
    if (button?.dataset.working) button.textContent = button.dataset.working;
    button?.setAttribute("aria-disabled", "true");
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), ANSWER_MS);
    const reset = () => {
      if (button) button.textContent = label;
      button?.removeAttribute("aria-disabled");
    };
    const forget = () => {
      reset();
      if (sending === own) sending = null;
    };
    const own = { byUser, end: () => ended.abort(), forget };
    sending = own;
    let leaves = false;
    /** @type {(problem: string) => void} */
    const stay = (problem) => {
      reset();
      if (byUser) say(form, button, problem, label || "");
    };
    try {
      const { action } = form;
      const answer = await fetch(action, { method: "POST", body, headers: { [OURS]: "1" }, signal: ended.signal });
      const next = answer.headers.get(NEXT);
      // A balancer says so as well while we are away.
      if (answer.status >= 500) stay("failed");
      else if (answer.headers.get(OURS) === null) stay("foreign");
      else if (next) {
        leaves = true;
        location.assign(next);
        // A person may stop the way to the next page, and then needs this one.
        setTimeout(own.forget, LEAVING_MS);
      } else show(await answer.text(), byUser);
    } catch {
      stay("lost");
    } finally {
      clearTimeout(timer);
      if (!leaves && sending === own) sending = null;
    }
  }

  /** Says above the button why nothing was taken. The form keeps what was typed. */
  /** @type {(form: HTMLElement, button: HTMLElement | null, problem: string, label: string) => void} */
  function say(form, button, problem, label) {
    for (const old of all("[data-problem]")) old.remove();
    const notice = document.createElement("p");
    notice.dataset.problem = problem;
    notice.setAttribute("role", "alert");
    notice.className = document.body.dataset.look || "";
    notice.textContent = (document.body.dataset[problem] || "").replace("{button}", label.trim());
    const place = button && form.contains(button) ? button : form.lastElementChild;
    if (place?.parentElement) place.parentElement.insertBefore(notice, place);
    else form.append(notice);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    event.preventDefault();
    void send(form, event.submitter || null, true);
  });

  // --- The answer takes the page's place, and what stays the same stays as it is

  /** @type {(html: string, byUser: boolean) => void} */
  function show(html, byUser) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const one of fresh.querySelectorAll("noscript, script")) one.remove();
    for (const one of all("[data-problem]")) one.remove();
    document.title = fresh.title;
    for (const { name, value } of fresh.documentElement.attributes) document.documentElement.setAttribute(name, value);
    for (const sheet of fresh.querySelectorAll("link[rel=stylesheet]"))
      if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet);
    change(document.body, fresh.body, byUser);
    start(byUser);
  }

  /** @type {(one: Node, other: Node) => boolean} */
  const isLike = (one, other) =>
    one.nodeName === other.nodeName &&
    (!(one instanceof Element && other instanceof Element) ||
      (one.id === other.id && one.getAttribute("name") === other.getAttribute("name")));

  /** @type {(old: Node, fresh: Node, byUser: boolean) => void} */
  function change(old, fresh, byUser) {
    if (old instanceof Element && fresh instanceof Element) {
      for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
      for (const { name, value } of fresh.attributes)
        if (old.getAttribute(name) !== value) old.setAttribute(name, value);
      if (old instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
        if (byUser || old.type === "hidden") old.value = fresh.value;
        if (byUser) old.checked = fresh.checked;
      }
    } else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    const nodes = [...fresh.childNodes];
    let place = old.firstChild;
    const dropPlace = () => {
      const gone = place;
      place = gone?.nextSibling ?? null;
      gone?.parentNode?.removeChild(gone);
    };
    nodes.forEach((node, at) => {
      // What the new page has further on stays where it is, with the focus that it may have.
      const comesLater = () => nodes.slice(at + 1).some((later) => place && isLike(place, later));
      while (place && !isLike(place, node) && !comesLater()) dropPlace();
      if (place && isLike(place, node)) {
        const { nextSibling } = place;
        change(place, node, byUser);
        place = nextSibling;
      } else old.insertBefore(node, place);
    });
    while (place) dropPlace();
  }

  // --- What a page asks for

  /** Counts the time down that is left for a journey. It is seen once it is short. */
  function timeLeft() {
    for (const notice of all("[data-seconds-left]")) {
      const end = performance.now() + Number(notice.dataset.secondsLeft) * 1000;
      const exact = json(notice.dataset.exact);
      notice.className = notice.dataset.look || "";
      every(5_000, () => {
        const minutes = Math.floor(Math.max(0, end - performance.now()) / 60_000);
        notice.hidden = minutes >= WARN_MINUTES;
        const text = notice.hidden ? "" : exact[minutes];
        if (notice.textContent !== text) notice.textContent = text;
      });
    }
  }

  /** Counts the minutes down that a one-time password works. */
  function passcodeLeft() {
    for (const notice of all("[data-works]")) {
      const end = performance.now() + Number(notice.dataset.works) * 1000;
      const [less, one, two] = json(notice.dataset.minutes);
      notice.hidden = false;
      every(1_000, () => {
        const minutes = Math.ceil((end - performance.now()) / 60_000);
        const isOver = minutes <= 0;
        const left =
          minutes === 1 ? (end - performance.now() < 60_000 ? less : one) : two.replace("2", String(minutes));
        const text = isOver ? notice.dataset.over : left;
        if (isOver) notice.className = notice.dataset.overLook || "";
        if (notice.textContent !== text) notice.textContent = text;
      });
    }
  }

  /** Without case and accents: "epargne" finds "Épargne". */
  /** @type {(text: string) => string} */
  const plain = (text) => text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  /** A list of accounts narrows as its user types; one that is chosen stays in view. */
  function filter() {
    const box = first("input[type=search]");
    if (!(box instanceof HTMLInputElement)) return;
    const query = plain(box.value);
    let found = 0;
    for (const row of all("[data-search]")) {
      const misses = !plain(row.dataset.search || "").includes(query);
      row.toggleAttribute("data-miss", misses);
      if (!misses) found++;
    }
    const none = first("[data-no-match]");
    if (none) none.textContent = found === 0 ? none.dataset.noMatch || "" : "";
  }
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "search") filter();
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (sending?.byUser && button.type === "submit") return event.preventDefault();
    if (button.value === "search" || button.value === "select-all") {
      event.preventDefault();
      filter();
      if (button.value === "select-all")
        for (const row of all("[data-search]:not([data-miss]) input:enabled"))
          if (row instanceof HTMLInputElement) row.checked = true;
    }
    const { copy, copied } = button.dataset;
    const label = button.firstElementChild;
    if (copy && label)
      navigator.clipboard.writeText(copy).then(
        () => label.replaceChildren(copied || ""),
        () => button.toggleAttribute("hidden", true),
      );
  });

  /** Buttons that have just appeared take no click at first. */
  function settle() {
    const moved = first("fieldset[data-settle]");
    if (moved instanceof HTMLFieldSetElement && moved.dataset.settle !== told.asked) {
      moved.disabled = true;
      setTimeout(() => moved.toggleAttribute("disabled", false), SETTLE_MS);
    }
    told.asked = moved?.dataset.settle || "";
  }

  /** Times in the reader's own time zone. */
  function localTimes() {
    for (const time of all("time[data-locale]"))
      time.textContent = new Intl.DateTimeFormat(time.dataset.locale, {
        dateStyle: /** @type {"medium" | undefined} */ (time.dataset.day),
        timeStyle: "short",
      }).format(new Date(time.getAttribute("datetime") || ""));
  }

  /** Goes on once the person has said on the link page that this window is theirs. */
  function watchApproval() {
    const form = first("form[data-watch]");
    if (!(form instanceof HTMLFormElement)) return;
    every(APPROVAL_MS, async () => {
      if (document.hidden || sending) return;
      const answer = await fetch(form.dataset.watch || "").catch(() => null);
      if (answer?.status === 200 && form.isConnected) void send(form, null, false);
    });
  }

  /** Looks for news of a link page while it is in view. Slow answers and failures make the pauses longer. */
  function watchLink() {
    const watch = first("[data-poll]");
    const form = watch?.closest("form");
    if (!watch || !form) return;
    const { poll = "", mark = "", arrival = "", denied = "" } = watch.dataset;
    let timer = 0;
    const ended = new AbortController();
    endings.push(() => {
      clearTimeout(timer);
      ended.abort();
    });
    const again = () => {
      looks.count++;
      const patient = looks.count > LOOK.patientAfter ? LOOK.later : LOOK.soon;
      const pause = Math.max(patient, looks.tookMs * LOOK.share) * 2 ** Math.min(looks.failed, 5);
      timer = window.setTimeout(look, Math.min(LOOK.latest, pause) * (0.85 + 0.3 * Math.random()));
    };
    async function look() {
      if (document.hidden || sending) return again();
      const asked = performance.now();
      const view = new FormData(/** @type {HTMLFormElement} */ (form)).get("view");
      const body = JSON.stringify({ view, denied: denied || null });
      const headers = { "content-type": "application/json" };
      const news = await fetch(poll, { method: "POST", headers, body, signal: ended.signal })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null);
      if (ended.signal.aborted) return;
      looks.tookMs = performance.now() - asked;
      looks.failed = news ? 0 : looks.failed + 1;
      if (news && (news.mark !== mark || (news.arrival || "") !== arrival)) {
        looks.count = 0;
        await send(/** @type {HTMLFormElement} */ (form), form?.querySelector("button[value=check]") ?? null, false);
      }
      if (!ended.signal.aborted) again();
    }
    again();
  }

  /** Tells the page that frames a link page what happens here: each listed origin, and no other. No password is told. */
  /** @type {(message: object) => void} */
  function tell(message) {
    const origins = first("[data-origins]")?.dataset.origins || "";
    if (window.parent === window) return;
    for (const origin of origins.split(" ").filter(Boolean))
      window.parent.postMessage({ source: "connect-bank", ...message }, origin);
  }

  function tellFrame() {
    const frame = first("[data-origins]");
    if (!frame) return;
    const { passcode = "", status = "", error } = frame.dataset;
    if (error) return tell({ type: "error", code: error });
    if (!told.ready) {
      tell({ type: "ready" });
      if (window.ResizeObserver)
        new ResizeObserver(() => tell({ type: "resize", height: document.body.scrollHeight })).observe(document.body);
    }
    if (passcode && passcode !== told.passcode) tell({ type: "passcode", expires: passcode });
    if (status === "connected" && status !== told.status) tell({ type: "connected" });
    Object.assign(told, { ready: true, passcode, status });
  }

  /** @type {(byUser: boolean) => void} */
  function start(byUser) {
    for (const end of endings) end();
    endings = [];
    // In another site's frame a browser may not give it the focus by itself.
    if (byUser) first("[role=alert][autofocus]")?.focus();
    settle();
    if (navigator.clipboard) for (const button of all("button[data-copy]")) button.hidden = false;
    localTimes();
    timeLeft();
    passcodeLeft();
    filter();
    watchApproval();
    watchLink();
    tellFrame();
  }

  // A page that the browser kept may be outdated when it is shown again. A link page looks for news itself, and its link
  // opens once.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (!first("[data-poll]")) location.reload();
    sending?.forget();
  });
  start(true);
})();
