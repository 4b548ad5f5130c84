import { browserName } from "#domain/browsing/browser-name";
import { rememberBrowsers } from "#domain/browsing/known-browsers";
import { newId } from "#platform/ids";
import { keyedHash } from "#platform/keyed-hash";
import type { Db } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { clientIdOf } from "../load/pixel-events.ts";
import { SECRETS } from "./processes.ts";
import { seedShop } from "./seed.ts";

const insertPeople = statement(
  "seed-browsing-people",
  `INSERT INTO subscribers (shop_id, id, phone, phone_hash, marketing, marketing_at, page_key, created_at, updated_at)
   SELECT $1, id, phone, phone, 'subscribed', now(), 0, now(), now() FROM unnest($2::uuid[], $3::text[]) AS t(id, phone)`,
);

/** Shops whose subscribers' browsers are known, one each. Returns the shops' domains. */
export async function seedBrowsers(db: Db, { shops, people }: { shops: number; people: number }): Promise<string[]> {
  const hashPhone = keyedHash(Buffer.from(SECRETS.PHONE_HASH_KEY, "base64"));
  const domains: string[] = [];
  for (let number = 1; number <= shops; number += 1) {
    const shop = await seedShop(db, { number });
    const seeded = Array.from({ length: people }, (_, at) => ({
      id: newId(),
      phone: `+1212${number * 1_000_000 + at}`,
    }));
    await db.run(insertPeople, [shop.id, seeded.map((it) => it.id), seeded.map((it) => it.phone)]);
    const proven = seeded.map(({ id: subscriberId }, at) => {
      const clientId = clientIdOf(shop.domain, at);
      const browser = browserName({ hashPhone }, shop.id, clientId);
      return { shopId: shop.id, browser, subscriberId, knownBy: "link" as const, proof: clientId, at: new Date() };
    });
    await db.transaction((tx) => rememberBrowsers(tx, proven));
    domains.push(shop.domain);
  }
  return domains;
}
