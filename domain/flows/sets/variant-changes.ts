import type { BackInStockSettings } from "#domain/flows/triggers/products/back-in-stock";
import type { PriceDropSettings } from "#domain/flows/triggers/products/price-drop";
import { moneyInText } from "#domain/messages/content/money-in-text";
import type { Change } from "#domain/products/offer";
import { NIL_ID } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type Asked, type DuePage, type DuePerson, nextQuarter, PAGE, type TimeTrigger } from "./time-trigger.ts";

const DAY_MS = 86_400_000;
/** People who have asked are told within half a year (domain/products/prune.ts). */
const ASKED_DAYS = 180;

/** Served by variant_changes_shop_id_kind_at_idx. */
const findChange = statement(
  "next-variant-change",
  `SELECT c.id, c.at, c.variant_id AS "variantId", c.price_micros AS "priceMicros", c.usual_micros AS "usualMicros", w.product_id AS "productId",
          coalesce(w.product_title, '') AS title, coalesce(w.variant_title, '') AS variant, w.handle, h.domain, h.currency, h.country
   FROM variant_changes c
   JOIN watched_variants w ON w.shop_id = c.shop_id AND w.variant_id = c.variant_id
   JOIN shops h ON h.id = c.shop_id
   WHERE c.shop_id = $1 AND c.kind = $2 AND c.at > $3::timestamptz AND c.at <= $4::timestamptz AND (c.at, c.id) >= ($5::timestamptz, $6::uuid)
   ORDER BY c.at, c.id LIMIT 1 OFFSET $7`,
);
const findPeople = statementFile(import.meta.url, "./people-of-change.sql");

interface ChangeRow {
  id: string;
  at: Date;
  variantId: string;
  productId: string;
  priceMicros: number;
  usualMicros: number | null;
  title: string;
  variant: string;
  handle: string | null;
  domain: string;
  currency: string | null;
  country: string | null;
}

export const backInStockInSets = inSets<BackInStockSettings>("restock", "restock");
export const priceDropInSets = inSets<PriceDropSettings>("price-drop", "price");

/** People whose variant came back or got cheaper: those who asked for it, and after them those who looked. */
function inSets<Settings extends { lookedDays: number }>(
  kind: Change["kind"],
  asked: "restock" | "price",
): TimeTrigger<Settings> {
  return {
    page: (tx, given) => page(tx, given, kind, asked),
    // A change makes the watch due by itself (tell-changes.ts); this look is for one that came while a pass was under way.
    nextLook: (_, now) => nextQuarter(now),
    // Changes are dated by the transaction that writes them, which may be some seconds long.
    lookBackMs: 10 * 60_000,
  };
}

async function page(
  tx: Sql,
  { shopId, flowId, settings: { lookedDays }, isMarketing, from, until, cursor }: Asked<{ lookedDays: number }>,
  kind: Change["kind"],
  asked: "restock" | "price",
): Promise<DuePage> {
  const [at = from.toISOString(), id = NIL_ID, phase = asked, after = NIL_ID] = cursor?.split(" ") ?? [];
  const place = [shopId, kind, from, until, at, id];
  const [change] = await tx.run<ChangeRow>(findChange, [...place, 0]);
  if (!change) return { people: [], cursor: null };
  // The change that the cursor names may be gone: the people of the next one are taken from their beginning.
  const isSame = change.id === id;
  const interest = isSame ? phase : asked;
  const days = interest === "look" ? lookedDays : ASKED_DAYS;
  const since = new Date(change.at.getTime() - days * DAY_MS);
  const of = [shopId, change.variantId, interest, isSame ? after : NIL_ID, PAGE, change.at, since, isMarketing, flowId];
  const rows = await tx.run<{ subscriberId: string; enters: boolean }>(findPeople, of);
  const people = rows
    .filter(({ enters }) => enters)
    .map(({ subscriberId }) => personOf(change, kind, subscriberId, interest !== "look"));
  const here = `${change.at.toISOString()} ${change.id}`;
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  if (last) return { people, cursor: `${here} ${interest} ${last.subscriberId}` };
  if (interest === asked && lookedDays > 0) return { people, cursor: `${here} look ${NIL_ID}` };
  const [next] = await tx.run<ChangeRow>(findChange, [shopId, kind, from, until, change.at, change.id, 1]);
  return { people, cursor: next ? `${next.at.toISOString()} ${next.id} ${asked} ${NIL_ID}` : null };
}

function personOf(change: ChangeRow, kind: Change["kind"], subscriberId: string, hasAsked: boolean): DuePerson {
  const { title, variant, productId, variantId, priceMicros, usualMicros, handle, domain, currency, country } = change;
  const money = (micros: number) => moneyInText(micros, currency, country);
  const before =
    usualMicros === null
      ? null
      : { old_price: usualMicros, drop_percent: Math.floor(((usualMicros - priceMicros) * 100) / usualMicros) };
  return {
    subscriberId,
    at: change.at,
    subject: `${kind} ${change.id} ${subscriberId}`,
    about: `variant ${variantId}`,
    properties: { product: title, product_id: productId, variant, price: priceMicros, asked: hasAsked, ...before },
    variables: {
      product: {
        title,
        variant,
        price: money(priceMicros),
        ...(usualMicros === null ? {} : { old_price: money(usualMicros) }),
      },
    },
    url: `https://${domain}/products/${handle ?? ""}?variant=${variantId}`,
  };
}
