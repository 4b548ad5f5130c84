import type { Context } from "#domain/context";
import type { Job } from "#domain/jobs";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { type Change, type Offer, offerAfter } from "./offer.ts";
import type { VariantNow } from "./variant-store.ts";

/** A variant came back or got cheaper. */
export type VariantChange = Change & { shopId: string; variantId: string; at: Date };

/** Is told of each change once, in the transaction that writes it. Returns the jobs owed after the commit. */
export type OnChanges = (tx: Sql, ctx: Pick<Context, "clock">, changes: VariantChange[]) => Promise<Job[]>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The store's answer was older than its own webhook: it is asked again after this, for some minutes. */
const SOON_MS = 20_000;
const BEHIND_MS = 10 * MINUTE_MS;

const hold = statement(
  "hold-variants",
  `SELECT w.variant_id AS "variantId", w.is_available AS "isAvailable", w.restocked_at AS "restockedAt", w.price_micros AS "priceMicros",
          w.price_since AS "priceSince", w.usual_micros AS "usualMicros", w.answered_for AS "answeredFor", w.told_for AS "toldFor"
   FROM watched_variants w WHERE w.shop_id = $1 AND w.variant_id = ANY($2::text[]) ORDER BY w.variant_id FOR NO KEY UPDATE`,
);
const write = statementFile(import.meta.url, "./write-offers.sql");
const insertChanges = statement(
  "insert-variant-changes",
  `INSERT INTO variant_changes (shop_id, id, kind, variant_id, at, price_micros, usual_micros)
   SELECT t.shop_id, t.id, t.kind, t.variant_id, t.at, t.price_micros, t.usual_micros
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::int8[])
     AS t(shop_id, id, kind, variant_id, at, price_micros, usual_micros)`,
);

interface Known extends Offer {
  variantId: string;
  answeredFor: Date | null;
  toldFor: Date | null;
}

interface Answered {
  shopId: string;
  /** The variants that were asked about. */
  ids: string[];
  /** Those that the store has. */
  variants: VariantNow[];
  /** Until then the asking worker has them. */
  leasedUntil: Date;
}

/**
 * Writes down what a store said about variants, and the changes that follow from it, which `onChanges` is told. An
 * answer that is older than the one we have counts for nothing. Safe to repeat. Returns the jobs owed after the commit.
 */
export async function applyAnswer(
  tx: Sql,
  ctx: Pick<Context, "clock"> & { onChanges: OnChanges },
  { shopId, ids, variants, leasedUntil }: Answered,
): Promise<Job[]> {
  const at = ctx.clock.now();
  const held = await tx.run<Known>(hold, [shopId, ids]);
  const answerOf = new Map(variants.map((it) => [it.variantId, it]));
  // Another worker may have asked later and be done.
  const current = held.filter(({ variantId, answeredFor }) => {
    const answer = answerOf.get(variantId);
    return !answer || answeredFor === null || answer.updatedAt >= answeredFor;
  });
  const after = current.map((known) => {
    const answer = answerOf.get(known.variantId) ?? null;
    return { known, answer, ...offerAfter(known, answer, at) };
  });
  const offers = columnsOf(after, {
    variant_id: ({ known }) => known.variantId,
    product_title: ({ answer }) => answer?.productTitle ?? null,
    variant_title: ({ answer }) => answer?.variantTitle ?? null,
    handle: ({ answer }) => answer?.handle ?? null,
    is_available: ({ offer }) => offer.isAvailable,
    restocked_at: ({ offer }) => offer.restockedAt,
    price_micros: ({ offer }) => offer.priceMicros,
    price_since: ({ offer }) => offer.priceSince,
    usual_micros: ({ offer }) => offer.usualMicros,
    answered_for: ({ answer }) => answer?.updatedAt ?? null,
    due_at: ({ known, answer }) => nextCheck(known, answer, at),
  });
  await tx.run(...batch(write, { t: offers }, [shopId, leasedUntil]));
  const changes = after.flatMap(({ known, changes: told }) =>
    told.map((it) => ({ ...it, shopId, variantId: known.variantId, at })),
  );
  await writeChanges(tx, changes);
  return ctx.onChanges(tx, ctx, changes);
}

function nextCheck({ toldFor }: Known, answer: VariantNow | null, at: Date): Date {
  const isNew = toldFor !== null && at.getTime() - toldFor.getTime() < BEHIND_MS;
  const isBehind = answer !== null && isNew && answer.updatedAt < toldFor;
  return new Date(at.getTime() + (isBehind ? SOON_MS : DAY_MS));
}

async function writeChanges(tx: Sql, changes: VariantChange[]): Promise<void> {
  if (changes.length === 0) return;
  const t = columnsOf(changes, {
    shop_id: (it) => it.shopId,
    id: () => newId(),
    kind: (it) => it.kind,
    variant_id: (it) => it.variantId,
    at: (it) => it.at,
    price_micros: (it) => it.priceMicros,
    usual_micros: (it) => it.usualMicros,
  });
  await tx.run(...batch(insertChanges, { t }));
}
