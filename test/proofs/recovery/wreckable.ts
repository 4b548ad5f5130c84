/** A server that a proof may wreck. It comes back on the same port, with what it had written to its disk. */
export interface Wreckable {
  /** Ends it without a farewell and resolves when it is gone. */
  crash(): Promise<void>;
  /** Resolves when it answers again. */
  start(): Promise<void>;
  /** The polite end; safe to repeat. */
  stop(): Promise<void>;
}
