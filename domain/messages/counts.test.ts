import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aContext } from "../../test/factories/context.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { foldAllCounts, foldCounts } from "./counts.ts";

const { db } = aContext();
const [shopId, sourceId] = [newId(), newId()];
beforeEach(emptyDatabase);

const plan = statement(
  "some-texts",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, created_at)
   SELECT $1, '2026-11-01', gen_random_uuid(), 'campaign', 'marketing', $3, $2, gen_random_uuid(), $1, 'waiting', now(), now(), now()
   FROM generate_series(1, 40)`,
);
/** A random part of the texts gets a random state, as receipts, claims and cancels give them. */
const shuffle = statement(
  "shuffle-texts",
  `UPDATE messages m SET state = t.state, reason = CASE WHEN t.state IN ('failed', 'delivered') THEN '3000' || (random() * 3)::int END,
     ask_at = CASE WHEN t.state = 'unknown' AND random() < 0.5 THEN now() END
   FROM (SELECT shop_id, month, id, (ARRAY['waiting','sending','accepted','delivered','failed','unknown'])[1 + (random() * 5)::int] AS state
         FROM messages WHERE random() < 0.3 ORDER BY id FOR UPDATE) AS t
   WHERE m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id`,
);
const remove = statement("remove-texts", "DELETE FROM messages WHERE random() < 0.05");
const counted = statement(
  "counted",
  `SELECT state, CASE WHEN state IN ('waiting', 'failed', 'skipped', 'unknown') THEN reason END AS reason, ask_at IS NOT NULL AS asking, count(*) AS count
   FROM messages WHERE shop_id = $1 AND source_id = $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
);
const summed = statement(
  "summed",
  `SELECT state, reason, is_asking AS asking, sum(count) AS count FROM message_tallies
   WHERE shop_id = $1 AND source_id = $2 GROUP BY 1, 2, 3 HAVING sum(count) <> 0 ORDER BY 1, 2, 3`,
);
const numbers = async () => ({
  counted: await db.run(counted, [shopId, sourceId]),
  summed: await db.run(summed, [shopId, sourceId]),
});

test("whatever writes to a campaign's texts, its counts are right, folded or not", async () => {
  await db.run(plan, [shopId, sourceId, "campaign"]);
  for (let round = 0; round < 8; round += 1) {
    await Promise.all([
      ...[1, 2, 3].map(() => db.run(shuffle)),
      ...[1, 2].map(() => foldCounts(db, shopId, sourceId)),
      db.run(plan, [shopId, sourceId, "campaign"]),
    ]);
    await db.run(remove);
    const { counted: rows, summed: sums } = await numbers();
    expect(sums).toEqual(rows);
  }
  const before = await numbers();
  await foldCounts(db, shopId, sourceId);
  const left = await db.everyShop.messageCount.count();
  expect(left).toBeLessThanOrEqual(2 * before.counted.length);
  expect((await numbers()).summed).toEqual(before.counted);
  expect(await foldCounts(db, shopId, sourceId)).toBe(0);
});

test("a change that is rolled back is not summed, and texts of other sources never are", async () => {
  await db.run(plan, [shopId, newId(), "flow"]);
  await db
    .transaction(async (tx) => {
      await tx.run(plan, [shopId, sourceId, "campaign"]);
      throw new Error("broken off");
    })
    .catch(() => {});
  expect(await db.everyShop.messageCount.count()).toBe(0);
});

test("upkeep folds what campaigns that no one looks at any more have gathered", async () => {
  await db.run(plan, [shopId, sourceId, "campaign"]);
  for (let round = 0; round < 10; round += 1) await db.run(shuffle);
  const { summed: before } = await numbers();
  expect(await foldAllCounts(db)).toBeGreaterThan(0);
  expect((await numbers()).summed).toEqual(before);
  expect(await foldAllCounts(db)).toBe(0);
});
