import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { connectDb } from "#platform/sql/db";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase, testDatabaseUrl } from "../../test/setup/per-worker.ts";
import { rebuildFacts } from "./rebuild-facts.ts";

const ctx = aContext();
const { db } = ctx;
const at = (hours: number) => new Date(TUESDAY_MORNING.getTime() + hours * 3_600_000);

beforeEach(emptyDatabase);

async function factsOf(shopId: string) {
  return await db.prisma.subscriberFacts.findMany({ where: { shopId }, orderBy: { subscriberId: "asc" } });
}

function tap(of: Db, shopId: string, subscriberId: string, hours: number, counted = true) {
  const link = { code: newId(), messageMonth: at(0), messageId: newId() };
  return of.prisma.click.create({
    data: { shopId, id: newId(), ...link, subscriberId, clickedAt: at(hours), counted },
  });
}

/** What may happen to the orders, clicks and texts of three people, in any order. */
type Step =
  | { kind: "order"; order: number; buyer: number | null; hours: number; micros: number }
  | { kind: "refund"; order: number; micros: number }
  | { kind: "cancel" | "restore" | "remove"; order: number }
  | { kind: "tap"; who: number; hours: number; counted: boolean }
  | { kind: "confirm"; who: number }
  | { kind: "reply"; who: number; hours: number };

const who = fc.integer({ min: 0, max: 2 });
const order = fc.integer({ min: 0, max: 3 });
const hours = fc.integer({ min: -100, max: 100 });
const micros = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("order" as const), order, buyer: fc.option(who), hours, micros }),
  fc.record({ kind: fc.constant("refund" as const), order, micros }),
  fc.record({ kind: fc.constantFrom("cancel" as const, "restore" as const, "remove" as const), order }),
  fc.record({ kind: fc.constant("tap" as const), who, hours, counted: fc.boolean() }),
  fc.record({ kind: fc.constant("confirm" as const), who }),
  fc.record({ kind: fc.constant("reply" as const), who, hours }),
);

async function take(shopId: string, people: string[], it: Step): Promise<void> {
  if (it.kind === "tap") return void (await tap(db, shopId, people[it.who] ?? "", it.hours, it.counted));
  if (it.kind === "confirm") {
    // Some of them count already.
    const of = { shopId, subscriberId: people[it.who] ?? "" };
    return void (await db.prisma.click.updateMany({ where: of, data: { counted: true, userAgent: null } }));
  }
  if (it.kind === "reply") {
    const ids = { shopId, id: newId(), conversationId: newId(), subscriberId: people[it.who] ?? "", senderId: newId() };
    const text = { provider: "twilio", providerId: newId(), meaning: "conversation", receivedAt: at(it.hours) };
    return void (await db.prisma.inboundText.create({ data: { ...ids, ...text } }));
  }
  const where = { shopId, id: String(it.order) };
  if (it.kind === "order") {
    const subscriberId = it.buyer === null ? null : (people[it.buyer] ?? null);
    const told = { subscriberId, totalMicros: BigInt(it.micros), placedAt: at(it.hours) };
    const known = await db.prisma.order.updateMany({ where, data: told });
    if (known.count === 0) await anOrder(db, { ...where, ...told });
  } else if (it.kind === "refund")
    await db.prisma.order.updateMany({ where, data: { refundedMicros: BigInt(it.micros) } });
  else if (it.kind === "remove") await db.prisma.order.deleteMany({ where });
  else await db.prisma.order.updateMany({ where, data: { cancelledAt: it.kind === "cancel" ? at(0) : null } });
}

describe("what a person has done, added up", () => {
  test("is what it would be if it were added up again, whatever happened in whatever order", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { id: shopId } = await aShop(db);
        const people = [newId(), newId(), newId()];
        for (const it of steps) await take(shopId, people, it);
        const kept = await factsOf(shopId);
        await rebuildFacts(db, shopId);
        const rebuilt = await factsOf(shopId);
        // Who has undone everything keeps a row of zeros, which is as good as none.
        const some = kept.filter((it) => it.orders + it.clicks + it.replies > 0);
        expect(some).toEqual(rebuilt);
      }),
      { numRuns: 40 },
    );
  });

  test("counts orders of one person that are told at the same moment by many", async () => {
    const { id: shopId } = await aShop(db);
    const subscriberId = newId();
    const other = connectDb(testDatabaseUrl(), { connections: 10 });
    try {
      await Promise.all(
        Array.from({ length: 20 }, () => anOrder(other, { shopId, subscriberId, totalMicros: 5_000_000n })),
      );
      await Promise.all(Array.from({ length: 20 }, (_, n) => tap(other, shopId, subscriberId, n)));
    } finally {
      await other.close();
    }
    expect(await factsOf(shopId)).toMatchObject([
      { orders: 20, spentMicros: 100_000_000n, clicks: 20, lastClickAt: at(19) },
    ]);
  });

  test("is not written again for news that change nothing of it", async () => {
    const { id: shopId } = await aShop(db);
    const { id } = await anOrder(db, { shopId, subscriberId: newId() });
    const version = () => db.run<{ xmin: string }>({ name: "", text: "SELECT xmin::text FROM subscriber_facts" });
    const before = await version();
    await db.prisma.order.updateMany({
      where: { shopId, id },
      data: { statusUrl: "https://example.com/1", eventAt: at(1) },
    });
    expect(await version()).toEqual(before);
  });
});
