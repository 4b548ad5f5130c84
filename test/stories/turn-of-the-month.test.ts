import { beforeEach, expect, test } from "vitest";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { formatRef } from "#domain/messages/ref";
import { ensurePartitions } from "#domain/operations/partitions";
import { steps } from "#domain/privacy/shop-steps";
import { newId } from "#platform/ids";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { until } from "./until.ts";

const MONTHS = ["2026-11-01", "2026-12-01"];
const TEXTS = 100;
/** Texts of another shop, so that the planner goes by the index. */
const OTHERS = 4_000;
const ctx = aContext();
beforeEach(emptyDatabase);

const insert = statement(
  "two-months",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
                         expires_at, created_at, claimed_at)
   SELECT $1, t.month, t.id, 'campaign', 'marketing', 'campaign', $1, t.id, $1, $5, $4, $4, $4, $4
   FROM unnest($2::date[], $3::uuid[]) AS t(month, id)`,
);
const insertClaim = statement(
  "claim-of-two-months",
  `INSERT INTO claims (shop_id, id, claimed_at, ends_at, months, message_ids)
   VALUES ($1, $3::uuid, $2::timestamptz, clock_timestamp() - interval '1 hour', $4::date[], $5::uuid[])`,
);
const measure = statement("measure", "ANALYZE messages, claims, intake");
const insertIntake = statement(
  "intake-of-two-months",
  `INSERT INTO intake (shop_id, received_at, id, kind, source, topic, source_key, url, body, state, due_at)
   SELECT $1, t.at, t.id, 'webhook', 'shopify', 'orders/create', t.id, 'url', 'body', 'refused', t.at
   FROM unnest($2::timestamptz[], $3::uuid[]) AS t(at, id)`,
);
const holdIntake = statement(
  "hold-delivery",
  "UPDATE intake SET attempts = attempts WHERE shop_id = $1 AND id = ANY($2::uuid[])",
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
  const { shopId, texts, ids } = await twoMonths("accepted");
  const receipts = texts.map((text) => ({
    kind: "receipt" as const,
    ref: formatRef({ shopId, ...text }),
    providerId: "SM",
    status: "delivered" as const,
    code: null,
    because: null,
  }));
  await waitingInTheMiddle(ids, shopId, () => largeDb.transaction((tx) => applyReceipts(tx, ctx, receipts)));
  expect(await ctx.db.prisma.message.count({ where: { shopId, state: "delivered" } })).toBe(TEXTS);
});

test("a dead worker's claim over two months leaves none of its texts behind, also when one of them is held", async () => {
  const { shopId, texts, ids } = await twoMonths("sending");
  await ctx.db.run(insertClaim, [shopId, TUESDAY_MORNING, ids[0], texts.map(({ month }) => month), ids]);
  await waitingInTheMiddle(ids, shopId, () => recoverClaims({ ...ctx, db: largeDb }));
  expect(await ctx.db.prisma.message.count({ where: { shopId, state: "unknown" } })).toBe(TEXTS);
  expect(await ctx.db.prisma.claim.count({ where: { shopId } })).toBe(0);
});

test("a shop's deliveries of two months are all forgotten, also when one is held in the middle", async () => {
  await ensurePartitions(ctx.db, TUESDAY_MORNING);
  const shopId = newId();
  const ids = Array.from({ length: TEXTS }, newId);
  const halfway = TEXTS / 2;
  const receivedAt = ids.map((_, place) => (place < halfway ? TUESDAY_MORNING : new Date("2026-12-01T00:00:00Z")));
  await ctx.db.run(insertIntake, [shopId, receivedAt, ids]);
  await ctx.db.run(insertIntake, [newId(), Array.from({ length: OTHERS }, () => TUESDAY_MORNING), others()]);
  await ctx.db.run(measure);
  const forget = () => largeDb.transaction((tx) => steps.intake(tx, { shopId, cursor: null, now: TUESDAY_MORNING }));
  await waitingInTheMiddle(ids, shopId, forget, holdIntake);
  expect(await ctx.db.prisma.intake.count({ where: { shopId, url: { not: null } } })).toBe(0);
});

/** A hundred texts, every other one of the next month. */
async function twoMonths(state: "accepted" | "sending") {
  await ensurePartitions(ctx.db, TUESDAY_MORNING);
  const shopId = newId();
  const texts = Array.from({ length: TEXTS }, (_, place) => ({ id: newId(), month: MONTHS[place % 2] ?? "" }));
  const ids = texts.map(({ id }) => id);
  await ctx.db.run(insert, [shopId, texts.map(({ month }) => month), ids, TUESDAY_MORNING, state]);
  const theirMonths = Array.from({ length: OTHERS }, (_, place) => MONTHS[place % 2]);
  await ctx.db.run(insert, [newId(), theirMonths, others(), TUESDAY_MORNING, "sending"]);
  await ctx.db.run(measure);
  return { shopId, texts, ids };
}

const others = () => Array.from({ length: OTHERS }, newId);

const largeDb = {
  transaction: <T>(work: (tx: Tx) => Promise<T>) =>
    ctx.db.transaction(async (tx) => {
      for (const setting of largeTables) await tx.run(setting);
      return work(tx);
    }),
};

/** Does the work while another transaction holds texts in the middle, and lets them go once the work waits for them. */
async function waitingInTheMiddle(
  ids: string[],
  shopId: string,
  work: () => Promise<unknown>,
  holding = hold,
): Promise<void> {
  let working: Promise<unknown> | undefined;
  await ctx.db.transaction(async (tx) => {
    await tx.run(holding, [shopId, ids.slice(TEXTS / 2 - 1, TEXTS / 2 + 2)]);
    working = work();
    await untilOneWaits();
  });
  await working;
}

const waiting = statement("who-waits", "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'");

function untilOneWaits(): Promise<boolean> {
  return until("a transaction that waits for another", async () => (await ctx.db.run(waiting)).length > 0);
}
