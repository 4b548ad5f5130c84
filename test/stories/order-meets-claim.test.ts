import { beforeEach, expect, test } from "vitest";
import { testSource } from "#domain/campaigns/drafts/test-source";
import { campaignSource } from "#domain/campaigns/source";
import { conversationSource } from "#domain/conversations/source";
import { flowSource } from "#domain/flows/source";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import type { StoreEvent } from "#domain/intake/store-event";
import { claimSlice } from "#domain/messages/claim/claim";
import { aContext, TUESDAY_MORNING } from "../factories/context.ts";
import { aLiveFlow } from "../factories/flow.ts";
import { aPhone } from "../factories/phone.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { aPerson, checkoutEvent, orderEvent } from "../factories/store-event.ts";

const ctx = aContext();
const sources = { campaign: campaignSource, flow: flowSource, conversation: conversationSource, test: testSource };
const PEOPLE = 120;
const BATCH = 12;
let shopId: string;
let senderId: string;
let phones: string[];

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ id: shopId } = await aShop(ctx.db));
  ({ id: senderId } = await aSender(ctx.db, { shopId }));
  await aLiveFlow(ctx.db, { shopId });
  phones = Array.from({ length: PEOPLE }, () => aPhone());
});

const apply = (events: StoreEvent[]) => ctx.db.transaction((tx) => applyStoreEvents(tx, ctx, events));

test("orders that come while the reminders are being claimed stop every one of them, and no one stands in the way", async () => {
  const decidedAt = TUESDAY_MORNING;
  await apply(
    phones.map((phone, i) =>
      checkoutEvent({
        shopId,
        token: `t${i}`,
        person: aPerson({ phone }),
        consent: { phone, state: "subscribed", source: "checkout", optInLevel: null, decidedAt },
      }),
    ),
  );
  ctx.clock.advance(3_600_000);
  await advanceEnrollments(ctx);
  expect(await ctx.db.prisma.message.count({ where: { shopId, state: "waiting" } })).toBe(PEOPLE);

  const placedAt = ctx.clock.now();
  const orders = phones.map((phone, i) =>
    orderEvent({
      shopId,
      orderId: `o${i}`,
      checkoutToken: `t${i}`,
      person: aPerson({ phone }),
      placedAt,
      eventAt: placedAt,
    }),
  );
  // Against the order of the claims, so that each meets the other in the middle.
  orders.reverse();
  const claiming = async () => {
    while (await claimSlice(ctx, sources, { class: "flow", shopId, senderId }, BATCH));
  };
  const ordering = async () => {
    while (orders.length > 0) await apply(orders.splice(0, BATCH));
  };
  await Promise.all([claiming(), ordering(), claiming(), ordering()]);

  const texts = await ctx.db.prisma.message.findMany({ where: { shopId } });
  const recalls = new Set((await ctx.db.prisma.recall.findMany({ where: { shopId } })).map((it) => it.target));
  const stopped = texts.filter((text) =>
    text.state === "sending" ? recalls.has(text.sourceId) : text.state === "skipped" && text.reason === "ordered",
  );
  expect(stopped).toHaveLength(PEOPLE);
});
