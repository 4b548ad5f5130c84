import type { Context } from "#domain/context";
import { countryOfShop } from "#domain/shops/country-of-shop";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";
import { toPhoneNumber } from "./phone-number.ts";

/** How other programs name a person. */
export type NamedPerson = { phone: string } | { customerId: string } | { email: string };

/** Two people may share an address or a customer; no one looks through more than these. */
const MOST_FOUND = 10;

/** Served by subscribers_email. */
const findByEmail = statement(
  "people-by-email",
  `SELECT s.id FROM subscribers s
   WHERE s.shop_id = $1 AND s.redacted_at IS NULL AND s.email IS NOT NULL AND lower(s.email) = $2 ORDER BY s.id LIMIT $3`,
);

/** The ids of the shop's subscribers that are named so, ten at most. What is no number names no one. */
export async function findNamed(
  { db, hashPhone }: Pick<Context, "db" | "hashPhone">,
  shopId: string,
  named: NamedPerson,
): Promise<string[]> {
  if ("email" in named) {
    const email = storableText(named.email).trim().toLowerCase();
    const rows = await db.run<{ id: string }>(findByEmail, [shopId, email, MOST_FOUND]);
    return rows.map(({ id }) => id);
  }
  const phone = "phone" in named ? toPhoneNumber(named.phone, await countryOfShop(db, shopId)) : null;
  if ("phone" in named && phone === null) return [];
  const key =
    "customerId" in named ? { customerId: storableText(named.customerId) } : { phoneHash: hashPhone(phone ?? "") };
  const where = { shopId, redactedAt: null, ...key };
  const rows = await db.prisma.subscriber.findMany({
    where,
    select: { id: true },
    orderBy: { id: "asc" },
    take: MOST_FOUND,
  });
  return rows.map(({ id }) => id);
}
