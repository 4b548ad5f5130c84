import { beforeEach, expect, test } from "vitest";
import { applyReceipts } from "#domain/messages/receipts";
import { formatRef } from "#domain/messages/ref";
import { ensurePartitions } from "#domain/operations/partitions";
import { newId } from "#platform/ids";
import { statement } from "#platform/statement";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { until } from "./until.ts";

const MONTHS = ["2026-11-01", "2026-12-01"];
const TEXTS = 100;
const ctx = aContext();
beforeEach(emptyDatabase);

const insert = statement(
  "two-months",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
                         expires_at, created_at)
   SELECT $1, t.month, t.id, 'campaign', 'marketing', 'campaign', $1, t.id, $1, 'accepted', $4, $4, $4
   FROM unnest($2::date[], $3::uuid[]) AS t(month, id)`,
);
const hold = statement("hold-one", "UPDATE messages SET asked = asked WHERE shop_id = $1 AND id = ANY($2::uuid[])");
/** What the planner chooses by itself once the tables are larger than a test's. */
const largeTables = [
  statement("generic-plans", "SET LOCAL plan_cache_mode = force_generic_plan"),
  statement("no-hash", "SET LOCAL enable_hashjoin = off"),
  statement("no-merge", "SET LOCAL enable_mergejoin = off"),
];

// PostgreSQL 18 (seen in 18.4) goes wrong when a statement that chooses partitions while it runs has waited for a row.
test("receipts of two months count, every one, also when they had to wait for another worker in the middle", async () => {
  await ensurePartitions(ctx.db, TUESDAY_MORNING);
  const shopId = newId();
  const texts = Array.from({ length: TEXTS }, (_, place) => ({ id: newId(), month: MONTHS[place % 2] ?? "" }));
  const ids = texts.map(({ id }) => id);
  await ctx.db.run(insert, [shopId, texts.map(({ month }) => month), ids, TUESDAY_MORNING]);
  const receipts = texts.map((text) => ({
    kind: "receipt" as const,
    ref: formatRef({ shopId, ...text }),
    providerId: "SM",
    status: "delivered" as const,
    code: null,
    because: null,
  }));

  const apply = () =>
    ctx.db.transaction(async (tx) => {
      for (const setting of largeTables) await tx.run(setting);
      return applyReceipts(tx, ctx, receipts);
    });
  let applying: ReturnType<typeof apply> | undefined;
  await ctx.db.transaction(async (tx) => {
    await tx.run(hold, [shopId, ids.slice(TEXTS / 2, TEXTS / 2 + 3)]);
    applying = apply();
    await untilOneWaits();
  });
  await applying;
  expect(await ctx.db.prisma.message.count({ where: { shopId, state: "delivered" } })).toBe(TEXTS);
});

const waiting = statement("who-waits", "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'");

function untilOneWaits(): Promise<boolean> {
  return until("a transaction that waits for another", async () => (await ctx.db.run(waiting)).length > 0);
}
