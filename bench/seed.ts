import type { Db } from "#platform/db";
import { newId } from "#platform/ids";
import { statement } from "#platform/statement";

const insertShop = statement(
  "seed-shop",
  `WITH shop AS (
     INSERT INTO shops (id, domain, name, currency, country, time_zone, email, installed_at, details_at, created_at)
     VALUES ($1, $2, 'Harbor Candles', 'USD', 'US', 'America/New_York', 'owner@harbor-candles.example', $3, $3, $3)
   )
   INSERT INTO shop_settings (shop_id, texting_starts_minute, texting_ends_minute, updated_at) VALUES ($1, 0, 1440, $3)`,
);

const insertSender = statement(
  "seed-sender",
  `INSERT INTO senders (shop_id, id, phone, provider, kind, parts_per_second, created_at)
   VALUES ($1, $2, $3, 'twilio', 'toll_free', $4, $5)`,
);

export interface SeededShop {
  id: string;
  domain: string;
  senderId: string;
}

/** A shop that has been installed for a month, with one number. Texting hours are the whole day. */
export async function seedShop(
  db: Db,
  { number = 1, partsPerSecond = 1_000, now = new Date() } = {},
): Promise<SeededShop> {
  const shop = { id: newId(), domain: `shop-${number}.myshopify.com`, senderId: newId() };
  const longAgo = new Date(now.getTime() - 30 * 24 * 3_600_000);
  await db.run(insertShop, [shop.id, shop.domain, longAgo]);
  const phone = `+1646${String(2_000_000 + number)}`;
  await db.run(insertSender, [shop.id, shop.senderId, phone, partsPerSecond, longAgo]);
  return shop;
}
