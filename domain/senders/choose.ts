import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

export interface ChosenSender {
  id: string;
  /** E.164. */
  phone: string;
  provider: string;
  kind: "long_code" | "toll_free" | "short_code";
  /** Message parts per second. */
  partsPerSecond: number;
}

/** The quickest number wins; of equals the one that was connected first, so that a shopper keeps seeing the same. */
const choose = statement(
  "choose-senders",
  `SELECT DISTINCT ON (shop_id) shop_id AS "shopId", id, phone, provider, kind, parts_per_second AS "partsPerSecond"
   FROM senders
   WHERE shop_id = ANY($1::uuid[]) AND state = 'active' AND ($2::uuid IS NULL OR id = $2)
   ORDER BY shop_id, parts_per_second DESC, created_at, id`,
);

/** The number a shop sends from; `wanted` asks for one of its numbers. Null when none (or not that one) is in service. */
export async function senderFor(tx: Sql, shopId: string, wanted: string | null = null): Promise<ChosenSender | null> {
  const [sender] = await tx.run<ChosenSender & { shopId: string }>(choose, [[shopId], wanted]);
  return sender ? withoutShop(sender) : null;
}

/** The same for many shops at once, by shop id; a shop without a number in service is not in the map. */
export async function sendersFor(tx: Sql, shopIds: string[]): Promise<Map<string, ChosenSender>> {
  if (shopIds.length === 0) return new Map();
  const rows = await tx.run<ChosenSender & { shopId: string }>(choose, [[...new Set(shopIds)], null]);
  return new Map(rows.map((row) => [row.shopId, withoutShop(row)]));
}

function withoutShop({ shopId: _, ...sender }: ChosenSender & { shopId: string }): ChosenSender {
  return sender;
}
