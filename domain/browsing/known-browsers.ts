import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";

export interface BrowserOfShop {
  shopId: string;
  browser: string;
}

/** A browser with what proved whose it is. */
export interface ProvenBrowser extends BrowserOfShop {
  subscriberId: string;
  knownBy: "link" | "order";
  /** Makes one browser known, the first that brings it. */
  proof: string;
  at: Date;
}

/** Phones, computers and the browsers in apps of one person. A proof more pushes the oldest out. */
const MOST_OF_ONE_PERSON = 10;

const find = statement(
  "known-browsers",
  `SELECT b.shop_id AS "shopId", b.browser, b.subscriber_id AS "subscriberId"
   FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS u(shop_id, browser)) t
   JOIN browsers b ON b.shop_id = t.shop_id AND b.browser = t.browser`,
);
const remember = statementFile(import.meta.url, "./remember-browsers.sql");
const forget = statement(
  "forget-browsers",
  `DELETE FROM browsers b USING unnest($1::uuid[], $2::text[]) AS t(shop_id, browser)
   WHERE b.shop_id = t.shop_id AND b.browser = t.browser`,
);

/** Whose browsers these are. The result names nothing that is unknown. */
export async function findBrowsers(sql: Sql, browsers: BrowserOfShop[]): Promise<(it: BrowserOfShop) => string | null> {
  if (browsers.length === 0) return () => null;
  const rows = await sql.run<BrowserOfShop & { subscriberId: string }>(...batch(find, { u: keysOf(browsers) }));
  const owners = new Map(rows.map((row) => [`${row.shopId} ${row.browser}`, row.subscriberId]));
  return ({ shopId, browser }) => owners.get(`${shopId} ${browser}`) ?? null;
}

/** Makes browsers known by their proofs. A proof that was used before does nothing; nor does one of an erased person. */
export async function rememberBrowsers(tx: Sql, proven: ProvenBrowser[]): Promise<void> {
  if (proven.length === 0) return;
  const t = columnsOf(proven, {
    shop_id: (it) => it.shopId,
    browser: (it) => it.browser,
    subscriber_id: (it) => it.subscriberId,
    known_by: (it) => it.knownBy,
    proof: (it) => it.proof,
    known_at: (it) => it.at,
  });
  await tx.run(...batch(remember, { t }, [MOST_OF_ONE_PERSON]));
}

/** The visitor withdrew consent: from now on nothing tells whose browser it is. */
export async function forgetBrowsers(tx: Sql, browsers: BrowserOfShop[]): Promise<void> {
  if (browsers.length > 0) await tx.run(...batch(forget, { t: keysOf(browsers) }));
}

function keysOf(browsers: BrowserOfShop[]) {
  return columnsOf(browsers, { shop_id: (it) => it.shopId, browser: (it) => it.browser });
}
