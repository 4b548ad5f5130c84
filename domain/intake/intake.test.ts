import { beforeEach, expect, test } from "vitest";
import { enqueueAll } from "#domain/jobs";
import { NIL_ID } from "#platform/ids";
import { connectDb } from "#platform/sql/db";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { createIntake } from "./accept.ts";
import { IntakeUnavailable, type NewDelivery } from "./delivery.ts";
import type { Delivery } from "./take.ts";
import { type IntakeHandler, workIntake } from "./work.ts";

const ctx = aContext();
beforeEach(async () => {
  await emptyDatabase();
  ctx.enqueued.length = 0;
});

let last = 0;
function aDelivery(given: Partial<NewDelivery> = {}): NewDelivery {
  last += 1;
  return {
    kind: "webhook",
    source: "shopify",
    topic: "orders/create",
    shopDomain: null,
    shopId: null,
    sourceKey: `event-${last}`,
    triggeredAt: ctx.clock.now(),
    url: null,
    body: Buffer.from("{}"),
    ...given,
  };
}

const stored = () => ctx.db.everyShop.intake.findMany({ orderBy: { id: "asc" } });
const nothing: IntakeHandler = async () => ({ jobs: [], refused: new Map() });

test("what the store repeats is taken in once, also within one batch", async () => {
  const intake = createIntake(ctx);
  const delivery = aDelivery();
  const results = await Promise.all([intake.accept(delivery), intake.accept(delivery), intake.accept(aDelivery())]);
  expect(results).toEqual(["accepted", "duplicate", "accepted"]);
  expect(await intake.accept(delivery)).toBe("duplicate");
  expect(await stored()).toHaveLength(2);
  expect(ctx.enqueued).toEqual([{ name: "intake-webhook", payload: {} }]);
  await intake.close();
});

test("a retry in the next month is still known", async () => {
  const intake = createIntake(ctx);
  const delivery = aDelivery();
  const start = ctx.clock.now();
  await intake.accept(delivery);
  ctx.clock.set(new Date("2026-12-01T00:00:01Z"));
  expect(await intake.accept(delivery)).toBe("duplicate");
  ctx.clock.set(start);
  await intake.close();
});

test("a delivery finds its shop by the domain, and a stranger's has none", async () => {
  const shop = await aShop(ctx.db);
  const intake = createIntake(ctx);
  await Promise.all([
    intake.accept(aDelivery({ shopDomain: shop.domain })),
    intake.accept(aDelivery({ shopDomain: "stranger.myshopify.com" })),
  ]);
  expect((await stored()).map((row) => row.shopId).sort()).toEqual([NIL_ID, shop.id].sort());
  await intake.close();
});

test("NUL bytes and broken JSON are stored as they came and fail no one beside them", async () => {
  const intake = createIntake(ctx);
  const odd = Buffer.from('{"name":"a\0b"', "latin1");
  const results = await Promise.all([
    intake.accept(aDelivery()),
    intake.accept(aDelivery({ body: odd, sourceKey: "odd\0key", topic: "orders/\0create" })),
    intake.accept(aDelivery()),
  ]);
  expect(results).toEqual(["accepted", "accepted", "accepted"]);
  const rows = await stored();
  expect(rows.some((row) => odd.equals(row.body))).toBe(true);
  await intake.close();
});

test("a refused delivery is kept with its reason and never worked on", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery({ refusedBecause: "It is larger than 1 MB.", body: Buffer.alloc(0) }));
  const seen: Delivery[] = [];
  await workIntake(ctx, "webhook", async (_tx, deliveries) => {
    seen.push(...deliveries);
    return { jobs: [], refused: new Map() };
  });
  expect(seen).toEqual([]);
  expect(await stored()).toMatchObject([{ state: "refused", reason: "It is larger than 1 MB." }]);
  await intake.close();
});

test("while the database is down the sender is told so at once, and nothing is kept for later", async () => {
  const db = connectDb("postgresql://nobody:x@127.0.0.1:1/none", { connections: 2 });
  const intake = createIntake({ ...ctx, db });
  await expect(intake.accept(aDelivery())).rejects.toBeInstanceOf(IntakeUnavailable);
  await expect(intake.accept(aDelivery({ kind: "inbound" }))).rejects.toBeInstanceOf(IntakeUnavailable);
  expect(intake.backlog()).toBe(0);
  await db.close();
});

test("beyond the bound the next delivery is turned away instead of piling up", async () => {
  const intake = createIntake(ctx, { mostWaiting: 3, gatherMs: 50 });
  const taken = [1, 2, 3].map(() => intake.accept(aDelivery()));
  await expect(intake.accept(aDelivery())).rejects.toBeInstanceOf(IntakeUnavailable);
  expect(await Promise.all(taken)).toEqual(["accepted", "accepted", "accepted"]);
  await intake.close();
});

test("a STOP counts in the very transaction that accepts it", async () => {
  const seen: string[] = [];
  const intake = createIntake(ctx, {
    onInbound: async (tx, delivery) => {
      const rows = await tx.run<{ n: number }>({ name: "n", text: "SELECT count(*) AS n FROM intake" });
      seen.push(`${delivery.sourceKey} ${rows[0]?.n}`);
    },
  });
  await intake.accept(aDelivery({ kind: "inbound", sourceKey: "SM1" }));
  await intake.accept(aDelivery({ kind: "inbound", sourceKey: "SM1" }));
  expect(seen).toEqual(["SM1 1"]);
  await intake.close();
});

test("one delivery that cannot be handled waits and is tried again; the others of its batch are done", async () => {
  const intake = createIntake(ctx);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => intake.accept(aDelivery({ body: Buffer.from(i === 7 ? "bad" : "good") }))),
  );
  let calls = 0;
  const handler: IntakeHandler = async (_tx, deliveries) => {
    calls += 1;
    if (deliveries.some((it) => it.body.toString() === "bad")) throw new Error("cannot read it");
    return { jobs: [], refused: new Map() };
  };
  await workIntake(ctx, "webhook", handler);
  expect(calls).toBeLessThan(12);
  const rows = await stored();
  expect(rows.filter((row) => row.state === "done")).toHaveLength(19);
  expect(rows.filter((row) => row.state === "pending")).toMatchObject([{ attempts: 1, reason: "cannot read it" }]);

  await workIntake(ctx, "webhook", handler);
  expect((await stored()).filter((row) => row.attempts === 1)).toHaveLength(1);
  for (let attempt = 2; attempt <= 10; attempt += 1) {
    ctx.clock.advance(3_600_000);
    await workIntake(ctx, "webhook", handler);
  }
  expect((await stored()).filter((row) => row.state === "failed")).toMatchObject([
    { attempts: 10, reason: "cannot read it" },
  ]);
  await intake.close();
});

test("effects and state commit together: what a handler did before it threw is undone", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery());
  await workIntake(ctx, "webhook", async (tx) => {
    await tx.run({ name: "effect", text: "INSERT INTO intake_keys VALUES ('effect', now())" });
    throw new Error("afterwards");
  });
  expect(await ctx.db.prisma.intakeKey.findUnique({ where: { sourceKey: "effect" } })).toBeNull();
  await workIntake(ctx, "webhook", nothing);
  await intake.close();
});

test("jobs owed are enqueued after the commit", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery());
  ctx.enqueued.length = 0;
  await workIntake(ctx, "webhook", async () => ({ jobs: [{ name: "flow-timers", payload: {} }], refused: new Map() }));
  expect(ctx.enqueued).toEqual([{ name: "flow-timers", payload: {} }]);
  await enqueueAll(ctx.enqueue, []);
  await intake.close();
});

test("a delivery is refused at once also for a reason that quotes what PostgreSQL cannot store", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery());
  const [{ id } = { id: "" }] = await stored();
  await workIntake(ctx, "webhook", async () => ({ jobs: [], refused: new Map([[id, "Unexpected token '\0'"]]) }));
  expect(await stored()).toMatchObject([{ state: "refused", reason: "Unexpected token ''" }]);
  await intake.close();
});

test("what a handler throws is written down whatever is in it, and holds up no one", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery());
  await workIntake(ctx, "webhook", async () => {
    throw new Error("Unexpected token '\0'");
  });
  expect(await stored()).toMatchObject([{ state: "pending", reason: "Unexpected token ''", attempts: 1 }]);
  await intake.close();
});

test("a delivery that another worker has handled by the time its failure is written down stays handled", async () => {
  const intake = createIntake(ctx);
  await intake.accept(aDelivery());
  const { transaction } = ctx.db;
  const overtaken: typeof transaction = (work) =>
    transaction(work).catch(async (error: unknown) => {
      await workIntake(ctx, "webhook", nothing);
      throw error;
    });
  await workIntake({ ...ctx, db: { ...ctx.db, transaction: overtaken } }, "webhook", async () => {
    throw new Error("not now");
  });
  expect(await stored()).toMatchObject([{ state: "done", reason: null, attempts: 0 }]);
  await intake.close();
});
