import { expect, test } from "vitest";
import { unsentOf } from "#domain/campaigns/report/unsent";
import { campaignSource } from "#domain/campaigns/source";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";

const { db } = aContext();

test("a text that a late receipt brought back is still wanted after the campaign's end, and is not unsent meanwhile", async () => {
  const month = new Date("2026-11-01");
  const campaign = await aCampaign(db, { state: "finished", month, finishedAt: TUESDAY_MORNING });
  const { shopId, id: sourceId, senderId } = campaign;
  const { id: subscriberId } = await aSubscriber(db, { shopId });
  const text = { id: newId(), sourceId, subscriberId, occurrence: "", body: "Hi" };
  await db.prisma.message.create({
    data: {
      ...{ ...text, shopId, senderId, month, class: "campaign", purpose: "marketing", sourceKind: "campaign" },
      ...{ state: "waiting", reason: "unreachable", resends: 1, dueAt: TUESDAY_MORNING },
      ...{ expiresAt: new Date("2026-11-26"), createdAt: TUESDAY_MORNING },
    },
  });
  const answers = await db.transaction((tx) => campaignSource.answersFor(tx, shopId, [text], TUESDAY_MORNING));
  expect(answers.get(text.id)).toMatchObject({ kind: "wanted" });
  expect((await unsentOf(db, shopId, sourceId)).people, "a second campaign would text them twice").toBe(0);
  await db.everyShop.campaign.updateMany({ where: { id: sourceId }, data: { state: "cancelled" } });
  expect((await unsentOf(db, shopId, sourceId)).people).toBe(1);
});
