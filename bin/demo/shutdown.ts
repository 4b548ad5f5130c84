/** Something that runs: `stop` is the polite way and may take its time, `kill` the other. */
export interface Stoppable {
  stop(): Promise<void>;
  kill(): void;
}

/** What runs and must end with us, last started first. */
export interface Shutdown {
  add(running: Stoppable): void;
  /** True once it has begun: what fails from then on fails because of it. */
  isUnderWay(): boolean;
  /** Resolves when everything has ended, whatever failed on the way. Safe to repeat. */
  run(): Promise<void>;
  /** Ends at once what `run` is still waiting for. */
  hurry(): void;
}

export function planShutdown(): Shutdown {
  const running: Stoppable[] = [];
  const failures: unknown[] = [];
  let underWay: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    for (let last = running.at(-1); last !== undefined; last = running.at(-1)) {
      await last.stop().catch((error: unknown) => void failures.push(error));
      running.splice(running.indexOf(last), 1);
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    add: (stoppable) => void running.push(stoppable),
    isUnderWay: () => underWay !== null,
    run: () => {
      underWay ??= stopAll();
      return underWay;
    },
    hurry: () => {
      for (const stoppable of running) stoppable.kill();
    },
  };
}
