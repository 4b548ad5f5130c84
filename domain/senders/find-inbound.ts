import type { Context } from "#domain/context";
import { phoneFromProvider } from "#domain/subscribers/phone-number";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

export interface InboundSender {
  shopId: string;
  senderId: string;
}

interface Holding extends InboundSender {
  phone: string;
}

/** The holder first, then those that released the number, the last one first. */
const holdings = statement(
  "holdings-of-phone",
  `SELECT phone, shop_id AS "shopId", id AS "senderId" FROM senders WHERE phone = ANY($1::text[])
   ORDER BY released_at DESC NULLS FIRST, created_at DESC, id`,
);
const findLastTexted = statementFile(import.meta.url, "./find-last-texted.sql");

/**
 * Says which shop an inbound text belongs to. It names only our number, and several shops may have held that number one
 * after the other: the text belongs to the shop that last texted this phone from it, whether it still holds the number or
 * not. Otherwise a STOP would not reach the shop that it is meant for, and the next shop would read the last shop's
 * customers. When none of them texted this phone, the text belongs to the holder, or to the shop that held the number last.
 * The answer is undefined for a number that was never ours.
 */
export async function findInboundSenders<T extends { to: string; from: string }>(
  tx: Sql,
  { hashPhone }: Pick<Context, "hashPhone">,
  texts: T[],
): Promise<(text: T) => InboundSender | undefined> {
  if (texts.length === 0) return () => undefined;
  // What PostgreSQL could not keep names none of our numbers.
  const phones = new Set(texts.map(({ to }) => to).filter((to) => storableText(to) === to));
  const rows = await tx.run<Holding>(holdings, [[...phones]]);
  const byPhone = Map.groupBy(rows, ({ phone }) => phone);
  const isShared = ({ to }: T) => new Set(byPhone.get(to)?.map(({ shopId }) => shopId)).size > 1;
  const hashOf = ({ from }: T) => hashPhone(phoneFromProvider(from) ?? from);
  const shared = texts.filter(isShared);
  const lastShop = shared.length === 0 ? new Map() : await lastTexted(tx, shared, hashOf);
  return (text) => {
    const [first, ...others] = byPhone.get(text.to) ?? [];
    const shopId = lastShop.get(`${text.to} ${hashOf(text)}`);
    const owner = [first, ...others].find((it) => it?.shopId === shopId) ?? first;
    return owner && { shopId: owner.shopId, senderId: owner.senderId };
  };
}

async function lastTexted<T extends { to: string }>(
  tx: Sql,
  texts: T[],
  hashOf: (text: T) => string,
): Promise<Map<string, string>> {
  const rows = await tx.run<{ phone: string; phoneHash: string; shopId: string }>(
    ...batch(findLastTexted, { t: columnsOf(texts, { phone: ({ to }) => to, phone_hash: hashOf }) }),
  );
  return new Map(rows.map(({ phone, phoneHash, shopId }) => [`${phone} ${phoneHash}`, shopId]));
}
