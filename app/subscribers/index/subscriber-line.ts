import { formatPhone } from "#domain/subscribers/format-phone";
import type { ListedSubscriber } from "#domain/subscribers/list";

/** One subscriber as the list shows them. */
export interface SubscriberLine {
  id: string;
  /** The name, or the number of somebody without one. */
  person: string;
  phone: string;
  consent: string;
  /** Why nothing reaches them although they agreed, or not even order texts may; null otherwise. */
  obstacle: "Opted out by text" | "Cannot receive texts" | null;
  /** "New York, US" is more than we know: "NY, US". */
  place: string;
  tags: string[];
  createdAt: Date;
}

export function subscriberLine(subscriber: ListedSubscriber): SubscriberLine {
  const { id, firstName, lastName, marketing, isOptedOut, isInvalid, country, region, tags, createdAt } = subscriber;
  const phone = formatPhone(subscriber.phone);
  return {
    id,
    person: [firstName, lastName].filter(Boolean).join(" ") || phone,
    phone,
    consent: marketing,
    obstacle: isOptedOut ? "Opted out by text" : isInvalid ? "Cannot receive texts" : null,
    place: [region, country].filter(Boolean).join(", "),
    tags,
    createdAt,
  };
}
