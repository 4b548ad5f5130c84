import { z } from "zod";
import { type Call, defineOperation } from "#app/api/operation";
import { customEvent } from "#domain/flows/entry/reported-event";
import type { NewDelivery } from "#domain/intake/delivery";
import { entriesAtMost } from "#platform/http/entries-at-most";

const MOST_AT_ONCE = 100;
/** Events are small, and each is a row: ten of them count as one request. */
const EVENTS_PER_REQUEST = 10;
const KB = 1_024;

const { name, person, properties } = customEvent.shape;
const event = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(200)
    .describe(
      "Your own name for this event. An event that is sent again under the same id within seven days counts once.",
    ),
  name: name.describe("The event’s name, as a flow’s trigger or wait step has it."),
  person: person.describe("Whom it is about: an existing subscriber. An event about anyone else starts nothing."),
  properties: properties.describe(
    "What the flow’s conditions and texts can use, as {{ event.<name> }}; none when absent.",
  ),
  occurredAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("When it happened; now when absent, and never later than now."),
});
type Event = z.output<typeof event>;

const batch = z.strictObject({
  events: entriesAtMost(
    MOST_AT_ONCE,
    `A request can have up to ${MOST_AT_ONCE} events.`,
    z.array(event).min(1).max(MOST_AT_ONCE),
  ),
});
const oneOrMany = z.union([event, batch]);

export const sendEvents = defineOperation({
  id: "sendEvents",
  method: "POST",
  path: "/events",
  tag: "Events",
  scope: "events:write",
  summary: "Send one event or up to 100",
  description:
    "Starts the flows whose trigger is a custom event of this name, and wakes the people who wait for it in a flow. The answer comes once the events are stored; they take effect a moment later. Events create no subscriber and no consent: marketing texts still need it.",
  body: oneOrMany,
  longestBody: 1_024 * KB,
  answer: {
    status: 202,
    schema: z.object({
      accepted: z.int().describe("Events that are new."),
      duplicates: z.int().describe("Events that had been accepted before."),
    }),
    description: "The events are stored.",
  },
  repeat: "ids",
  cost: (body) => Math.ceil(eventsIn(body).length / EVENTS_PER_REQUEST),
  async handle(call) {
    const events = eventsIn(call.body);
    const accepted = await Promise.all(events.map((it) => call.intake.accept(deliveryOf(call, it))));
    const isNew = accepted.filter((it) => it === "accepted").length;
    return { accepted: isNew, duplicates: accepted.length - isNew };
  },
});

function eventsIn(body: z.output<typeof oneOrMany>): Event[] {
  return "events" in body ? body.events : [body];
}

function deliveryOf(
  { ctx, shopId, traceparent }: Pick<Call<unknown, unknown, unknown>, "ctx" | "shopId" | "traceparent">,
  { id, ...event }: Event,
): NewDelivery {
  return {
    kind: "api",
    source: "api",
    topic: "event",
    shopDomain: null,
    shopId,
    // Outlives an erasure, so that nothing in it names the person.
    sourceKey: `api ${ctx.hashPhone(JSON.stringify(["api event", shopId, id]))}`,
    triggeredAt: ctx.clock.now(),
    url: null,
    traceparent,
    body: Buffer.from(JSON.stringify({ ...event, idempotencyKey: id })),
  };
}
