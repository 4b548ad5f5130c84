/**
 * A baseline's process: says `ready`, does its work once for each SIGUSR2, and says `done <number of the run>` after each.
 * The first run is its warm-up: the product is warmed up by as many texts too.
 */
export function serveRuns(work: (run: number) => Promise<void>): void {
  let runs = 0;
  process.on("SIGUSR2", () => {
    runs += 1;
    const run = runs;
    // A rejection ends the process, which the caller is told.
    void work(run).then(() => process.stdout.write(`done ${run}\n`));
  });
  // Nothing else keeps it running between two runs.
  setInterval(() => {}, 60_000);
  process.stdout.write("ready\n");
}

/** The id of the campaign that a run's texts are of; the caller counts its receipts by it. */
export function sourceOfRun(run: number): string {
  return `00000000-0000-7000-8000-${String(run).padStart(12, "0")}`;
}
