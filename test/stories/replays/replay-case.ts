import type { Told } from "./replay-rig.ts";
import { DAY, erasedAndBack } from "./store-events.ts";

export type Body = Record<string, unknown>;

/** What a store told once, and what happened afterwards. */
export interface ReplayCase {
  /** What has happened since: the end of the sentence "… is replayed after". */
  since: string;
  /** The body, when it is not the published one. */
  body?: (told: Told) => Body;
  /** What happened before it was told. */
  before?: (told: Told) => Promise<void>;
  meanwhile: (told: Told) => Promise<void>;
  /** A reported uninstall is only over when the store was asked. */
  asksTheStore?: true;
}

/** The minute of the replay: nothing of a case happens later. */
export const REPLAYED_AT = 3 * DAY;

/** Half of the topics have this case. */
export const back: ReplayCase = { since: "the customer was erased and came back", meanwhile: erasedAndBack };
