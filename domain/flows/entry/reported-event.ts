import { z } from "zod";
import { PROPERTY } from "#domain/flows/triggers/custom-event";
import { entriesAtMost } from "#platform/http/entries-at-most";
import { storableText } from "#platform/sql/storable";

const text = z.string().max(1_000).overwrite(storableText);
const name = z.string().overwrite(storableText).trim().min(1).max(100);

const eventPerson = z.union([
  z.strictObject({ subscriberId: z.uuid() }),
  z.strictObject({ phone: z.string().max(40) }),
  z.strictObject({ customerId: z.string().min(1).max(100) }),
  z.strictObject({ email: z.string().min(3).max(320) }),
]);

const MOST_PROPERTIES = 50;
const MOST_IN_LIST = 100;

const list = entriesAtMost(
  MOST_IN_LIST,
  `A list can have up to ${MOST_IN_LIST} entries.`,
  z.array(text).max(MOST_IN_LIST),
);
const eventProperties = entriesAtMost(
  MOST_PROPERTIES,
  `An event can have up to ${MOST_PROPERTIES} properties.`,
  z.record(z.string().regex(PROPERTY), z.union([text, z.number(), z.boolean(), list, z.null()])),
).refine((it) => Buffer.byteLength(JSON.stringify(it)) <= 8_000, "The properties can be up to 8,000 bytes.");

/** An event that another program reports. What it sends and what is kept of it until it is worked on have this shape. */
export const customEvent = z.object({
  name,
  person: eventPerson,
  properties: eventProperties.default({}),
  /** The caller's own name for this event: told again under it, it is the same event. */
  idempotencyKey: z.string().min(1).max(200).overwrite(storableText),
  occurredAt: z.date().optional(),
});

export type CustomEvent = z.input<typeof customEvent>;

/** An event as the schema has read it. */
export type ReportedEvent = z.output<typeof customEvent> & { shopId: string; intakeId?: string };
