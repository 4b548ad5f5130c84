import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const insertShop = statement(
  "seed-shop",
  `WITH shop AS (
     INSERT INTO shops (id, domain, name, currency, country, time_zone, email, installed_at, details_at, form_key_at, created_at)
     VALUES ($1, $2, 'Harbor Candles', 'USD', 'US', 'America/New_York', 'owner@harbor-candles.example', $3, $3, $3, $3)
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

const insertMore = statement(
  "seed-more-senders",
  `INSERT INTO senders (shop_id, id, phone, provider, kind, parts_per_second, created_at)
   SELECT $1, id, phone, 'twilio', 'toll_free', $4, now() FROM unnest($2::uuid[], $3::text[]) AS t(id, phone)`,
);
const setWeight = statement("seed-weight", "UPDATE shop_settings SET share_weight = $2 WHERE shop_id = $1");
const liftCaps = statement("seed-no-caps", "UPDATE shop_settings SET frequency_cap_texts = 1000");

let lastNumber = 0;

/** More numbers for a shop; returns their ids. */
export async function addSenders(db: Db, shopId: string, count: number, partsPerSecond: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const phones = ids.map(() => {
    lastNumber += 1;
    return `+1833${2_000_000 + lastNumber}`;
  });
  await db.run(insertMore, [shopId, ids, phones, partsPerSecond]);
  return ids;
}

/** A shop's share of what the machine can send, relative to the others'. */
export async function weigh(db: Db, shopId: string, weight: number): Promise<void> {
  await db.run(setWeight, [shopId, weight]);
}

/** The same people are texted again and again here; the gate still looks at each. */
export async function liftFrequencyCaps(db: Db): Promise<void> {
  await db.run(liftCaps);
}
