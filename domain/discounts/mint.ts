import type { Context } from "#domain/context";
import { type Due, enqueueAll } from "#domain/jobs";
import type { StoreAnswer } from "#domain/shops/store-answer";
import { statement } from "#platform/sql/statement";
import { newCode } from "./new-code.ts";
import { LOW_STOCK } from "./reserve.ts";
import { type GivenCode, serveWaiting } from "./serve-waiting.ts";
import { type DiscountStore, MOST_CODES } from "./store.ts";
import type { DiscountTerms } from "./terms.ts";
import { titleOf } from "./title-of.ts";

/** When the sweep adds the job. */
export const dueCodes: Due<"discount-codes"> = {
  shops:
    "SELECT DISTINCT shop_id FROM discount_pools WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)",
};

interface LeasedPool {
  id: string;
  shopDomain: string;
  currency: string | null;
  terms: DiscountTerms;
  discountId: string | null;
  firstCode: string;
  attempts: number;
}

/** Longer than the store may take for the three questions of one look. */
const LEASE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
const LONGEST_RETRY_MS = 60 * MINUTE_MS;
/** Free codes that a pool has after a refill. */
const STOCK = MOST_CODES;
/** The store makes a few hundred codes within seconds. */
const MAKING_MS = 2_000;

const lease = statement(
  "lease-discount-pool",
  `UPDATE discount_pools p SET leased_until = $3, due_at = $3
   FROM (SELECT q.shop_id, q.id, h.domain, h.currency FROM discount_pools q JOIN shops h ON h.id = q.shop_id
         WHERE q.shop_id = $1 AND q.due_at <= $2 AND (q.leased_until IS NULL OR q.leased_until <= $2)
           AND h.installed_at IS NOT NULL AND h.uninstalled_at IS NULL
         ORDER BY q.due_at LIMIT 1 FOR UPDATE OF q SKIP LOCKED) d
   WHERE p.shop_id = d.shop_id AND p.id = d.id
   RETURNING p.id, d.domain AS "shopDomain", d.currency, p.terms, p.discount_id AS "discountId", p.first_code AS "firstCode", p.attempts`,
);
const dropAll = statement(
  "drop-discount-pools",
  `UPDATE discount_pools SET due_at = NULL
   WHERE shop_id = $1 AND due_at IS NOT NULL AND EXISTS (SELECT FROM shops WHERE id = $1 AND uninstalled_at IS NOT NULL)`,
);
/** Who found no code meanwhile has made the pool due: then it stays due. */
const release = statement(
  "release-discount-pool",
  `UPDATE discount_pools SET leased_until = NULL, attempts = $4, trouble = $5,
     due_at = CASE WHEN due_at = $6 THEN $3::timestamptz ELSE due_at END
   WHERE shop_id = $1 AND id = $2`,
);
const keepId = statement(
  "keep-discount-id",
  "UPDATE discount_pools SET discount_id = $3 WHERE shop_id = $1 AND id = $2",
);
const dropCodes = statement(
  "drop-codes-of-deleted-discount",
  "DELETE FROM discount_codes WHERE shop_id = $1 AND pool_id = $2 AND state <> 'given'",
);
const beginAnew = statement(
  "begin-discount-anew",
  "UPDATE discount_pools SET discount_id = NULL, first_code = $3 WHERE shop_id = $1 AND id = $2",
);
/** What a worker asked for that died before it knew the creation: no one knows those codes, and they are left to the store. */
const forgetLost = statement(
  "forget-lost-codes",
  `DELETE FROM discount_codes WHERE shop_id = $1 AND pool_id = $2 AND state = 'making' AND creation_id IS NULL AND created_at <= $3`,
);
const creations = statement(
  "codes-in-the-making",
  `SELECT DISTINCT creation_id AS id FROM discount_codes
   WHERE shop_id = $1 AND pool_id = $2 AND state = 'making' AND creation_id IS NOT NULL`,
);
const free = statement(
  "free-made-codes",
  `WITH gone AS (
     DELETE FROM discount_codes
     WHERE shop_id = $1 AND pool_id = $2 AND creation_id = $3 AND state = 'making' AND code <> ALL($4::text[])
   )
   UPDATE discount_codes SET state = 'free'
   WHERE shop_id = $1 AND pool_id = $2 AND creation_id = $3 AND state = 'making' AND code = ANY($4::text[])`,
);
/** Codes without a creation are no stock: the store may never have been asked for them. */
const stock = statement(
  "count-code-stock",
  `SELECT (SELECT count(*) FROM discount_codes WHERE shop_id = $1 AND pool_id = $2
             AND (state = 'free' OR state = 'making' AND creation_id IS NOT NULL))::int AS codes,
          (SELECT count(*) FROM discount_waits WHERE shop_id = $1 AND pool_id = $2 AND until > $3)::int AS waits`,
);
const addRows = statement(
  "add-codes",
  `INSERT INTO discount_codes (shop_id, code, pool_id, state, created_at)
   SELECT $1, unnest($3::text[]), $2, 'making', $4 ON CONFLICT DO NOTHING`,
);
const nameCreation = statement(
  "name-code-creation",
  "UPDATE discount_codes SET creation_id = $3 WHERE shop_id = $1 AND code = ANY($2::text[]) AND state = 'making'",
);

type MintContext = Pick<Context, "db" | "clock" | "log" | "enqueue"> & {
  store: DiscountStore;
  /** Is told who got a code that they had waited for, in the transaction that gives it. Returns the jobs owed. */
  onGiven: GivenCode;
};

/** How one look at a pool ended. */
type Look =
  | { kind: "enough" }
  | { kind: "again"; afterMs: number }
  | { kind: "trouble"; detail: string; isFinal: boolean };

/**
 * Makes codes ahead for one of a shop's pools, as many as it lacks, within the store's cost budget, and serves those who wait for one. A code is
 * given only after the store has said that it is made. Returns true when more may be due. Safe to run twice and in parallel.
 */
export async function mintCodes(ctx: MintContext, shopId: string): Promise<boolean> {
  const { db, clock, log } = ctx;
  const now = clock.now();
  const leasedUntil = new Date(now.getTime() + LEASE_MS);
  const [pool] = await db.run<LeasedPool>(lease, [shopId, now, leasedUntil]);
  if (!pool) {
    await db.run(dropAll, [shopId]);
    return false;
  }
  const look = await lookAt(ctx, shopId, pool);
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  if (look.kind === "trouble") {
    log.warn({ shopId, trouble: look.detail }, "discount codes could not be made");
    const retryMs = look.isFinal ? LONGEST_RETRY_MS : Math.min(LONGEST_RETRY_MS, MINUTE_MS * 2 ** pool.attempts);
    await db.run(release, [shopId, pool.id, later(retryMs), pool.attempts + 1, look.detail, leasedUntil]);
    return true;
  }
  await db.run(release, [shopId, pool.id, look.kind === "again" ? later(look.afterMs) : null, 0, null, leasedUntil]);
  return true;
}

async function lookAt(ctx: MintContext, shopId: string, pool: LeasedPool): Promise<Look> {
  const { db, clock, store, enqueue } = ctx;
  await db.run(forgetLost, [shopId, pool.id, new Date(clock.now().getTime() - LEASE_MS)]);
  let isMaking = false;
  for (const { id } of await db.run<{ id: string }>(creations, [shopId, pool.id])) {
    const made = await store.madeBy(pool.shopDomain, id);
    if (made.kind === "trouble") return troubleOf(made);
    if (made.answer === null) isMaking = true;
    else await db.run(free, [shopId, pool.id, id, made.answer]);
    if (made.restMs > 0) return { kind: "again", afterMs: made.restMs };
  }
  for (let isFull = true; isFull; ) {
    const served = await db.transaction((tx) => serveWaiting(tx, ctx, { shopId, poolId: pool.id }));
    await enqueueAll(enqueue, served.jobs);
    isFull = served.isFull;
  }
  if (isMaking) return { kind: "again", afterMs: MAKING_MS };
  const rows = await db.run<{ codes: number; waits: number }>(stock, [shopId, pool.id, clock.now()]);
  const { codes, waits } = rows[0] ?? { codes: 0, waits: 0 };
  const lack = STOCK + waits - codes;
  if (lack > STOCK - LOW_STOCK) return askForCodes(ctx, shopId, pool, Math.min(MOST_CODES, lack));
  return waits > 0 ? { kind: "again", afterMs: MAKING_MS } : { kind: "enough" };
}

async function askForCodes(ctx: MintContext, shopId: string, pool: LeasedPool, count: number): Promise<Look> {
  const { db, clock, store } = ctx;
  let { discountId } = pool;
  if (discountId === null) {
    const { terms, firstCode: code } = pool;
    const title = titleOf(terms, pool.currency);
    const created = await store.create(pool.shopDomain, { terms, title, code, startsAt: clock.now() });
    if (created.kind === "trouble") return troubleOf(created);
    discountId = created.answer;
    await db.run(keepId, [shopId, pool.id, discountId]);
    if (created.restMs > 0) return { kind: "again", afterMs: created.restMs };
  }
  const codes = Array.from({ length: count }, () => newCode(pool.terms.prefix));
  await db.run(addRows, [shopId, pool.id, codes, clock.now()]);
  const added = await store.addCodes(pool.shopDomain, discountId, codes);
  if (added.kind === "trouble") return troubleOf(added);
  if (added.answer === null) return forgetDiscount(ctx, shopId, pool);
  await db.run(nameCreation, [shopId, codes, added.answer]);
  return { kind: "again", afterMs: Math.max(MAKING_MS, added.restMs) };
}

/** The merchant deleted it, and its codes with it. Another one is made at the next look. */
async function forgetDiscount({ db }: MintContext, shopId: string, { id, terms }: LeasedPool): Promise<Look> {
  await db.transaction(async (tx) => {
    await tx.run(dropCodes, [shopId, id]);
    await tx.run(beginAnew, [shopId, id, newCode(terms.prefix)]);
  });
  return { kind: "trouble", detail: "refused: The discount was deleted in the store.", isFinal: false };
}

function troubleOf({ trouble, detail }: Extract<StoreAnswer<unknown>, { kind: "trouble" }>): Look {
  return { kind: "trouble", detail: `${trouble}: ${detail}`, isFinal: trouble === "refused" };
}
