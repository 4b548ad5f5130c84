import { beforeEach, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { startSending } from "./start.ts";
import { stopSending } from "./stop.ts";
import { describeTurn, switchTimeline } from "./timeline.ts";

const ctx = aContext();
const { db, clock } = ctx;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const readStatus = async (id: string) => {
  const { sendingStoppedAt: at, sendingStoppedBy: by } = await db.prisma.shop.findUniqueOrThrow({ where: { id } });
  return { at, by };
};

test("a merchant stops, starts again, and both stand in the timeline", async () => {
  const { id: shopId } = await aShop(db);
  expect(await stopSending(ctx, { shopId, by: "merchant", because: " Wrong price in the text " })).toBe(true);
  expect(await readStatus(shopId)).toEqual({ at: clock.now(), by: "merchant" });
  expect(await stopSending(ctx, { shopId, by: "merchant", because: "again" })).toBe(false);
  clock.advance(60_000);
  expect(await startSending(ctx, { shopId, by: "merchant" })).toBe(true);
  expect(await startSending(ctx, { shopId, by: "merchant" })).toBe(false);
  expect((await switchTimeline(db, shopId)).map(describeTurn)).toEqual([
    "Sending was resumed by you.",
    "All sending was stopped by you: Wrong price in the text",
  ]);
});

test("what is claimed is withdrawn with the switch and once more behind it, for a claim that did not see it", async () => {
  const { id: shopId } = await aShop(db);
  await stopSending(ctx, { shopId, by: "merchant", because: "" });
  expect(await db.prisma.recall.findMany({ where: { shopId } })).toMatchObject([
    { kind: "shop", target: shopId },
    { kind: "shop", target: shopId },
  ]);
});

test("an operator takes a merchant's stop over, and only the operator starts again", async () => {
  const { id: shopId } = await aShop(db);
  await stopSending(ctx, { shopId, by: "merchant", because: "" });
  expect(await stopSending(ctx, { shopId, by: "operator", because: "Complaints" })).toBe(true);
  expect(await stopSending(ctx, { shopId, by: "merchant", because: "" })).toBe(false);
  await expect(startSending(ctx, { shopId, by: "merchant" })).rejects.toMatchObject({ code: "stopped-by-operator" });
  expect((await readStatus(shopId)).by).toBe("operator");
  expect(await startSending(ctx, { shopId, by: "operator" })).toBe(true);
  expect((await readStatus(shopId)).at).toBeNull();
});

test("a reason longer than a line is refused, and one shop's switch is not another's", async () => {
  const [one, other] = [await aShop(db), await aShop(db)];
  await expect(stopSending(ctx, { shopId: one.id, by: "merchant", because: "x".repeat(201) })).rejects.toMatchObject({
    field: "because",
  });
  await stopSending(ctx, { shopId: one.id, by: "merchant", because: "" });
  expect((await readStatus(other.id)).at).toBeNull();
  expect(await switchTimeline(db, other.id)).toEqual([]);
});
