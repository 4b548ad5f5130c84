import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { shopTurns } from "./shop-turns.ts";

const limits = { mostPerShop: 2, mostInAll: 3, mostWaiting: 2, patienceMs: 60_000 };

test("a shop has so many at once, queues for a few more, and is refused the rest at once", async () => {
  const turns = shopTurns(limits);
  const [one, two] = await Promise.all([turns.take("a"), turns.take("a")]);
  const third = turns.take("a");
  const fourth = turns.take("a");
  expect(await turns.take("a")).toBeNull();
  one?.();
  (await third)?.();
  expect(await fourth).not.toBeNull();
  two?.();
});

test("another shop's first goes before a busy shop's next", async () => {
  const turns = shopTurns({ ...limits, mostInAll: 2 });
  const order: string[] = [];
  const [one] = await Promise.all([turns.take("a"), turns.take("a")]);
  const next = turns.take("a").then((end) => {
    order.push("a");
    return end;
  });
  const other = turns.take("b").then((end) => {
    order.push("b");
    return end;
  });
  one?.();
  (await other)?.();
  (await next)?.();
  expect(order).toEqual(["b", "a"]);
});

test("who waits too long gets none, and the turn is not lost", async () => {
  const turns = shopTurns({ ...limits, patienceMs: 1 });
  const [one, two] = await Promise.all([turns.take("a"), turns.take("a")]);
  expect(await turns.take("a")).toBeNull();
  one?.();
  two?.();
  expect(await Promise.all([turns.take("a"), turns.take("a")])).not.toContain(null);
});

test("ending a turn twice gives back one", async () => {
  const turns = shopTurns({ ...limits, patienceMs: 1 });
  const [one] = await Promise.all([turns.take("a"), turns.take("a")]);
  one?.();
  one?.();
  expect(await turns.take("a")).not.toBeNull();
  expect(await turns.take("a")).toBeNull();
});

test("a shop that has used up its time waits until some has come back, and another shop does not", async () => {
  let now = 0;
  const turns = shopTurns({ ...limits, patienceMs: 1, budget: { burstMs: 1_000, perSecondMs: 500 } }, () => now);
  const [one, two] = await Promise.all([turns.take("a"), turns.take("a")]);
  now = 700;
  one?.();
  two?.(); // 1,400 of 1,000 used, and what came back meanwhile is not counted twice
  expect(await turns.take("a")).toBeNull();
  (await turns.take("b"))?.();
  now = 700 + 799;
  expect(await turns.take("a")).toBeNull();
  now = 700 + 801;
  (await turns.take("a"))?.();
});

test("who waits for time to come back is served although no turn ends", async () => {
  const turns = shopTurns({ ...limits, mostPerShop: 1, budget: { burstMs: 1, perSecondMs: 1_000 } });
  const one = await turns.take("a");
  const waiting = turns.take("a");
  await new Promise((resolve) => setTimeout(resolve, 20));
  one?.();
  expect(await waiting).not.toBeNull();
});

test("who waits for time to come back is served although the timer fires before its time", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  let now = 0;
  const turns = shopTurns({ ...limits, mostPerShop: 1, budget: { burstMs: 1, perSecondMs: 1_000 } }, () => now);
  const one = await turns.take("a");
  const waiting = turns.take("a");
  now = 20;
  one?.();
  await vi.advanceTimersByTimeAsync(25);
  now = 60;
  await vi.advanceTimersByTimeAsync(25);
  expect(await waiting).not.toBeNull();
});

test("whatever the order of comings and goings, no limit is passed and every waiting one is served", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 40 }), async (shops) => {
      const turns = shopTurns({ ...limits, mostWaiting: 100 });
      const now = new Map<string, number>();
      let inAll = 0;
      await Promise.all(
        shops.map(async (shop) => {
          const end = await turns.take(shop);
          expect(end).not.toBeNull();
          now.set(shop, (now.get(shop) ?? 0) + 1);
          inAll += 1;
          expect(now.get(shop)).toBeLessThanOrEqual(limits.mostPerShop);
          expect(inAll).toBeLessThanOrEqual(limits.mostInAll);
          await Promise.resolve();
          now.set(shop, (now.get(shop) ?? 0) - 1);
          inAll -= 1;
          end?.();
        }),
      );
    }),
  );
});
