import { statement } from "#platform/sql/statement";
import { insertAudience } from "../../bench/stage/audience.ts";
import type { Stage } from "./stage.ts";

const tagAgain = statement(
  "rehearsal-tag-again",
  `UPDATE subscribers SET tags = tags || $3::text
   WHERE (shop_id, id) IN (SELECT shop_id, id FROM subscribers WHERE shop_id = $1 AND tags @> ARRAY[$2::text] LIMIT $4)
   RETURNING id`,
);
const phonesOf = statement(
  "rehearsal-phones",
  "SELECT phone FROM subscribers WHERE shop_id = $1 AND tags = ARRAY[$2::text] AND phone IS NOT NULL",
);
const setHashes = statement(
  "rehearsal-hashes",
  `UPDATE subscribers s SET phone_hash = t.hash FROM unnest($2::text[], $3::text[]) AS t(phone, hash)
   WHERE s.shop_id = $1 AND s.phone = t.phone`,
);

export interface NewPeople {
  shopId: string;
  tag: string;
  /** How many are to have the tag. */
  count: number;
  /** Up to half of them are people who have this tag: they get a second campaign, and some have sent a STOP by then. */
  earlierTag: string | null;
  /** The number of the first who is new. */
  first: number;
}

/** Puts people of a campaign into a shop. Returns how many are new. */
export async function addPeople(
  { ctx, clock }: Stage,
  { shopId, tag, count, earlierTag, first }: NewPeople,
): Promise<number> {
  const wanted = earlierTag === null ? 0 : Math.floor(count / 2);
  const again = earlierTag === null ? 0 : (await ctx.db.run(tagAgain, [shopId, earlierTag, tag, wanted])).length;
  await insertAudience(ctx.db, { shopId, count: count - again, first, tags: [tag], now: clock.now() });
  // They write back, and are then found by their number.
  const phones = (await ctx.db.run<{ phone: string }>(phonesOf, [shopId, tag])).map(({ phone }) => phone);
  await ctx.db.run(setHashes, [shopId, phones, phones.map(ctx.hashPhone)]);
  return count - again;
}
