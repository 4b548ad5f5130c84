/** How the simulated carrier is started. */
export interface CarrierOptions {
  /** 0 takes a free port. */
  port: number;
  accountSid: string;
  authToken: string;
  /** A second token that is accepted beside the other while it is being rotated; callbacks are signed with the first. */
  secondaryAuthToken?: string | undefined;
  /**
   * The time of the story that is being told: it decides when a text's validity ends and what time a phone shows.
   * The dates in Twilio's own answers are real time, as they would be if the story used the real Twilio.
   */
  clock: { now(): Date };
  /** A folder for `carrier.json`, so that a restarted carrier remembers. Absent: memory only. */
  dataDir?: string | undefined;
  numbers: NumberOption[];
  /** Twilio's own STOP / START book-keeping, per pair of numbers. Off unless asked for: the app must do it itself. */
  advancedOptOut?: boolean | undefined;
  /** Multiplies the time a text is under way (about a second at 1). 0 delivers at once, for tests that count. */
  delayScale?: number | undefined;
  /** Makes the faults and delays repeatable. */
  seed?: number | undefined;
}

export interface NumberOption {
  /** E.164, or the bare digits of a short code. */
  phone: string;
  kind: "long_code" | "toll_free" | "short_code";
  partsPerSecond: number;
}
