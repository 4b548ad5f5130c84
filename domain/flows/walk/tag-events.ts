import type { TriggerEvent } from "./entry.ts";

/** A tag that a person has been given. */
interface GivenTag {
  shopId: string;
  subscriberId: string;
  tag: string;
  at: Date;
}

/** The news that a tag was added, for the trigger "customer-tagged". Added again later, it is another event. */
export function tagEvents({ shopId, subscriberId, tag, at }: GivenTag): TriggerEvent {
  const subject = `tag:${subscriberId}:${at.getTime()}:${tag}`;
  const event = { properties: { tag }, variables: { tag: { name: tag } } };
  return { shopId, kind: "customer-tagged", subject, subscriberId, at, since: at, event };
}
