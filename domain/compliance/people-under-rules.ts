import { parseSignature } from "#domain/places/signature";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

/** Enough for shares of a percent, and read in some milliseconds however many subscribers there are. */
const SAMPLE = 20_000;

/** Page keys are random, so the first in their order are a fair sample. Served by subscribers_audience. */
const count = statement(
  "people-under-rules",
  `SELECT signature, count(*) AS people FROM (
     SELECT rule_signature AS signature FROM subscribers
     WHERE shop_id = $1 AND marketing = 'subscribed' ORDER BY page_key LIMIT $2) s
   GROUP BY 1`,
);

export interface PeopleUnderRules {
  /** People who may be texted and come under a jurisdiction's rules ("US-FL", "FR"); "US" when nothing tells the state. */
  byJurisdiction: Record<string, number>;
  /** Of so many people looked at; fewer than all when `isSample`. */
  of: number;
  isSample: boolean;
}

/** How many of a shop's subscribers come under each jurisdiction's rules; of a large shop, in a sample. */
export async function peopleUnderRules(db: Sql, shopId: string): Promise<PeopleUnderRules> {
  const rows = await db.run<{ signature: string; people: bigint | number }>(count, [shopId, SAMPLE]);
  const byJurisdiction: Record<string, number> = {};
  let of = 0;
  for (const { signature, people } of rows) {
    of += Number(people);
    for (const name of parseSignature(signature).jurisdictions)
      byJurisdiction[name] = (byJurisdiction[name] ?? 0) + Number(people);
  }
  return { byJurisdiction, of, isSample: of === SAMPLE };
}
