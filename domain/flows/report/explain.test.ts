import { expect, test } from "vitest";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { explainNow } from "#domain/messages/explain/explain-now";
import { explainedSubscriber } from "#domain/messages/explain/explain-person";
import { planTexts } from "#domain/messages/plan";
import { newId } from "#platform/ids";
import { aContext } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { explainFlow } from "./explain.ts";

const ctx = aContext();
const iso = (at: Date) => at.toISOString();
const now = ctx.clock.now();

const said = async (shopId: string, flowId: string, subscriberId: string | null) =>
  (await explainFlow(ctx.db, shopId, flowId, subscriberId, now, iso))?.findings.map(({ sentence }) => sentence);

test("a live flow tells someone who never entered what would bring them in", async () => {
  const { shopId, id } = await aLiveFlow(ctx.db);
  const subscriber = await aSubscriber(ctx.db, { shopId });
  expect(await said(shopId, id, subscriber.id)).toEqual([
    "This flow is live.",
    expect.stringMatching(/^Hasn’t entered\. /),
  ]);
  expect(await said(shopId, id, null)).toHaveLength(2);
});

test("a person who walked it is told how far, and what texts came of it", async () => {
  const { shopId, id, liveVersionId } = await aLiveFlow(ctx.db);
  const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
  const enrollmentId = newId();
  await ctx.db.prisma.enrollment.create({
    data: {
      ...{ shopId, id: enrollmentId, flowId: id, versionId: liveVersionId ?? "", subscriberId, subject: "cart" },
      ...{ state: "exited", exitedBecause: "ordered", startedAt: now, endedAt: now },
    },
  });
  const { id: senderId } = await aSender(ctx.db, { shopId });
  await ctx.db.transaction((tx) =>
    planTexts(tx, ctx, [
      {
        ...{ shopId, class: "flow", purpose: "marketing", sourceKind: "flow", sourceId: enrollmentId, occurrence: "1" },
        ...{ subscriberId, senderId, dueAt: now, expiresAt: new Date(now.getTime() + 3_600_000), body: null },
      },
    ]),
  );
  expect(await said(shopId, id, subscriberId)).toEqual([
    ...["This flow is live.", `Entered ${iso(now)}. Exited: Placed an order.`],
  ]);
  expect((await explainFlow(ctx.db, shopId, id, subscriberId, now, iso))?.texts).toMatchObject([{ state: "waiting" }]);
});

test("a paused flow sends nothing, and an order's text is asked about no hours", async () => {
  const { id: shopId } = await aShop(ctx.db);
  const paused = await aLiveFlow(ctx.db, { shopId, state: "paused" });
  const orders = await aLiveFlow(ctx.db, {
    shopId,
    preset: "order-confirmation",
    document: orderConfirmation.document,
  });
  const { id: senderId } = await aSender(ctx.db, { shopId });
  const { id } = await aSubscriber(ctx.db, { shopId, marketing: "never", ruleSignature: "US-HI@Pacific/Honolulu" });
  const explained = async (flowId: string) => {
    const source = await explainFlow(ctx.db, shopId, flowId, id, now, iso);
    const person = await explainedSubscriber(ctx.db, shopId, id);
    const shop = await readSliceSetting(ctx.db, ctx.providers, shopId, senderId, now);
    if (!source || !person || !shop) throw new Error("Something is not there.");
    return explainNow({ source, person, shop, limits: [], shortLinkUrl: ctx.shortLinkUrl }, now, iso);
  };
  expect(await explained(paused.id)).toMatchObject({ nextAt: null, because: "This flow is paused." });
  // 5 in the morning in Honolulu, and no consent: it waits for nothing but an order.
  expect(await explained(orders.id)).toMatchObject({ isNow: true, waitsForSource: true, nextAt: now });
});

test("another shop's flow is none", async () => {
  const { id } = await aLiveFlow(ctx.db);
  const { id: stranger } = await aShop(ctx.db);
  expect(await explainFlow(ctx.db, stranger, id, null, now, iso)).toBeNull();
});
