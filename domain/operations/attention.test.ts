import type { Prisma } from "@prisma/client";
import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { needsAttention } from "./attention.ts";

const { db, clock } = aContext();

test("a shop where all is well is left in peace", async () => {
  const { shopId } = await aCampaign(db);
  expect(await needsAttention(db, shopId, clock.now())).toEqual([]);
});

test("what keeps texts from leaving comes first, each with a sentence", async () => {
  const now = clock.now();
  const { id: shopId } = await aShop(db);
  const sender = await aSender(db, {
    shopId,
    phone: "+16465550199",
    state: "stopped",
    stoppedReason: "unregistered number",
  });
  const given = { shopId, senderId: sender.id };
  await aCampaign(db, { ...given, name: "Fall", state: "failed", failedBecause: "no-sender", finishedAt: now });
  await aCampaign(db, { ...given, name: "Old", state: "failed", failedBecause: "no-sender", finishedAt: new Date(0) });
  await aCampaign(db, { ...given, name: "Winter", state: "paused", pausedBecause: "reinstalled" });
  await aCampaign(db, { ...given, name: "Own", state: "paused", pausedBecause: "merchant" });
  await aCampaign(db, { ...given, name: "Next", state: "scheduled" });
  const delivery = { shopId, kind: "webhook", source: "shopify", topic: "x", body: Buffer.from(""), dueAt: now };
  await db.prisma.intake.create({
    data: { ...delivery, id: newId(), sourceKey: newId(), receivedAt: now, state: "failed" },
  });
  const items = await needsAttention(db, shopId, now);
  expect(items.map((it) => it.kind)).toEqual([
    "sender-stopped",
    "no-sender",
    "campaign-failed",
    "campaign-paused",
    "intake-failed",
  ]);
  expect(items[0]?.sentence).toContain("+16465550199 can’t send: unregistered number.");
  expect(items[2]?.sentence).toContain('"Fall" wasn’t sent. No active number');
  expect(await needsAttention(db, (await aShop(db)).id, now)).toEqual([]);
});

test("replies come up as long as they wait, and when their deadline decided", async () => {
  const now = clock.now();
  const { shopId, id: subscriberId, phoneHash } = await aSubscriber(db);
  const aReply = (daysLeft: number, given: Partial<Prisma.ReplyReviewUncheckedCreateInput> = {}) => {
    const decideBy = new Date(now.getTime() + daysLeft * 86_400_000);
    const ids = { shopId, id: newId(), subscriberId, phoneHash, textId: newId() };
    return db.prisma.replyReview.create({
      data: { ...ids, evidence: {}, receivedAt: now, decideBy, closesAt: decideBy, ...given },
    });
  };
  const decided = { state: "opted-out", decidedBy: "deadline" };
  await aReply(10);
  expect(await needsAttention(db, shopId, now)).toMatchObject([{ sentence: expect.stringContaining("in 10 days") }]);
  const other = await aSubscriber(db, { shopId });
  await aReply(3, { subscriberId: other.id, phoneHash: other.phoneHash });
  await aReply(-1, { ...decided, decidedAt: now });
  await aReply(-1, { ...decided, decidedAt: now });
  await aReply(-9, { ...decided, decidedAt: new Date(now.getTime() - 8 * 86_400_000) });
  await aReply(1, { state: "kept", decidedBy: "merchant", decidedAt: now });
  expect((await needsAttention(db, shopId, now)).map(({ kind, sentence }) => [kind, sentence])).toEqual([
    [
      "reply-unsure",
      "2 replies may be opt-outs and need your review. The first counts as an opt-out in 3 days if you don’t review it.",
    ],
    ["reply-overdue", expect.stringContaining("2 people were opted out in the last 7 days")],
  ]);
});
