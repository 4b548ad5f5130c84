import { startClock } from "@cartbell/sim/clock";
import { afterAll, expect, test } from "vitest";
import { pause } from "#domain/control/pauses/pause";
import { resume } from "#domain/control/pauses/resume";
import { type ProcessNow, readProcesses } from "#domain/control/processes/read-processes";
import { tellProcess } from "#domain/control/processes/tell-process";
import { newId } from "#platform/ids";
import { aCarrier, SENDER_PHONE } from "../../factories/carrier.ts";
import { aContext, TUESDAY_MORNING } from "../../factories/context.ts";
import { manySubscribers } from "../../factories/many-subscribers.ts";
import { aSender } from "../../factories/sender.ts";
import { aShop } from "../../factories/shop.ts";
import { emptyDatabase } from "../../setup/per-worker.ts";
import { nothingLeaves } from "../campaign-under-way.ts";
import { until } from "../until.ts";
import { startWebProcess, startWorkerProcess } from "../worker-process.ts";

const AUDIENCE = 1_500;
const ctx = aContext();
const ann = { by: { operator: "ann" } };

async function aCampaignUnderWay(): Promise<string> {
  const { id: shopId } = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId, phone: SENDER_PHONE, partsPerSecond: 400 });
  await manySubscribers(ctx.db, shopId, AUDIENCE);
  const id = newId();
  await ctx.db.prisma.campaign.create({
    data: {
      ...{ shopId, id, name: "Black Friday", state: "scheduled", senderId: sender.id },
      ...{ body: "{{ shop.name }}: 20% off today {{ link }}", linkUrl: "https://shop.test/sale" },
      ...{ scheduledAt: new Date(TUESDAY_MORNING.getTime() - 60_000) },
      ...{ createdAt: TUESDAY_MORNING, updatedAt: TUESDAY_MORNING },
    },
  });
  return id;
}

test("workers drained, killed and restarted in the middle of a campaign lose no one and text no one twice", async () => {
  await emptyDatabase();
  const clock = await startClock({ port: 0, startOffsetMs: TUESDAY_MORNING.getTime() - Date.now() });
  afterAll(() => clock.close());
  const carrier = await aCarrier(clock);
  await carrier.setFaults({ latencyMs: [5, 300] });
  const campaignId = await aCampaignUnderWay();
  const urls = { carrier: carrier.url, clock: clock.url };
  const accepted = async () => (await carrier.summary()).accepted;
  const living = async () => (await readProcesses(ctx.db)).filter(({ state }) => state !== "gone");
  const isIn = (state: ProcessNow["state"]) => async () => (await living()).some((it) => it.state === state);

  const first = await startWorkerProcess(urls);
  await until("texts of the first worker", async () => (await accepted()) > 100);
  const [process] = await living();
  if (!process) throw new Error("The worker is not listed.");
  expect(process).toMatchObject({ kind: "worker", state: "running", told: null });

  // Drained: it finishes what it has and takes nothing new.
  await pause(ctx, { ...ann, target: { kind: "process", name: process.id } });
  await until("drained", isIn("drained"));
  const { accepted: atRest } = await carrier.summary();
  await nothingLeaves(carrier, 2_500);
  expect(await ctx.db.everyShop.message.count({ where: { sourceId: campaignId, state: "sending" } })).toBe(0);
  expect(atRest).toBeLessThan(AUDIENCE);
  await resume(ctx, { ...ann, target: { kind: "process", name: process.id } });
  await until("texts again", async () => (await accepted()) > atRest);

  // Told to drain and killed at once: another takes over, and is not drained.
  await tellProcess(ctx, { ...ann, id: process.id, order: "drain" });
  await first.kill();
  const second = await startWorkerProcess(urls);
  const secondId = (await living()).find(({ id }) => id !== process.id)?.id ?? "";
  await until("texts of the second worker", async () => (await accepted()) > 700);

  // Restarted: it finishes and exits with 0; its supervisor starts the next.
  await tellProcess(ctx, { ...ann, id: secondId, order: "restart" });
  expect(await second.ended).toBe(0);
  expect((await living()).map(({ id }) => id)).not.toContain(secondId);
  const third = await startWorkerProcess(urls);
  await until(
    "the campaign's end",
    async () => (await ctx.db.everyShop.campaign.findFirstOrThrow({ where: { id: campaignId } })).state === "finished",
    90_000,
  );
  expect(await third.stop()).toBe(0);

  const { distinctRefs, duplicatedRefs } = await carrier.summary();
  expect(duplicatedRefs).toEqual([]);
  expect(distinctRefs).toBe(AUDIENCE);
}, 240_000);

test("a web process that is drained turns balancers away and goes on answering, and one that is restarted exits with 0", async () => {
  await emptyDatabase();
  const clock = await startClock({ port: 0, startOffsetMs: TUESDAY_MORNING.getTime() - Date.now() });
  afterAll(() => clock.close());
  const web = await startWebProcess({ carrier: "http://127.0.0.1:9", clock: clock.url });
  const ready = async () => (await fetch(`${web.url}/health/ready`)).status;
  const [process] = await until("the process listed", async () => {
    const listed = await readProcesses(ctx.db);
    return listed.length === 1 && listed;
  });
  if (!process) throw new Error("The process is not listed.");
  const target = { kind: "process", name: process.id } as const;

  await pause(ctx, { ...ann, target });
  await until("not ready", async () => (await ready()) === 503);
  await until("listed as draining", async () =>
    (await readProcesses(ctx.db)).some(({ state }) => state === "draining"),
  );
  expect((await fetch(`${web.url}/health/live`)).status).toBe(200);
  await resume(ctx, { ...ann, target });
  await until("ready again", async () => (await ready()) === 200);
  await tellProcess(ctx, { ...ann, id: process.id, order: "restart" });
  expect(await web.ended).toBe(0);
  expect(await readProcesses(ctx.db)).toEqual([]);
}, 90_000);
