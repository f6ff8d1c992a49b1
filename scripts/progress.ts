/** Runs one piece of work under a description that a person can follow. */
export type Step = <T>(doing: string, work: () => Promise<T>) => Promise<T>;

export const silently: Step = (_doing, work) => work();

const BEAT_MS = 5000;
const began = performance.now();

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);

/** Progress goes to stderr: stdout is kept for results. */
export function say(line: string) {
  process.stderr.write(`${seconds(began).padStart(6)} s  ${line}\n`);
}

/** Says what is being done, again every few seconds while it lasts, and how long it took. */
export const aloud: Step = async (doing, work) => {
  const start = performance.now();
  say(`${doing} …`);
  const beat = setInterval(() => say(`  still ${lowerFirst(doing)}, ${seconds(start)} s so far`), BEAT_MS);
  try {
    const done = await work();
    say(`  done in ${seconds(start)} s`);
    return done;
  } finally {
    clearInterval(beat);
  }
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
