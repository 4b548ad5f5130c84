import type { Month } from "#domain/messages/month";
import { monthOf } from "#domain/messages/month";
import { UserError } from "#domain/user-error";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const HOUR_MS = 60 * 60_000;

/** In any hour. What a shop sends is limited however many phones it names, and what a phone gets however many shops name it. */
export const TESTS_PER_SHOP = 6;
export const CODES_PER_SHOP = 5;
export const CODES_PER_PHONE = 3;

const countTests = statement(
  "count-test-texts",
  `SELECT count(*)::int AS sent FROM messages
   WHERE shop_id = $1 AND source_id = $1 AND source_kind = 'test' AND month = ANY($2::date[]) AND created_at > $3
     AND occurrence NOT LIKE 'code:%' AND occurrence NOT LIKE 'staff:%'`,
);
/** The phone's are counted over all shops: a stranger must not get a code from each. */
const countCodes = statement(
  "count-test-codes",
  `SELECT count(*) FILTER (WHERE t.shop_id = $1)::int AS "ofShop", count(*) FILTER (WHERE t.phone_hash = $2)::int AS "ofPhone"
   FROM test_phones t, unnest(t.codes_at) AS at
   WHERE (t.shop_id = $1 OR t.phone_hash = $2) AND at > $3`,
);

/** Refuses a test text when the shop has sent enough of them within the hour. */
export async function limitTests(tx: Sql, shopId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - HOUR_MS);
  const months: Month[] = [monthOf(since), monthOf(now)];
  const [row] = await tx.run<{ sent: number }>(countTests, [shopId, months, since]);
  if ((row?.sent ?? 0) >= TESTS_PER_SHOP)
    throw new UserError(
      "test-too-many",
      `Your store reached the limit of ${TESTS_PER_SHOP} test texts per hour. Try again later.`,
    );
}

/** Refuses a code when the shop, or the phone, had enough of them within the hour. */
export async function limitCodes(
  tx: Sql,
  { shopId, phoneHash }: { shopId: string; phoneHash: string },
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - HOUR_MS);
  const [row] = await tx.run<{ ofShop: number; ofPhone: number }>(countCodes, [shopId, phoneHash, since]);
  const { ofShop = 0, ofPhone = 0 } = row ?? {};
  if (ofPhone >= CODES_PER_PHONE || ofShop >= CODES_PER_SHOP)
    throw new UserError(
      "test-codes-too-many",
      "Too many codes were requested in the last hour. Use the latest code, or try again in an hour.",
      "phone",
    );
}
