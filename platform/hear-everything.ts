import { format } from "node:util";
import type { Log } from "./log.ts";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error", trace: "warn" } as const;

/**
 * Sends what libraries and Node print by themselves through our log, so that it is masked and each entry stays one line:
 * console.*, Node's warnings and the error that ends the process. Call it once, at the start of a process.
 */
export function hearEverything(log: Log): void {
  for (const [name, level] of Object.entries(LEVELS))
    console[name as keyof typeof LEVELS] = (...said: unknown[]) => {
      const err = said.find((it) => it instanceof Error);
      // An error is described by the log; its own words may quote rows.
      const words = format(...said.map((it) => (it instanceof Error ? it.name : it)));
      log[level]({ library: "console", ...(err !== undefined && { err }) }, words);
    };
  // Node's own listener prints to stderr.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") log.warn({ err: warning, library: "node" }, "a warning of Node's");
  });
  // Also a rejection that nothing handles.
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "the process ends by an error that nothing caught");
    process.exit(1);
  });
}
