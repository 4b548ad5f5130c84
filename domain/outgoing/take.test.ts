import { describe, expect, test } from "vitest";
import { publicPost } from "#platform/http/outgoing/public-post";
import { answering, outgoingAtWork } from "../../test/factories/requests/outgoing-at-work.ts";
import { aReceiver } from "../../test/factories/requests/receiver.ts";
import { aShop } from "../../test/factories/shop.ts";
import { BUDGET } from "./budget.ts";
import { replaceSecret, secretsOf } from "./secrets.ts";

const { ctx, at, deliver, queue, isDue } = outgoingAtWork();
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe("a destination that fails", () => {
  test("rests after five failures in a row, then gets one request, and all when that one is taken", async () => {
    await queue(Array.from({ length: 8 }, () => ({})));
    at.receiver.answer = answering(500);
    await deliver();
    expect(at.receiver.heard).toHaveLength(8);
    clock.advance(10 * SECOND);
    await deliver();
    expect(at.receiver.heard, "it rests").toHaveLength(8);
    expect(await isDue()).toBe(false);
    const { restsUntil } = await prisma.outgoingDestination.findFirstOrThrow();
    clock.set(restsUntil ?? clock.now());
    at.receiver.answer = answering(200);
    await deliver();
    expect(at.receiver.heard, "one is tried").toHaveLength(9);
    await deliver();
    expect(at.receiver.heard, "it works again").toHaveLength(16);
    expect(at.ended).toHaveLength(8);
  });

  test("holds up no other destination, and no other shop at the same place", async () => {
    const other = await aReceiver();
    await queue(Array.from({ length: 6 }, () => ({ url: "https://down.example/" })));
    const down = publicPost({ trusted: [other.place, at.receiver.place], resolve: async () => [] });
    await deliver(down);
    expect(await prisma.outgoingDestination.findFirstOrThrow()).toMatchObject({ failures: 6 });
    await queue([{ url: other.url }, { url: "https://down.example/" }]);
    await deliver(down);
    expect(other.heard).toHaveLength(1);
    const neighbor = await aShop(db);
    await queue([{ shopId: neighbor.id, url: "https://down.example/" }]);
    await deliver(down, neighbor.id);
    expect(await prisma.outgoingDestination.findFirst({ where: { shopId: neighbor.id } })).toMatchObject({
      failures: 1,
    });
  });
});

describe("a shop", () => {
  test("has eight requests under way at most, whatever number of workers", async () => {
    await queue(Array.from({ length: 20 }, () => ({})));
    const answers: (() => void)[] = [];
    at.receiver.answer = (_, response) => void answers.push(() => response.end());
    const underWay = [deliver(), deliver(), deliver()];
    await at.receiver.until(BUDGET.connections);
    const { count } = await prisma.outgoingRequest
      .aggregate({ where: { takenUntil: { gt: clock.now() } }, _count: true })
      .then(({ _count }) => ({ count: _count }));
    expect(count).toBe(BUDGET.connections);
    at.receiver.answer = (_, response) => void response.end();
    for (const go of answers) go();
    await Promise.all(underWay);
    while (await deliver());
    expect(at.receiver.heard).toHaveLength(20);
    expect(at.ended).toHaveLength(20);
  });

  test("waits for its next hour when its bytes or its time are used up", async () => {
    await queue();
    await deliver();
    await prisma.outgoingUsage.updateMany({ data: { busyMs: BUDGET.busyMs } });
    await queue();
    await deliver();
    expect(at.receiver.heard).toHaveLength(1);
    expect(await isDue()).toBe(false);
    clock.advance(HOUR);
    expect(await isDue()).toBe(true);
    await deliver();
    expect(at.receiver.heard).toHaveLength(2);
    expect(await prisma.outgoingUsage.findFirstOrThrow()).toMatchObject({ since: clock.now(), restsUntil: null });
  });

  test("signs with both secrets for a day after replacing one", async () => {
    const destination = { shopId: at.shopId, origin: `http://${at.receiver.place}` };
    const [old] = await secretsOf(db, ctx, destination);
    await replaceSecret(ctx, destination);
    const [present, former] = await secretsOf(db, ctx, destination);
    expect([present === old, former]).toEqual([false, old]);
    await queue();
    await deliver();
    expect(String(at.receiver.heard[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    clock.advance(24 * HOUR);
    expect(await secretsOf(db, ctx, destination)).toEqual([present]);
  });
});
