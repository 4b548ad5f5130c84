import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { parseSignature } from "#domain/places/signature";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { capRulesOf, isAmerican, rulesOf } from "./rules-of.ts";

/** Enough for shares of a percent, and read in some milliseconds however many subscribers there are. */
const SAMPLE = 20_000;

/** Page keys are random, so the first in their order are a fair sample. Served by subscribers_audience. */
const count = statement(
  "people-under-rules",
  `SELECT signature, count(*)::int AS people FROM (
     SELECT rule_signature AS signature FROM subscribers
     WHERE shop_id = $1 AND marketing = 'subscribed' ORDER BY page_key LIMIT $2) s
   GROUP BY 1`,
);

export interface PeopleUnderRules {
  /** By the id of the rule: those who may be texted and whom it binds; absent when no one. */
  byRule: Record<string, number>;
  /** Of so many people looked at. */
  of: number;
  /** There are more than were looked at: the numbers stand for shares. */
  isSample: boolean;
}

/** How many of a shop's subscribers each rule binds; of a large shop, in a sample. */
export async function peopleUnderRules(db: Sql, shopId: string): Promise<PeopleUnderRules> {
  const rows = await db.run<{ signature: string; people: number }>(count, [shopId, SAMPLE]);
  const byRule: Record<string, number> = {};
  for (const { signature, people } of rows)
    for (const id of idsOf(parseSignature(signature).jurisdictions)) byRule[id] = (byRule[id] ?? 0) + people;
  const of = rows.reduce((sum, { people }) => sum + people, 0);
  return { byRule, of, isSample: of === SAMPLE };
}

function idsOf(jurisdictions: string[]): string[] {
  const nations = jurisdictions.some(isAmerican) ? ["US", ...jurisdictions] : jurisdictions;
  const duties = ALL_RULES.filter((rule) => rule.kind === "duty" && nations.includes(rule.jurisdiction));
  return [...rulesOf(jurisdictions), ...capRulesOf(jurisdictions), ...duties].map(({ id }) => id);
}
