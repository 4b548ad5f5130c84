import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { entryRules } from "#domain/flows/definition/entry-rules";
import { stepTypeOf } from "#domain/flows/steps/registry";
import type { EventProperties } from "#domain/flows/steps/walk-facts";
import { membersAmong } from "#domain/segments/members-among";
import { parseRules, problemsOf, type Rules } from "#domain/segments/tree";
import type { PropertyValue } from "#domain/subscribers/properties/property";
import { propertiesOf } from "#domain/subscribers/properties/read";
import type { Sql } from "#platform/sql/db";

/** What the queries of a real walk say about one person. */
export interface KnownOfPerson {
  properties: Record<string, PropertyValue> & EventProperties;
  /** For the rules of the document's branches and of its entry filter. */
  matches(rules: Rules): boolean;
}

/** Asks the segment language's own queries, once for each distinct tree of rules in the document. */
export async function knownOf(
  tx: Sql,
  shopId: string,
  subscriberId: string,
  document: FlowDocument,
  now: Date,
): Promise<KnownOfPerson> {
  const properties = (await propertiesOf(tx, shopId, [subscriberId])).get(subscriberId) ?? [];
  const holds = new Set<string>();
  const asked = new Map(rulesIn(document).map((rules) => [JSON.stringify(rules), rules]));
  for (const [key, rules] of asked)
    if ((await membersAmong(tx, shopId, rules, [subscriberId], now)).has(subscriberId)) holds.add(key);
  return {
    properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    matches: (rules) => holds.has(JSON.stringify(rules)),
  };
}

function rulesIn({ steps, trigger }: FlowDocument): Rules[] {
  const people = entryRules(trigger).filter?.people ?? null;
  const own = people !== null && problemsOf(people).length === 0 ? [parseRules(people)] : [];
  return [...own, ...everyStep(steps).flatMap(({ type, config }) => stepTypeOf(type)?.reads(config).people ?? [])];
}
