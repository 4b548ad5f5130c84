/** A visit of a short link as it is stored. */
export interface RecordedClick {
  shopId: string;
  id: string;
  code: string;
  messageMonth: string;
  messageId: string;
  subscriberId: string;
  clickedAt: Date;
  /** False for previews, bots, repeated and uncertain taps. */
  counted: boolean;
  /** Null when it counts; "uncertain" within seconds of the hand-over (record-clicks.sql). */
  ignoredBecause: string | null;
}
