import type { Context } from "#domain/context";
import { type Backlog, readBacklog } from "#domain/control/backlog/read-backlog";
import type { MessageClass } from "#domain/jobs";
import { statement } from "#platform/sql/statement";

/** A shop with texts that may leave now. */
export interface ShopByBacklog {
  shopId: string;
  domain: string;
  /** At least so many texts in all, and by class. */
  waiting: number;
  isMore: boolean;
  byClass: Partial<Record<MessageClass, number>>;
  /** How long the oldest has been due. */
  oldestSeconds: number;
  /** The weight of the shop's share, and what part of all weights in line that is, from 0 to 1. */
  weight: number;
  share: number;
  /** All its sending is stopped. */
  isStopped: boolean;
}

const about = statement(
  "shops-in-line",
  `SELECT s.id, s.domain, s.sending_stopped_at IS NOT NULL AS "isStopped", g.share_weight AS weight
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id WHERE s.id = ANY($1::uuid[])`,
);

interface Shop {
  id: string;
  domain: string;
  isStopped: boolean;
  weight: number;
}

/** The shops whose texts wait, those with the most first, at most `limit`. */
export async function readShopsByBacklog(
  { db, clock }: Pick<Context, "db" | "clock">,
  { limit = 50 } = {},
): Promise<ShopByBacklog[]> {
  const now = clock.now();
  const byShop = Map.groupBy(await readBacklog(db, now), ({ shopId }) => shopId);
  const shops = await db.run<Shop>(about, [[...byShop.keys()]]);
  const weights = shops.reduce((sum, { weight }) => sum + weight, 0);
  return shops
    .map((shop) => ({ ...lineOf(shop, byShop.get(shop.id) ?? [], now), share: shop.weight / weights }))
    .sort((a, b) => b.waiting - a.waiting || b.oldestSeconds - a.oldestSeconds)
    .slice(0, limit);
}

function lineOf({ id: shopId, domain, isStopped, weight }: Shop, rows: Backlog[], now: Date) {
  const oldest = Math.min(...rows.map(({ since }) => since.getTime()));
  return {
    ...{ shopId, domain, isStopped, weight },
    waiting: rows.reduce((sum, { texts }) => sum + texts, 0),
    isMore: rows.some(({ isMore }) => isMore),
    byClass: Object.fromEntries(rows.map(({ class: of, texts }) => [of, texts])),
    oldestSeconds: Math.max(0, (now.getTime() - oldest) / 1_000),
  };
}
