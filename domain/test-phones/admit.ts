import type { Context } from "#domain/context";
import { type PhoneNumber, toPhoneNumber } from "#domain/subscribers/phone-number";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const PHONE_HINT = "Enter your mobile number with its country code, such as +1 212 555 0123.";

const readShop = statement(
  "test-setting",
  `SELECT coalesce(nullif(g.brand_name, ''), s.name, s.domain) AS "brandName", s.country
   FROM shops s JOIN shop_settings g ON g.shop_id = s.id WHERE s.id = $1`,
);
/** One request of a shop, and one about a phone, at a time: otherwise two could share the last place below a limit. */
const takeTurns = statement(
  "test-phones-take-turns",
  "SELECT pg_advisory_xact_lock(hashtextextended($1, 2)), pg_advisory_xact_lock(hashtextextended($2, 3))",
);
const objections = statement(
  "test-phone-objections",
  `SELECT reason FROM suppressions WHERE shop_id = $1 AND phone_hash = $2 AND lifted_at IS NULL
   UNION ALL
   SELECT 'opted-out' FROM subscribers WHERE shop_id = $1 AND phone_hash = $2 AND marketing = 'unsubscribed'`,
);

export interface AdmittedPhone {
  phone: PhoneNumber;
  phoneHash: string;
  brandName: string;
}

/**
 * Reads the number that a merchant typed for test texts, and holds the shop's and the phone's turn until the transaction
 * ends. Refuses by the field what is no number, and a number that opted out of this shop's texts.
 */
export async function admitPhone(
  tx: Sql,
  { hashPhone }: Pick<Context, "hashPhone">,
  shopId: string,
  typed: string,
): Promise<AdmittedPhone> {
  const [shop] = await tx.run<{ brandName: string; country: string | null }>(readShop, [shopId]);
  const phone = toPhoneNumber(typed, shop?.country ?? "US");
  if (!shop || phone === null) throw new UserError("test-phone-wrong", PHONE_HINT, "phone");
  const phoneHash = hashPhone(phone);
  await tx.run(takeTurns, [shopId, phoneHash]);
  const reasons = (await tx.run<{ reason: string }>(objections, [shopId, phoneHash])).map(({ reason }) => reason);
  if (reasons.some((reason) => reason !== "invalid-number"))
    throw new UserError(
      "test-phone-opted-out",
      "This number opted out of your texts. Text START from it to your store’s number, then try again.",
      "phone",
    );
  if (reasons.length > 0)
    throw new UserError("test-phone-dead", "Carriers say this number can’t receive texts.", "phone");
  return { phone, phoneHash, brandName: shop.brandName };
}
