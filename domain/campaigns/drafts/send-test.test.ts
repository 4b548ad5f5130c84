import { beforeEach, expect, test } from "vitest";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aProvenPhone } from "../../../test/factories/proven-phone.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { sendTest } from "./send-test.ts";
import { testSource } from "./test-source.ts";

const ctx = aContext();
const { db, clock } = ctx;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const wording = { template: "Hi {{ customer.first_name }}: {{ link }}", variables: {}, linkUrl: "https://a.test/b" };

test("a test text goes to the merchant's phone as recipients would get it, without any consent", async () => {
  const { shopId } = await aCampaign(db);
  await aProvenPhone(db, shopId, "+12125550123");
  const sent = await sendTest(ctx, shopId, { phone: "(212) 555-0123", wording });
  const message = await db.everyShop.message.findFirst();
  expect(message).toMatchObject({
    id: sent.messageId,
    purpose: "transactional",
    class: "transactional",
    state: "waiting",
  });
  expect(message?.body).toMatch(/^Hi Alex: https:\/\/crt\.test\/l\/\w+\nReply STOP to opt out$/);
  expect(await db.everyShop.subscriber.findFirst()).toMatchObject({ phone: "+12125550123", marketing: "never" });
  expect(await db.everyShop.shortLink.findFirst()).toMatchObject({
    messageId: sent.messageId,
    targetUrl: "https://a.test/b",
  });
  expect(await db.everyShop.shopSettings.findFirst()).toMatchObject({
    testPhone: "+12125550123",
    testTextSentAt: clock.now(),
  });
  await sendTest(ctx, shopId, { phone: "+12125550123", wording });
  expect(await db.everyShop.message.count()).toBe(2);
  const answers = await testSource.answersFor(
    db,
    shopId,
    [{ id: sent.messageId, sourceId: shopId, subscriberId: "", occurrence: "", body: "x" }],
    clock.now(),
  );
  expect(answers.get(sent.messageId)?.kind).toBe("wanted");
});

test("a test text that cannot be sent is refused by the field", async () => {
  const { shopId } = await aCampaign(db);
  await aProvenPhone(db, shopId, "+12125550123");
  await expect(sendTest(ctx, shopId, { phone: "12", wording })).rejects.toMatchObject({ field: "phone" });
  const broken = { ...wording, template: "{{ x | nope }}" };
  await expect(sendTest(ctx, shopId, { phone: "+12125550123", wording: broken })).rejects.toMatchObject({
    field: "body",
  });
  await db.everyShop.sender.updateMany({ data: { state: "stopped" } });
  await expect(sendTest(ctx, shopId, { phone: "+12125550123", wording })).rejects.toMatchObject({
    code: "test-no-sender",
  });
  expect(await db.everyShop.message.count()).toBe(0);
});
