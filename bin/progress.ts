const isTerminal = process.stdout.isTTY === true;
const TICK_MS = 200;

/** Prints one line a step with its time, and while it runs, on a terminal, the time so far. Rethrows what the step throws. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const paint = (mark: string) => process.stdout.write(`\r${mark} ${title}  ${seconds(Date.now() - started)} s\x1b[K`);
  const ticking = isTerminal ? setInterval(() => paint("…"), TICK_MS) : undefined;
  if (isTerminal) paint("…");
  try {
    const result = await work();
    conclude("✓");
    return result;
  } catch (error) {
    conclude("✗");
    throw error;
  } finally {
    clearInterval(ticking);
  }

  function conclude(mark: string): void {
    if (isTerminal) paint(mark);
    else process.stdout.write(`${mark} ${title}  ${seconds(Date.now() - started)} s`);
    process.stdout.write("\n");
  }
}

/** Prints a line. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** The message of an error and of what caused it, for a person. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
