import type { RealStore } from "../dev/real-store.ts";
import type { Shutdown } from "./shutdown.ts";

/** How a demo is started. */
export interface StartOptions {
  /** Absolute: state, logs and data. */
  folder: string;
  /** True takes any free ports and does not guard the data against a power cut. */
  isThrowAway: boolean;
  isVerbose: boolean;
  /** True runs web and workers from their sources, for development: each change is taken in while they run. */
  isWatched?: boolean;
  /** True starts a collector of traces, which the web process and the workers send all of theirs to. */
  hasCollector?: boolean;
  /** Takes the place of the simulated store, and of the clock that can be moved. */
  realStore?: RealStore | undefined;
  /** Learns of everything that is started. */
  shutdown: Shutdown;
}
