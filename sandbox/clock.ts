const LONGEST_TIMER = 2_147_483_647;

interface Task {
  at: number;
  run: () => void | Promise<void>;
  timer: NodeJS.Timeout | undefined;
}

export interface Clock {
  now(): number;
  iso(): string;
  later(ms: number, run: () => void | Promise<void>): void;
  moveTo(instant: number): Promise<void>;
  reset(): void;
}

/** A clock that ticks like the wall's until it is moved. It runs due work before `moveTo` resolves. */
export function createClock(): Clock {
  let offset = 0;
  let tasks: Task[] = [];
  const now = () => Date.now() + offset;

  async function runDue() {
    const due = tasks.filter((task) => task.at <= now()).sort((a, b) => a.at - b.at);
    tasks = tasks.filter((task) => !due.includes(task));
    for (const task of due) {
      clearTimeout(task.timer);
      await task.run();
    }
  }

  /** Timers come a little early at times, and the longest ones come several times. */
  async function ring(task: Task) {
    await runDue();
    if (tasks.includes(task)) arm(task);
  }

  function arm(task: Task) {
    clearTimeout(task.timer);
    // A pending task must not keep a test process alive.
    task.timer = setTimeout(ring, Math.min(Math.max(0, task.at - now()), LONGEST_TIMER), task).unref();
  }

  return {
    now,
    iso: () => new Date(now()).toISOString(),
    later(ms, run) {
      const task: Task = { at: now() + ms, run, timer: undefined };
      tasks.push(task);
      arm(task);
    },
    async moveTo(instant) {
      offset = instant - Date.now();
      await runDue();
      for (const task of tasks) arm(task);
    },
    reset() {
      offset = 0;
      for (const task of tasks) clearTimeout(task.timer);
      tasks = [];
    },
  };
}
