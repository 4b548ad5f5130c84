import { type PersonLine, personLine } from "#app/subscribers/person-line";
import type { ListedSubscriber } from "#domain/subscribers/list";

/** One subscriber as the list shows them. */
export interface SubscriberLine extends PersonLine {
  /** Why nothing reaches them although they agreed, or not even order texts may; null otherwise. */
  obstacle: "Opted out by text" | "Can’t receive texts" | null;
  tags: string[];
  createdAt: Date;
}

export function subscriberLine(subscriber: ListedSubscriber): SubscriberLine {
  const { isOptedOut, isInvalid, tags, createdAt } = subscriber;
  return {
    ...personLine(subscriber),
    obstacle: isOptedOut ? "Opted out by text" : isInvalid ? "Can’t receive texts" : null,
    tags,
    createdAt,
  };
}
