import { z } from "zod";
import { type Call, defineOperation } from "#app/api/operation";
import { Problem } from "#app/api/problem";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { tagByHand } from "#domain/flows/walk/tag-by-hand";
import {
  type PropertyType,
  type PropertyValue,
  propertyName,
  readPropertyValue,
} from "#domain/subscribers/properties/property";
import { propertyNames } from "#domain/subscribers/properties/read";
import { type PropertyChange, setProperties as setAll } from "#domain/subscribers/properties/set";
import { entriesAtMost } from "#platform/http/entries-at-most";
import { readSubscriber } from "./subscriber.ts";

const tag = "Subscribers";
/** The answer is kept for a day: an id and nothing personal. */
const done = z.object({ id: z.uuid() });

export const optOutSubscriber = defineOperation({
  id: "optOutSubscriber",
  method: "POST",
  path: "/subscribers/{subscriberId}/opt-out",
  tag,
  scope: "subscribers:write",
  summary: "Opt a subscriber out of marketing texts",
  description: "For someone who asked you elsewhere. It is in the consent record as your store’s decision.",
  body: z.strictObject({}),
  answer: { status: 200, schema: done, description: "They get no more marketing texts." },
  repeat: "key",
  noted: { verb: "subscriber.opt-out" },
  async handle({ ctx, shopId, params: { subscriberId: id } }) {
    await optOutByMerchant(ctx, shopId, id);
    return { id };
  },
});

const tagName = z.string().trim().min(1).max(255);

export const changeTags = defineOperation({
  id: "changeTags",
  method: "POST",
  path: "/subscribers/{subscriberId}/tags",
  tag,
  scope: "subscribers:write",
  summary: "Add and remove tags of a subscriber",
  description:
    "A new tag starts the flows that wait for it. A tag that the store gave comes back with the store’s next change of that customer.",
  body: z.strictObject({ add: z.array(tagName).max(50).default([]), remove: z.array(tagName).max(50).default([]) }),
  answer: { status: 200, schema: done, description: "The tags are changed." },
  repeat: "key",
  noted: { verb: "subscriber.change" },
  async handle({ ctx, shopId, params: { subscriberId: id }, body: { add, remove } }) {
    await readSubscriber(ctx, shopId, id);
    for (const word of remove) await tagByHand(ctx, shopId, { subscriberIds: [id], tag: word, change: "remove" });
    for (const word of add) await tagByHand(ctx, shopId, { subscriberIds: [id], tag: word, change: "add" });
    return { id };
  },
});

const MOST_AT_ONCE = 100;
const value = z.union([z.string().max(1_000), z.number(), z.boolean(), z.array(z.string().max(255)).max(50), z.null()]);

export const setProperties = defineOperation({
  id: "setProperties",
  method: "POST",
  path: "/subscribers/{subscriberId}/properties",
  tag,
  scope: "subscribers:write",
  summary: "Set properties of a subscriber",
  description:
    "The first value of a name decides its type in the store: text, number, yes-no or list; a text such as 2026-11-30 of a new name is a date. A store has up to 100 names. null removes a property.",
  body: z.strictObject({
    properties: entriesAtMost(
      MOST_AT_ONCE,
      `A request can set up to ${MOST_AT_ONCE} properties.`,
      z.record(propertyName, value),
    ),
  }),
  answer: { status: 200, schema: done, description: "The properties are set." },
  repeat: "key",
  noted: { verb: "subscriber.change" },
  async handle({ ctx, shopId, params: { subscriberId }, body: { properties } }) {
    await readSubscriber(ctx, shopId, subscriberId);
    const changes = await changesFor({ ctx, shopId }, subscriberId, properties);
    const refused = await ctx.db.transaction((tx) => setAll(tx, ctx, changes));
    if (refused.length > 0)
      throw wrong(
        refused.map(({ change, because }) => ({
          name: change.name,
          detail:
            because === "other-type"
              ? "The store’s values of this name have another type."
              : "A store has up to 100 names.",
        })),
      );
    return { id: subscriberId };
  },
});

async function changesFor(
  { ctx, shopId }: Pick<Call<unknown, unknown, unknown>, "ctx" | "shopId">,
  subscriberId: string,
  given: Record<string, z.output<typeof value>>,
): Promise<PropertyChange[]> {
  const known = new Map((await propertyNames(ctx.db, shopId)).map(({ name, type }) => [name, type]));
  return Object.entries(given).map(([name, of]) => {
    const type = known.get(name) ?? typeOf(of);
    if (of === null) return { shopId, subscriberId, name, type, value: null };
    const read: PropertyValue | null = readPropertyValue(type, of);
    if (read === null) throw wrong([{ name, detail: `The store’s values of this name are of the type ${type}.` }]);
    return { shopId, subscriberId, name, type, value: read };
  });
}

function typeOf(of: z.output<typeof value>): PropertyType {
  if (typeof of === "number") return "number";
  if (typeof of === "boolean") return "yes-no";
  if (Array.isArray(of)) return "list";
  return readPropertyValue("date", of) === null ? "text" : "date";
}

function wrong(properties: { name: string; detail: string }[]): Problem {
  const errors = properties.map(({ name, detail }) => ({ pointer: `/properties/${name}`, detail }));
  return new Problem("invalid", undefined, { errors });
}
