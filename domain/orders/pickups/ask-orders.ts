import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

interface Pickup {
  id: string;
  preparedAt: Date;
}

/** A pickup with the order that the store named. */
export interface AnsweredPickup extends Pickup {
  orderId: string;
}

/** What a store said: the order of each fulfillment order that it knows; or "not now". */
export type PickupAnswer = { kind: "orders"; orderOf: Map<string, string> } | { kind: "not-now" };

/** When the sweep adds the job. */
export const duePickups: Due<"pickups"> = { shops: "SELECT DISTINCT shop_id FROM pickups WHERE due_at <= $1" };

const AT_ONCE = 50;
const RETRY_MS = 60_000;
/** A text a day late is useless (domain/flows/triggers/orders/ready-for-pickup.ts). */
const GIVE_UP_MS = 24 * 3_600_000;

const find = statement(
  "due-pickups",
  `SELECT id, prepared_at AS "preparedAt" FROM pickups WHERE shop_id = $1 AND due_at <= $2 ORDER BY due_at, id LIMIT ${AT_ONCE}`,
);
const postpone = statement(
  "postpone-pickups",
  "UPDATE pickups SET due_at = $3 WHERE shop_id = $1 AND id = ANY($2::text[])",
);
const remove = statement(
  "remove-pickups",
  `DELETE FROM pickups p USING unnest($1::uuid[], $2::text[]) AS t(shop_id, id) WHERE p.shop_id = t.shop_id AND p.id = t.id
   RETURNING p.id`,
);

/**
 * Asks a store for the orders of its pickups and hands the answers to intake by `take`, in the transaction that forgets the
 * question. A store that does not answer is asked again every minute for a day. Safe to repeat: another worker's answer to the same
 * question is the same. Returns true when more may be due.
 */
export async function askOrdersOfPickups(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  ask: (fulfillmentOrderIds: string[]) => Promise<PickupAnswer>,
  take: (tx: Sql, answered: AnsweredPickup[]) => Promise<void>,
): Promise<boolean> {
  const now = clock.now();
  const due = await db.run<Pickup>(find, [shopId, now]);
  if (due.length === 0) return false;
  const ids = due.map(({ id }) => id);
  const answer = await ask(ids);
  const giveUp = (it: Pickup) => now.getTime() - it.preparedAt.getTime() >= GIVE_UP_MS;
  const over = answer.kind === "orders" ? due : due.filter(giveUp);
  await db.transaction(async (tx) => {
    if (answer.kind === "not-now") await tx.run(postpone, [shopId, ids, new Date(now.getTime() + RETRY_MS)]);
    if (over.length === 0) return;
    await tx.run(...batch(remove, { t: columnsOf(over, { shop_id: () => shopId, id: (it) => it.id }) }));
    if (answer.kind !== "orders") return;
    const answered = due.flatMap((it) => {
      const orderId = answer.orderOf.get(it.id);
      return orderId === undefined ? [] : [{ ...it, orderId }];
    });
    if (answered.length > 0) await take(tx, answered);
  });
  return answer.kind === "orders" && due.length === AT_ONCE;
}
