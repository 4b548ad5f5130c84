import { z } from "zod";
import { bought } from "#domain/segments/rules/bought";
import { clickedCampaign } from "#domain/segments/rules/clicked-campaign";
import { clicks } from "#domain/segments/rules/clicks";
import { consent } from "#domain/segments/rules/consent";
import { created } from "#domain/segments/rules/created";
import { firstOrder } from "#domain/segments/rules/first-order";
import { flow } from "#domain/segments/rules/flow";
import { lastOrder } from "#domain/segments/rules/last-order";
import { lastText } from "#domain/segments/rules/last-text";
import { list } from "#domain/segments/rules/list";
import { orders } from "#domain/segments/rules/orders";
import { place } from "#domain/segments/rules/place";
import { replies } from "#domain/segments/rules/replies";
import type { RuleType } from "#domain/segments/rules/rule-type";
import { source } from "#domain/segments/rules/source";
import { spend } from "#domain/segments/rules/spend";
import { subscribed } from "#domain/segments/rules/subscribed";
import { tags } from "#domain/segments/rules/tags";
import { texted } from "#domain/segments/rules/texted";
import { zone } from "#domain/segments/rules/zone";

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
