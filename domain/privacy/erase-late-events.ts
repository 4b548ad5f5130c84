import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { erasePeople } from "./erase.ts";

/** Whom and which orders a batch of news is about. */
export interface Named {
  people: { shopId: string; subscriberId: string }[];
  orders: { shopId: string; orderId: string }[];
}

const find = statementFile(import.meta.url, "./find-erased.sql");
const blankOlder = statementFile(import.meta.url, "./blank-before-erasure.sql");

/**
 * Blanks again what news have just told of people who were erased before: a delivery that comes late, or a change of an order
 * whose buyer the store has forgotten, too. A person who has come back since then is not erased any more; of their orders and
 * carts those from before the erasure stay blank. Safe to repeat.
 */
export async function eraseLateEvents(
  tx: Sql,
  { clock }: Pick<Context, "clock">,
  { people, orders }: Named,
): Promise<void> {
  if (people.length === 0 && orders.length === 0) return;
  const named = {
    t: columnsOf(people, { shop_id: (it) => it.shopId, id: (it) => it.subscriberId }),
    u: columnsOf(orders, { shop_id: (it) => it.shopId, order_id: (it) => it.orderId }),
  };
  await tx.run(...batch(blankOlder, named));
  const erased = await tx.run<{ shopId: string; subscriberIds: string[] }>(...batch(find, named));
  for (const { shopId, subscriberIds } of erased)
    await erasePeople(tx, {
      shopId,
      subscriberIds,
      orderIds: [],
      customerIds: [],
      phone: null,
      email: null,
      now: clock.now(),
    });
}
