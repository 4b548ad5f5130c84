import type { KeyedHash } from "#platform/keyed-hash";
import type { Sql, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** The phone that the merchant's test texts go to. */
export interface TestPhone {
  /** E.164. */
  phone: string;
  /** Proven by a code: test texts may go to it. */
  isProven: boolean;
}

const proven = statement(
  "is-test-phone-proven",
  "SELECT 1 FROM test_phones WHERE shop_id = $1 AND phone_hash = $2 AND proven_at IS NOT NULL",
);

/** The phone that the shop used last for test texts; null before the first. */
export async function readTestPhone(
  { db, hashPhone }: { db: Tx; hashPhone: KeyedHash },
  shopId: string,
): Promise<TestPhone | null> {
  const settings = await db.prisma.shopSettings.findUnique({ where: { shopId }, select: { testPhone: true } });
  const phone = settings?.testPhone;
  return phone ? { phone, isProven: await isProven(db, shopId, hashPhone(phone)) } : null;
}

/** Whether the shop has proven by a code that this phone is the merchant's own. */
export async function isProven(sql: Sql, shopId: string, phoneHash: string): Promise<boolean> {
  return (await sql.run(proven, [shopId, phoneHash])).length > 0;
}
