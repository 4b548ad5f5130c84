import type { FlowDocument } from "#domain/flows/definition/document";
import { entryRules } from "#domain/flows/definition/entry-rules";
import { sampleVariables } from "#domain/flows/definition/sample-variables";
import type { Subject } from "#domain/flows/definition/wording";
import { triggerType } from "#domain/flows/triggers/registry";
import type { EventProperty, PropertyValue } from "#domain/flows/triggers/trigger-type";
import type { EventDetails } from "#domain/flows/walk/entry";
import type { MergeTag } from "#domain/messages/content/merge-tags";
import type { ShopOfTrial } from "./setting.ts";

/** An event as a merchant imagines it. */
export interface MadeUpEvent {
  properties: Record<string, PropertyValue>;
  /** Values of the merge tags that only this event has, by name: "tracking.number". */
  tags: Record<string, string>;
  /** Of the cart or the order, in millionths of the store's currency. */
  totalMicros: number;
}

const SAMPLES: Record<EventProperty["type"], PropertyValue> = {
  text: "",
  number: 1,
  money: 42_000_000,
  "yes-no": true,
  list: [],
};

/** What the form begins with: an event that the trigger accepts. */
export function sampleEvent(
  { trigger }: Pick<FlowDocument, "trigger">,
  shop: { country: string | null; currency: string },
): MadeUpEvent {
  const type = triggerType(trigger.kind);
  const known: Record<string, PropertyValue> = {
    country: shop.country,
    currency: shop.currency,
    products: ["Cedar candle"],
    product: "Cedar candle",
    ...type.sampleProperties(entryRules(trigger).settings),
  };
  const properties = Object.fromEntries(
    type.properties.map(({ name, type: of }) => [name, known[name] ?? SAMPLES[of]]),
  );
  const undeclared = type.hasOpenProperties ? type.sampleProperties(entryRules(trigger).settings) : {};
  const tags = Object.fromEntries(ownTags({ trigger }).map(({ name, sample }) => [name, sample]));
  return { properties: { ...properties, ...undeclared }, tags, totalMicros: 42_000_000 };
}

/** The merge tags whose values come with the event alone. */
export function ownTags({ trigger }: Pick<FlowDocument, "trigger">): MergeTag[] {
  const type = triggerType(trigger.kind);
  const ofRow = { checkout: "cart.", order: "order.", none: null }[type.about];
  const all = [...type.mergeTags, ...type.settingsTags(entryRules(trigger).settings)];
  return all.filter(
    ({ name, each }) =>
      name.includes(".") &&
      !each &&
      !/^(customer|shop)\./.test(name) &&
      !(ofRow && name.startsWith(ofRow)) &&
      !(type.hasOpenProperties && name.startsWith("event.")),
  );
}

/** What the texts of a walk after this event are about. */
export function madeUpSubject(document: FlowDocument, made: MadeUpEvent, shop: ShopOfTrial, at: Date): Subject {
  const { about, hasOpenProperties } = triggerType(document.trigger.kind);
  const products = made.properties.products;
  const titles = Array.isArray(products) && products.length > 0 ? products : ["Cedar candle"];
  const totalMicros = totalOf(made);
  const priceMicros = Math.round(totalMicros / titles.length);
  const variables = sampleVariables(
    ownTags(document).map((tag) => ({ ...tag, sample: made.tags[tag.name] ?? tag.sample })),
  ) as Record<string, Record<string, unknown>>; // by object and field, as events have them
  const event: EventDetails = {
    properties: made.properties,
    variables: hasOpenProperties ? { ...variables, event: made.properties } : variables,
  };
  return {
    ...shop,
    event,
    url: about === "none" ? null : `${shop.storeUrl}/${about === "order" ? "account/orders" : "checkouts"}/example`,
    name: about === "order" ? "#1001" : null,
    currency: shop.shopCurrency,
    totalMicros,
    lines: titles.map((title) => ({ title, quantity: 1, priceMicros })),
    placedAt: about === "order" ? at : null,
  };
}

/** The amount that the event names, else the total that was entered. */
function totalOf({ properties: { amount }, totalMicros }: MadeUpEvent): number {
  return typeof amount === "number" ? amount : totalMicros;
}
