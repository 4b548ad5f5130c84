/** Who does something, and why: the words stand in operator_events. */
export interface Act {
  /** A login name of the panel, or `shell:<unix user>`. */
  by: { operator: string };
  because?: string | undefined;
}

/** What a verb says when it is done. */
export interface Answer {
  /** False: it was so already, and nothing was written. */
  hasChanged: boolean;
  /** What happened, for the operator to read. */
  sentence: string;
}
