type Tone = "good" | "warn" | "bad" | "quiet";

const TONES: Record<Tone, { text: string; mark: string }> = {
  good: { text: "text-good", mark: "●" },
  warn: { text: "text-warn", mark: "▲" },
  bad: { text: "text-danger", mark: "■" },
  quiet: { text: "text-muted", mark: "○" },
};

const OF: Record<string, Tone> = {
  linked: "good",
  connected: "good",
  Linked: "good",
  delivered: "good",
  failed: "bad",
  Deauthorized: "bad",
  disconnected: "bad",
  expired: "warn",
  linking: "warn",
  PendingAuth: "warn",
};

/** A state as word and shape, never as colour alone. */
export function Status({ state, children }: { state: string; children: string }) {
  const { text, mark } = TONES[OF[state] ?? "quiet"];
  return (
    <span className={`whitespace-nowrap font-medium ${text}`}>
      <span aria-hidden="true" className="mr-1.5 inline-block w-3 text-center text-xs">
        {mark}
      </span>
      {children}
    </span>
  );
}
