import type { Context } from "#domain/context";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { suppressPhones } from "./suppress.ts";

/** Two failures at least so far apart: a phone that is off over a weekend is not dead. */
const APART_MS = 48 * 3_600_000;

interface Numbered {
  shopId: string;
  /** E.164. */
  phone: string;
}

const count = statement(
  "count-number-failures",
  `INSERT INTO number_failures AS f (shop_id, phone_hash, first_at, last_at)
   SELECT t.shop_id, t.phone_hash, t.at, t.at FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS t(shop_id, phone_hash, at)
   ORDER BY t.shop_id, t.phone_hash
   ON CONFLICT (shop_id, phone_hash) DO UPDATE SET first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)
   RETURNING shop_id AS "shopId", phone_hash AS "phoneHash", first_at AS "firstAt", last_at AS "lastAt"`,
);
const forget = statement(
  "forget-number-failures",
  `DELETE FROM number_failures f USING (
     SELECT shop_id, phone_hash FROM number_failures
     WHERE (shop_id, phone_hash) IN (SELECT * FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash))
     ORDER BY shop_id, phone_hash FOR UPDATE) AS alive
   WHERE f.shop_id = alive.shop_id AND f.phone_hash = alive.phone_hash
   RETURNING f.shop_id AS "shopId", f.phone_hash AS "phoneHash"`,
);
const unmark = statement(
  "unmark-dead-numbers",
  `WITH alive AS (SELECT * FROM unnest($1::uuid[], $2::text[]) AS t(shop_id, phone_hash)),
   unmarked AS (
     UPDATE subscribers s SET invalid_at = NULL, invalid_reason = NULL, updated_at = $3 FROM alive a
     WHERE s.shop_id = a.shop_id AND s.phone_hash = a.phone_hash AND s.invalid_at IS NOT NULL)
   UPDATE suppressions p SET lifted_at = $3 FROM alive a
   WHERE p.shop_id = a.shop_id AND p.phone_hash = a.phone_hash AND p.reason = 'invalid-number' AND p.lifted_at IS NULL`,
);

interface Failed extends Numbered {
  /** Just now when absent. */
  happenedAt?: Date | undefined;
}

type Ways = Pick<Context, "clock" | "hashPhone">;

/**
 * Counts that a carrier calls these numbers unable to receive texts. One such report may be wrong; after a second one, two
 * days after the first or later, the number is marked dead and gets no more texts until it shows a sign of life.
 */
export async function countDeadNumbers(tx: Sql, ctx: Ways, numbers: Failed[]): Promise<void> {
  if (numbers.length === 0) return;
  const now = ctx.clock.now();
  const byKey = new Map(numbers.map((it) => [`${it.shopId} ${ctx.hashPhone(it.phone)}`, it]));
  const keys = [...byKey.keys()].map((key) => key.split(" "));
  const rows = await tx.run<{ shopId: string; phoneHash: string; firstAt: Date; lastAt: Date }>(
    ...batch(count, {
      t: {
        ...columnsOf(keys, { shop_id: ([shopId]) => shopId, phone_hash: ([, phoneHash]) => phoneHash }),
        at: [...byKey.values()].map(({ happenedAt = now }) => happenedAt),
      },
    }),
  );
  const dead = rows.flatMap(({ shopId, phoneHash, firstAt, lastAt }) => {
    const number = byKey.get(`${shopId} ${phoneHash}`);
    return number && lastAt.getTime() - firstAt.getTime() >= APART_MS ? [number] : [];
  });
  if (dead.length > 0)
    await suppressPhones(
      tx,
      ctx,
      dead.map(({ shopId, phone }) => ({ shopId, phone, reason: "invalid-number" })),
    );
}

/**
 * A text was delivered to these numbers or came from them: they are not dead, and earlier reports no longer count. Lifts
 * the dead mark and nothing else: an opt-out stands, and no one is subscribed by it. Safe to repeat.
 */
export async function noteSignsOfLife(tx: Sql, { clock, hashPhone }: Ways, numbers: Numbered[]): Promise<void> {
  if (numbers.length === 0) return;
  const keys = columnsOf(numbers, {
    shop_id: ({ shopId }) => shopId,
    phone_hash: ({ phone }) => hashPhone(phone),
  });
  const alive = await tx.run<{ shopId: string; phoneHash: string }>(...batch(forget, { t: keys }));
  if (alive.length === 0) return;
  await tx.run(
    ...batch(unmark, { t: columnsOf(alive, { shop_id: (it) => it.shopId, phone_hash: (it) => it.phoneHash }) }, [
      clock.now(),
    ]),
  );
}
