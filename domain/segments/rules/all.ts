import { z } from "zod";
import { bought } from "./bought.ts";
import { clickedCampaign } from "./clicked-campaign.ts";
import { clicks } from "./clicks.ts";
import { consent } from "./consent.ts";
import { created } from "./created.ts";
import { firstOrder } from "./first-order.ts";
import { flow } from "./flow.ts";
import { lastOrder } from "./last-order.ts";
import { lastText } from "./last-text.ts";
import { list } from "./list.ts";
import { orders } from "./orders.ts";
import { place } from "./place.ts";
import { property } from "./property.ts";
import { replies } from "./replies.ts";
import type { RuleType } from "./rule-type.ts";
import { source } from "./source.ts";
import { spend } from "./spend.ts";
import { subscribed } from "./subscribed.ts";
import { tags } from "./tags.ts";
import { texted } from "./texted.ts";
import { zone } from "./zone.ts";

/** Every kind of rule, in the order in which the builder offers them; a kind is one file, and a line here. */
export const RULE_TYPES = {
  orders,
  spend,
  "last-order": lastOrder,
  "first-order": firstOrder,
  bought,
  clicks,
  "clicked-campaign": clickedCampaign,
  replies,
  texted,
  "last-text": lastText,
  place,
  zone,
  tags,
  property,
  created,
  subscribed,
  consent,
  source,
  flow,
  list,
} as const;

export const rule = z.discriminatedUnion("type", [
  orders.schema,
  spend.schema,
  lastOrder.schema,
  firstOrder.schema,
  bought.schema,
  clicks.schema,
  clickedCampaign.schema,
  replies.schema,
  texted.schema,
  lastText.schema,
  place.schema,
  zone.schema,
  tags.schema,
  property.schema,
  created.schema,
  subscribed.schema,
  consent.schema,
  source.schema,
  flow.schema,
  list.schema,
]);

export type Rule = z.infer<typeof rule>;

/** The kind of a rule, which understands it. */
export function ruleTypeOf(of: Rule): RuleType {
  // A rule's type is the key of the one kind that has its schema, which TypeScript cannot follow through the union.
  return RULE_TYPES[of.type] as unknown as RuleType;
}
