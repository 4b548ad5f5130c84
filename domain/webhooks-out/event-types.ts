import { z } from "zod";

/** Whose event it is. The number is null once the person was erased. */
const subscriber = z.object({ id: z.uuid(), phone: z.string().nullable() });
const message = z.object({
  id: z.uuid(),
  /** transactional | reply | flow | campaign */
  class: z.string(),
  /** What sent it: the campaign, the flow's enrollment, the conversation. */
  source: z.object({ kind: z.string(), id: z.uuid() }),
});
const consent = z.object({
  subscriber,
  /** Where the person decided: sign-up-form, checkout, inbound-text and so on. */
  source: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});

/** Who did it: staff, api-key or help-desk. */
const author = z.object({ kind: z.string(), name: z.string().nullable() });

const CONVERSATION_ID = "0193a5a2-b163-7a06-8c53-7e9fb1706c65";
const PERSON = { id: "0193a5a2-6c1e-7bb1-9d0e-2f4a6c1b7d10", phone: "+12025550123" };
const TEXT = {
  id: "0193a5a2-7d2f-7cc2-8e1f-3a5b7d2c8e21",
  class: "campaign",
  source: { kind: "campaign", id: "0193a5a2-8e30-7dd3-9f20-4b6c8e3d9f32" },
};

/**
 * What other programs can be told of: for each type its sentence, the schema of `data`, and an example. A property may be added in the
 * same version; one that changes or goes needs a new version, which is sent beside the old one under a type of its own.
 */
export const eventTypes = {
  "subscriber.subscribed": type("Someone agreed to marketing texts", 1, consent, {
    subscriber: PERSON,
    source: "sign-up-form",
    decidedAt: "2026-11-30T15:04:05.000Z",
  }),
  "subscriber.unsubscribed": type("Someone opted out of marketing texts", 1, consent, {
    subscriber: PERSON,
    source: "inbound-text",
    decidedAt: "2026-11-30T15:04:05.000Z",
  }),
  "message.sent": type("The carrier accepted a text", 1, z.object({ subscriber, message }), {
    subscriber: PERSON,
    message: TEXT,
  }),
  "message.delivered": type("A text reached its phone", 1, z.object({ subscriber, message }), {
    subscriber: PERSON,
    message: TEXT,
  }),
  "message.failed": type(
    "A text couldn’t be delivered",
    1,
    z.object({ subscriber, message: message.extend({ cause: z.string().nullable() }) }),
    { subscriber: PERSON, message: { ...TEXT, cause: "unreachable" } },
  ),
  "reply.received": type(
    "Someone wrote to one of your numbers",
    1,
    z.object({
      subscriber,
      reply: z.object({
        id: z.uuid(),
        body: z.string(),
        /** opt-out | unsure | opt-in | help | conversation */
        meaning: z.string(),
      }),
    }),
    {
      subscriber: PERSON,
      reply: { id: "0193a5a2-9f41-7ee4-8a31-5c7d9f4eaa43", body: "Do you ship to Canada?", meaning: "conversation" },
    },
  ),
  "conversation.opened": type(
    "A conversation needs an answer",
    1,
    z.object({ subscriber, conversation: z.object({ id: z.uuid() }) }),
    { subscriber: PERSON, conversation: { id: CONVERSATION_ID } },
  ),
  "conversation.closed": type(
    "A conversation was closed",
    1,
    z.object({ subscriber, conversation: z.object({ id: z.uuid() }), by: author }),
    { subscriber: PERSON, conversation: { id: CONVERSATION_ID }, by: { kind: "staff", name: "Ada Moreno" } },
  ),
  "conversation.assigned": type(
    "A conversation was assigned to someone, or to no one",
    1,
    z.object({
      subscriber,
      conversation: z.object({ id: z.uuid() }),
      by: author,
      to: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    }),
    {
      ...{ subscriber: PERSON, conversation: { id: CONVERSATION_ID }, by: { kind: "staff", name: "Ada Moreno" } },
      to: { id: "42", name: "Riley Chen" },
    },
  ),
  "link.clicked": type(
    "Someone tapped a link in a text",
    1,
    z.object({ subscriber, click: z.object({ id: z.uuid(), messageId: z.uuid() }) }),
    { subscriber: PERSON, click: { id: "0193a5a2-a052-7ff5-9b42-6d8ea05fbb54", messageId: TEXT.id } },
  ),
} as const;

export type EventType = keyof typeof eventTypes;

/** What the publisher gives: the person is added from their row. */
export type EventData<Type extends EventType> = Omit<z.infer<(typeof eventTypes)[Type]["data"]>, "subscriber">;

/** An event as it is sent, about one person. */
export function eventBody(
  type: EventType | typeof TEST_TYPE,
  { id, at, data }: { id: string; at: Date; data: object },
): string {
  const version = type === TEST_TYPE ? 1 : eventTypes[type].version;
  return JSON.stringify({ id: `evt_${id}`, type, version, timestamp: at.toISOString(), data });
}

/** Every type with its sentence, for the pages. */
export function listEventTypes(): { type: EventType; says: string }[] {
  return (Object.keys(eventTypes) as EventType[]).map((type) => ({ type, says: eventTypes[type].says })); // its own keys
}

/** Sent by a button; it is about no one. */
export const TEST_TYPE = "endpoint.test";

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventTypes, text);
}

function type<Data extends z.ZodType>(says: string, version: number, data: Data, example: z.input<Data>) {
  return { says, version, data, example };
}
