import { beforeEach, describe, expect, test } from "vitest";
import { stopAtOnce } from "#app/callbacks/stop-at-once";
import { createIntake } from "#domain/intake/accept";
import { workIntake } from "#domain/intake/work";
import { newId } from "#platform/ids";
import { twilioProvider } from "#providers/twilio";
import { inboundWorker } from "../../workers/queues/intake-inbound.ts";
import { aContext } from "../factories/context.ts";
import { aSender } from "../factories/sender.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
const { db } = ctx;
const twilio = twilioProvider({ accountSid: "AC", authToken: "t", apiUrl: "http://127.0.0.1:9" });
const providers = { twilio };
const PHONE = "+12125550142";
const NUMBER = "+16465550100";

beforeEach(emptyDatabase);

const minute = (n: number) => new Date(ctx.clock.now().getTime() + n * 60_000);

/** A shop with the number, which it may have released at some time. */
async function aHolder(releasedAt: Date | null = null) {
  const released = releasedAt && { releasedAt, state: "released" };
  return await aSender(db, { phone: NUMBER, createdAt: minute(-10_000), ...released });
}

/** The shop's subscriber with the phone, texted from the number at this time. */
async function texted({ shopId, id: senderId }: { shopId: string; id: string }, at: Date) {
  const phoneHash = ctx.hashPhone(PHONE);
  const known = await db.prisma.subscriber.findFirst({ where: { shopId, phoneHash } });
  const { id: subscriberId } = known ?? (await aSubscriber(db, { shopId, phone: PHONE }));
  await db.prisma.message.create({
    data: {
      ...{ shopId, senderId, subscriberId, id: newId(), sourceId: newId(), month: new Date("2026-11-01") },
      ...{ class: "campaign", purpose: "marketing", sourceKind: "campaign", state: "delivered" },
      ...{ dueAt: at, expiresAt: at, claimedAt: at, handedAt: at, createdAt: at },
    },
  });
}

/** A text from the phone to the number, taken in at the endpoint; and what the worker reads. */
async function writes(words: string): Promise<void> {
  const body = Buffer.from(
    new URLSearchParams({ MessageSid: `SM${newId()}`, From: PHONE, To: NUMBER, Body: words }).toString(),
  );
  const intake = createIntake(ctx, { onInbound: stopAtOnce(ctx, providers) });
  await intake.accept({
    ...{ kind: "inbound", source: "twilio", topic: "inbound", shopDomain: null, shopId: null, triggeredAt: null },
    ...{ sourceKey: newId(), url: "https://app.test/callbacks/twilio/inbound", body },
  });
  stoppedAtOnce = await stopped();
  await workIntake(ctx, "inbound", inboundWorker(ctx, providers));
}
let stoppedAtOnce: string[] = [];

async function stopped(): Promise<string[]> {
  return (await db.everyShop.suppression.findMany({ where: { liftedAt: null } })).map(({ shopId }) => shopId);
}

async function readBy(): Promise<string[]> {
  return (await db.everyShop.inboundText.findMany()).map(({ shopId }) => shopId);
}

describe("a STOP to a number that shops held one after the other", () => {
  test("stops the shop that last texted the phone, though it has released the number and another shop holds it", async () => {
    const before = await aHolder(minute(-100));
    const holder = await aHolder();
    await texted(before, minute(-200));
    await aSubscriber(db, { shopId: holder.shopId, phone: PHONE });
    await writes("STOP");
    expect([stoppedAtOnce, await stopped(), await readBy()]).toEqual([
      [before.shopId],
      [before.shopId],
      [before.shopId],
    ]);
    expect(await db.prisma.subscriber.findFirst({ where: { shopId: before.shopId } })).toMatchObject({
      marketing: "unsubscribed",
    });
    expect(await db.prisma.subscriber.findFirst({ where: { shopId: holder.shopId } })).toMatchObject({
      marketing: "subscribed",
    });
  });

  test("stops the shop that released the number while it rests", async () => {
    const before = await aHolder(minute(-100));
    await writes("STOP");
    expect([stoppedAtOnce, await readBy()]).toEqual([[before.shopId], [before.shopId]]);
  });

  test("stops the shop that holds it now when that one texted the phone later", async () => {
    const before = await aHolder(minute(-100));
    const holder = await aHolder();
    await texted(before, minute(-200));
    await texted(holder, minute(-50));
    await writes("STOP");
    expect([stoppedAtOnce, await readBy()]).toEqual([[holder.shopId], [holder.shopId]]);
  });

  test("stops the holder when no shop texted the phone from this number", async () => {
    const before = await aHolder(minute(-100));
    const holder = await aHolder();
    const elsewhere = await aSender(db, { shopId: before.shopId });
    await texted(elsewhere, minute(-10));
    await writes("STOP");
    expect(stoppedAtOnce).toEqual([holder.shopId]);
  });

  test("reaches the earlier of two shops that released it, when that one texted last", async () => {
    const first = await aHolder(minute(-5_000));
    const second = await aHolder(minute(-100));
    await texted(first, minute(-6_000));
    await aHolder();
    await writes("stop texting me");
    expect(stoppedAtOnce).toEqual([first.shopId]);
    await texted(second, minute(-150));
    await writes("STOP");
    expect(new Set(stoppedAtOnce)).toEqual(new Set([first.shopId, second.shopId]));
  });
});

test.each(["hello", "HELP", "START", "not interested"])(
  "the next shop neither reads a %s to the last shop nor gets to know its writer",
  async (words) => {
    const before = await aHolder(minute(-100));
    const holder = await aHolder();
    await texted(before, minute(-200));
    await writes(words);
    expect(await readBy()).toEqual([before.shopId]);
    expect(await db.prisma.subscriber.count({ where: { shopId: holder.shopId } })).toBe(0);
    expect(await db.prisma.message.count({ where: { shopId: holder.shopId } })).toBe(0);
  },
);

test("a shop that took its own number back answers from it as it is now", async () => {
  const before = await aHolder(minute(-100));
  await aHolder(minute(-90));
  const again = await aSender(db, { shopId: before.shopId, phone: NUMBER });
  await texted(before, minute(-200));
  await writes("STOP");
  expect(await db.everyShop.inboundText.findMany()).toMatchObject([{ shopId: before.shopId, senderId: again.id }]);
});
