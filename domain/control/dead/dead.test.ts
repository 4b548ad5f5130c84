import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { insertDeliveries } from "#domain/intake/insert-deliveries";
import { workIntake } from "#domain/intake/work";
import type { IntakeKind } from "#domain/jobs";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { readDeadDeliveries } from "./read-dead.ts";
import { discardDeadDeliveries, retryDeadDeliveries } from "./settle-dead.ts";

const ctx = aContext();
const { db, clock } = ctx;
const ann = { by: { operator: "ann" } };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

async function arrived(kind: IntakeKind, count: number, shopDomain: string | null = null): Promise<void> {
  const shop = shopDomain === null ? null : await db.prisma.shop.findUniqueOrThrow({ where: { domain: shopDomain } });
  const deliveries = Array.from({ length: count }, (_, number) => ({
    ...{ kind, source: "shopify", topic: "orders/create", shopDomain, shopId: shop?.id ?? null, url: null },
    ...{ sourceKey: `${kind} ${shopDomain} ${number}`, triggeredAt: null, body: Buffer.from("{}") },
  }));
  await insertDeliveries(db, deliveries, clock.now());
}

/** Handles them until they are given up, as a worker does. */
async function fail(kind: IntakeKind, reason: string): Promise<void> {
  const ways = { ...ctx, enqueue: async () => {} };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await workIntake(ways, kind, async () => {
      throw new Error(reason);
    });
    clock.advance(3_600_000);
  }
}

const states = async () =>
  (await db.everyShop.intake.groupBy({ by: ["state"], _count: true })).map(({ state, _count }) => [state, _count]);

test("a delivery that failed ten times is dead, is tried again on request, and can then be handled", async () => {
  await arrived("webhook", 3);
  expect((await readDeadDeliveries(db)).counts).toEqual({});
  await fail("webhook", "no such column");
  const { counts, deliveries } = await readDeadDeliveries(db);
  expect(counts).toEqual({ webhook: 3 });
  expect(deliveries[0]).toMatchObject({ kind: "webhook", reason: "no such column", attempts: 10 });
  expect(Object.keys(deliveries[0] ?? {})).not.toContain("body");

  expect(await retryDeadDeliveries(ctx, ann)).toEqual({
    ...{ count: 3, hasChanged: true },
    sentence: "3 dead deliveries are tried again.",
  });
  expect(await retryDeadDeliveries(ctx, ann)).toMatchObject({ count: 0, hasChanged: false });
  expect((await readDeadDeliveries(db)).counts).toEqual({});
  await workIntake(ctx, "webhook", async () => ({ jobs: [], refused: new Map() }));
  expect(await states()).toEqual([["done", 3]]);
  expect(await readOperatorEvents(db)).toMatchObject([
    { operator: "ann", action: "retry-dead", target: "all dead deliveries", details: { count: 3 } },
  ]);
});

test("one is discarded by its id, and the others of a kind, a shop or a reason are left alone", async () => {
  const [one, other] = [await aShop(db), await aShop(db)];
  await arrived("webhook", 2, one.domain);
  await arrived("webhook", 1, other.domain);
  await fail("webhook", "broken");
  await arrived("receipt", 1);
  await fail("receipt", "torn");
  const [dead] = (await readDeadDeliveries(db, { shop: one.domain })).deliveries;
  expect(await discardDeadDeliveries(ctx, { ...ann, ids: [dead?.id ?? ""] })).toMatchObject({ count: 1 });
  expect((await readDeadDeliveries(db)).counts).toEqual({ webhook: 2, receipt: 1 });
  expect(await discardDeadDeliveries(ctx, { ...ann, kind: "webhook", reason: "torn" })).toMatchObject({ count: 0 });
  expect(await discardDeadDeliveries(ctx, { ...ann, shop: other.domain })).toMatchObject({ count: 1 });
  expect((await readDeadDeliveries(db, { kind: "receipt" })).deliveries).toHaveLength(1);
  const refused = await db.everyShop.intake.findMany({ where: { state: "refused" } });
  expect(refused.map(({ reason }) => reason)).toEqual(Array(2).fill("Discarded by an operator: broken"));
});

test("two operators who retry at the same moment retry each delivery once", async () => {
  await arrived("webhook", 1_500);
  await db.run(statement("", "UPDATE intake SET state = 'failed', attempts = 10"));
  const answers = await Promise.all([retryDeadDeliveries(ctx, ann), retryDeadDeliveries(ctx, ann)]);
  expect(answers.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(1_500);
  await retryDeadDeliveries(ctx, ann);
  expect(await states()).toEqual([["pending", 1_500]]);
  const events = await readOperatorEvents(db);
  expect(events.reduce((sum, { details }) => sum + Number(details.count), 0)).toBe(1_500);
});

test("the list is read page by page", async () => {
  await arrived("webhook", 3);
  await fail("webhook", "broken");
  const [first] = (await readDeadDeliveries(db, { limit: 1 })).deliveries;
  if (!first) throw new Error("None is dead.");
  const rest = (await readDeadDeliveries(db, { after: first })).deliveries;
  expect(new Set([first, ...rest].map(({ id }) => id)).size).toBe(3);
});
