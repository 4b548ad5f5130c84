import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { disclosureOf } from "./disclosure.ts";
import { type Keyword, mainWord } from "./keyword.ts";

/** A text that subscribes its writer by a join keyword. */
export interface JoiningText {
  id: string;
  shopId: string;
  senderId: string;
  brand: string;
  keyword: Keyword;
}

const readPhones = statement(
  "phones-of-joined-senders",
  `SELECT s.id, s.phone FROM senders s
   WHERE (s.shop_id, s.id) IN (SELECT t.shop_id, t.id FROM unnest($1::uuid[], $2::uuid[]) AS t(shop_id, id))`,
);

/** What the ledger keeps of each joining text, by the text's id: the keyword, what was texted, and the disclosure of its advertisement. */
export async function disclosuresShown(tx: Sql, texts: JoiningText[]): Promise<Map<string, Record<string, unknown>>> {
  if (texts.length === 0) return new Map();
  const t = columnsOf(texts, { shop_id: (it) => it.shopId, id: (it) => it.senderId });
  const rows = await tx.run<{ id: string; phone: string }>(...batch(readPhones, { t }));
  const phones = new Map(rows.map(({ id, phone }) => [id, phone]));
  return new Map(
    texts.map(({ id, senderId, brand, keyword }) => {
      const word = mainWord(keyword);
      const disclosure = disclosureOf({ word, brand, phone: phones.get(senderId) ?? "our number" });
      return [id, { keyword: { id: keyword.id, word }, disclosure }];
    }),
  );
}
