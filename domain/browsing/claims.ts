import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { type BrowserOfShop, rememberBrowsers } from "./known-browsers.ts";

/** A browser that says it began a checkout. Only the store's own news of the order tell whose it was. */
export interface Claim extends BrowserOfShop {
  claim: string;
  at: Date;
}

/** News of ours about what a claim names. */
export interface Settled {
  shopId: string;
  claim: string;
  subscriberId: string;
  at: Date;
}

const insert = statement(
  "claim-browsers",
  `INSERT INTO browser_claims (shop_id, claim, browser, at)
   SELECT DISTINCT ON (t.shop_id, t.claim) t.shop_id, t.claim, t.browser, t.at
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) AS t(shop_id, claim, browser, at)
   ORDER BY t.shop_id, t.claim, t.at
   ON CONFLICT DO NOTHING`,
);
/** Orders that were told before the browser's own news. Served by the key of checkouts. */
const findOrdered = statement(
  "claims-of-orders",
  `SELECT t.shop_id AS "shopId", t.claim, c.subscriber_id AS "subscriberId", c.completed_at AS at
   FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, claim)
   JOIN checkouts c ON c.shop_id = t.shop_id AND 'checkout ' || c.token = t.claim AND c.token = substr(t.claim, 10)
   WHERE c.completed_at IS NOT NULL AND c.subscriber_id IS NOT NULL`,
);
const take = statement(
  "take-claims",
  `DELETE FROM browser_claims c USING unnest($1::uuid[], $2::text[]) AS t(shop_id, claim)
   WHERE c.shop_id = t.shop_id AND c.claim = t.claim
   RETURNING c.shop_id AS "shopId", c.claim, c.browser`,
);

/** Notes which browser will be known when a checkout becomes an order, and makes it known at once when it already has. */
export async function claimBrowsers(tx: Sql, claims: Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const named = { shop_id: (it: Claim) => it.shopId, claim: (it: Claim) => it.claim };
  const t = columnsOf(claims, { ...named, browser: (it) => it.browser, at: (it) => it.at });
  await tx.run(...batch(insert, { t }));
  await settleClaims(tx, await tx.run<Settled>(...batch(findOrdered, { t: columnsOf(claims, named) })));
}

/** Makes the browsers known that began these orders' checkouts. Safe to repeat. */
export async function settleClaims(tx: Sql, news: Settled[]): Promise<void> {
  if (news.length === 0) return;
  const newsOf = new Map(news.map((it) => [`${it.shopId} ${it.claim}`, it]));
  const t = columnsOf([...newsOf.values()], { shop_id: (it) => it.shopId, claim: (it) => it.claim });
  const taken = await tx.run<{ shopId: string; claim: string; browser: string }>(...batch(take, { t }));
  await rememberBrowsers(
    tx,
    taken.flatMap(({ shopId, claim, browser }) => {
      const claimed = newsOf.get(`${shopId} ${claim}`);
      return claimed
        ? [
            {
              shopId,
              browser,
              subscriberId: claimed.subscriberId,
              knownBy: "order" as const,
              proof: claim,
              at: claimed.at,
            },
          ]
        : [];
    }),
  );
}
