import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaign.ts";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
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
  expect(items[0]?.sentence).toContain("+16465550199 may not send: unregistered number.");
  expect(items[2]?.sentence).toContain('"Fall" was not sent. No number in service');
  expect(await needsAttention(db, (await aShop(db)).id, now)).toEqual([]);
});
