import type { PublishedFlow } from "#domain/flows/publishing/live-flows";
import type { Entry, TriggerEvent } from "#domain/flows/walk/entry";

/** One event that may start one flow. */
export interface Enrolling {
  id: string;
  flow: PublishedFlow;
  news: TriggerEvent;
  entry: Entry;
}

/** One person and one flow. */
export function pairOf({ flow, news }: Pick<Enrolling, "flow" | "news">): string {
  return `${flow.id} ${news.subscriberId}`;
}
