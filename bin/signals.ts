const SAME_KEYSTROKE_MS = 1_000;

/**
 * Calls `first` at the first Ctrl-C, `kill`, closed terminal or death of the process that started us, and `again` at the
 * next. One Ctrl-C reaches us up to three times (terminal, npm, our parent): what comes within a second is the same one.
 */
export function onInterrupt(first: () => void, again: () => void): void {
  let last = Number.NEGATIVE_INFINITY;
  let count = 0;
  const hear = () => {
    const isEcho = Date.now() - last < SAME_KEYSTROKE_MS;
    if (isEcho) return;
    last = Date.now();
    count += 1;
    if (count === 1) first();
    else again();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, hear);
  process.on("disconnect", hear);
  process.channel?.unref(); // listening to our parent is no reason to stay
  process.stdout.on("error", () => {}); // a terminal that is gone
}
