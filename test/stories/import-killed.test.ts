import { setTimeout as sleep } from "node:timers/promises";
import { startClock } from "@cartbell/sim/clock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startImport } from "#domain/imports/control/control";
import { aCarrier } from "../factories/carrier.ts";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { anExaminedImport, viewOf } from "../factories/import.ts";
import { aShop } from "../factories/shop.ts";
import { emptyDatabase } from "../setup/per-worker.ts";
import { startWorkerProcess } from "./worker-process.ts";

const PEOPLE = 25_000;
const ctx = aContext();
beforeEach(emptyDatabase);

/** Every tenth number twice, every hundredth line none. */
function file(): string {
  const lines = Array.from({ length: PEOPLE }, (_, at) => {
    const phone = `+1646${2_000_000 + at}`;
    return `${phone},Ada${at}\n${at % 10 === 0 ? `${phone},Again\n` : ""}${at % 100 === 0 ? "none,Nobody\n" : ""}`;
  });
  return `Phone,First name\n${lines.join("")}`;
}

test("an import whose worker is killed half-way goes on in the next one: no one is lost, no one is there twice", async () => {
  const clock = await startClock({ port: 0, startOffsetMs: TUESDAY_MORNING.getTime() - Date.now() });
  afterAll(() => clock.close());
  const carrier = await aCarrier(clock);
  const urls = { carrier: carrier.url, clock: clock.url };
  const shop = await aShop(ctx.db);
  const { id, expected } = await anExaminedImport(ctx, { shopId: shop.id, file: file() });
  await startImport(ctx, shop.id, id);

  // No process enqueues it: the sweep of any worker finds it.
  const doomed = await startWorkerProcess(urls);
  const atKill = await untilView((it) => it.counts.lines > 0);
  await doomed.kill();
  expect(atKill.state).toBe("importing");

  const survivor = await startWorkerProcess(urls);
  const end = await untilView((it) => it.state !== "importing");
  expect(await survivor.stop()).toBe(0);

  expect(end).toMatchObject({
    state: "finished",
    counts: { made: PEOPLE, duplicates: PEOPLE / 10, refused: PEOPLE / 100 },
  });
  expect(end.counts).toEqual(expected);
  const where = { shopId: shop.id };
  expect(await ctx.db.prisma.subscriber.count({ where: { ...where, marketing: "subscribed" } })).toBe(PEOPLE);
  expect(await ctx.db.prisma.consentEvent.count({ where })).toBe(PEOPLE);
  const told = await ctx.db.prisma.consentEvent.groupBy({ by: ["subscriberId"], where });
  expect(told).toHaveLength(PEOPLE);
  expect(await ctx.db.prisma.importRefusal.count({ where })).toBe(PEOPLE / 100);
  expect(await ctx.db.prisma.importBlock.count({ where })).toBe(0);

  async function untilView(isSo: (view: Awaited<ReturnType<typeof viewOf>>) => boolean) {
    for (;;) {
      const view = await viewOf(ctx, shop.id, id);
      if (isSo(view)) return view;
      await sleep(20);
    }
  }
}, 180_000);
