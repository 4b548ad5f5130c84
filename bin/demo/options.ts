import type { Shutdown } from "./shutdown.ts";

/** How a demo is started. */
export interface StartOptions {
  /** Absolute: state, logs and data. */
  folder: string;
  /** True takes any free ports and does not guard the data against a power cut. */
  isThrowAway: boolean;
  isVerbose: boolean;
  /** Learns of everything that is started. */
  shutdown: Shutdown;
}
