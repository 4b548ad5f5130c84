/** What the process that does its worst is told, as one JSON argument. */
export interface AttackPlan {
  url: string;
  seconds: number;
  /** The shop whose merchant and whose strangers these are. */
  domain: string;
  senderId: string;
  /** Of a short link of its own. */
  linkCode: string;
}

/** What came of it: how many requests of each kind were answered, and with which statuses. */
export type AttackResult = Record<string, Record<string, number>>;
