import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { statement } from "#platform/sql/statement";
import type { ShopToAsk } from "./find-missing.ts";
import type { Progress } from "./pass.ts";

const SECOND_MS = 1_000;
/** A worker that dies in the middle is taken over after so long. */
const LEASE_MS = 300 * SECOND_MS;
/** Deliveries that have come but were not looked at yet are not missing: with so old a backlog no one is asked. */
const BEHIND_MS = 30 * SECOND_MS;

export interface LeasedShop extends ShopToAsk {
  domain: string;
  installedAt: Date;
}

/** When the sweep adds the job. Served by shops_to_reconcile. */
export const dueStores: Due<"reconcile"> = {
  shops: `SELECT id AS shop_id FROM shops
    WHERE uninstalled_at IS NULL AND installed_at IS NOT NULL AND coalesce(reconcile_at, installed_at) <= $1`,
};

/** Served by shops_to_reconcile. */
const take = statement(
  "take-shop-to-reconcile",
  `UPDATE shops SET reconcile_at = $3
   WHERE id = $1 AND uninstalled_at IS NULL AND installed_at IS NOT NULL AND coalesce(reconcile_at, installed_at) <= $2
   RETURNING id, domain, country, installed_at AS "installedAt"`,
);
const put = statement("put-shop-back", "UPDATE shops SET reconcile_at = $2 WHERE id = $1 AND uninstalled_at IS NULL");

/** Takes a shop for so long as one look at it takes; null when it is not due, is another worker's, or has uninstalled: such a store is not asked. */
export async function takeLease(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
): Promise<LeasedShop | null> {
  const now = clock.now();
  const [shop] = await db.run<LeasedShop>(take, [shopId, now, new Date(now.getTime() + LEASE_MS)]);
  return shop ?? null;
}

/** Gives it back: the shop is due again after so many milliseconds. */
export async function endLease(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  ms: number,
): Promise<void> {
  await db.run(put, [shopId, new Date(clock.now().getTime() + ms)]);
}

const begin = statement(
  "begin-reconciliation",
  `INSERT INTO reconciliations (shop_id, topic, watermark)
   SELECT $1, topic, $2 FROM unnest(ARRAY['customers', 'orders', 'checkouts']) AS topic
   ON CONFLICT DO NOTHING`,
);
const readProgressOfReconciliation = statement(
  "progress-of-reconciliation",
  `SELECT shop_id AS "shopId", topic, watermark, pass_from AS "passFrom", pass_until AS "passUntil", cursor
   FROM reconciliations WHERE shop_id = $1`,
);

/** How far each topic of the shop has been looked through; for a shop that never was, from its installation on. */
export async function readProgress({ db }: Pick<Context, "db">, { id, installedAt }: LeasedShop): Promise<Progress[]> {
  await db.run(begin, [id, installedAt]);
  return db.run<Progress>(readProgressOfReconciliation, [id]);
}

/** One probe of the partial index intake_pending. A delivery that failed and is tried again holds up no one. */
const behind = statement(
  "intake-is-behind",
  `SELECT EXISTS (SELECT FROM intake WHERE state = 'pending' AND kind = 'webhook' AND attempts = 0 AND due_at <= $1) AS "isBehind"`,
);

/** True while what stores have told us waits to be looked at. */
export async function isIntakeBehind({ db, clock }: Pick<Context, "db" | "clock">): Promise<boolean> {
  const [row] = await db.run<{ isBehind: boolean }>(behind, [new Date(clock.now().getTime() - BEHIND_MS)]);
  return row?.isBehind ?? false;
}
