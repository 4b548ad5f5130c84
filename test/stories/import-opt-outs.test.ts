import { beforeEach, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { receiveTexts } from "#domain/conversations/receive";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { newId } from "#platform/ids";
import { aContext } from "../factories/context.ts";
import { anExaminedImport, anImport, ledgerOf, peopleOf } from "../factories/import.ts";
import { aSender } from "../factories/sender.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { emptyDatabase } from "../setup/per-worker.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

test("a list of numbers that must not be texted wins over a subscription, and over the list of subscribers after it", async () => {
  const shop = await aShop(ctx.db);
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  const list = "Phone\n+12125550123\n+13035550142\n";
  const suppressions = await anImport(ctx, {
    shopId: shop.id,
    kind: "suppressions",
    file: list,
    setup: { attestation: null },
  });
  expect(suppressions.counts).toMatchObject({ suppressed: 2, made: 0, refused: 0 });
  const people = await peopleOf(ctx, shop.id);
  expect(people.map(({ phone, marketing }) => [phone, marketing])).toEqual([
    ["+12125550123", "unsubscribed"],
    ["+13035550142", "unsubscribed"],
  ]);
  const recalls = await ctx.db.prisma.recall.findMany({ where: { shopId: shop.id } });
  expect(recalls.map(({ target }) => target)).toEqual([ada.id]);
  expect(
    await ctx.db.prisma.suppression.count({ where: { shopId: shop.id, reason: "opted-out", liftedAt: null } }),
  ).toBe(2);

  const before = await ledgerOf(ctx, shop.id);
  const { counts } = await anImport(ctx, { shopId: shop.id, file: list });
  expect(counts).toMatchObject({ made: 0, updated: 0, refused: 2, refusedBecause: { suppressed: 2 } });
  const again = await anImport(ctx, {
    shopId: shop.id,
    kind: "suppressions",
    file: list,
    setup: { attestation: null },
  });
  expect(again.counts).toMatchObject({ suppressed: 0, unchanged: 2 });
  expect(await ledgerOf(ctx, shop.id)).toEqual(before);
});

test("a line that says unsubscribed suppresses its number, also when another line of the file says yes", async () => {
  const shop = await aShop(ctx.db);
  const file = `Phone,SMS Consent,Opt-out date
+12125550123,subscribed,
+13035550142,UNSUBSCRIBED,2026-01-02
+12125550123,unsubscribed,
+14155550199,never_subscribed,
+15125550188,perhaps,
`;
  const dryRun = await anExaminedImport(ctx, { shopId: shop.id, file });
  const view = await anImport(ctx, { shopId: shop.id, file });
  expect(view.counts).toMatchObject({
    made: 1,
    suppressed: 2,
    refused: 2,
    refusedBecause: { "not-subscribed": 1, "unclear-consent": 1 },
  });
  expect(dryRun.counts).toEqual(view.counts);
  const people = await peopleOf(ctx, shop.id);
  expect(people.map(({ marketing }) => marketing)).toEqual(["unsubscribed", "unsubscribed"]);
  expect(await ctx.db.prisma.suppression.count({ where: { shopId: shop.id } })).toBe(2);
});

test("no file lifts a STOP, however new it says the consent is", async () => {
  const shop = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId: shop.id });
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  await ctx.db.transaction((tx) =>
    receiveTexts(tx, ctx, [
      {
        shopId: shop.id,
        senderId: sender.id,
        provider: "twilio",
        providerId: "SM1",
        phone: ada.phone,
        body: "STOP",
        receivedAt: ctx.clock.now(),
        intakeId: newId(),
      },
    ]),
  );
  ctx.clock.advance(3 * 86_400_000);
  const before = await ledgerOf(ctx, shop.id);
  const file = "Phone,Subscribed at\n+12125550123,2026-11-26T10:00:00Z\n";
  const { counts } = await anImport(ctx, { shopId: shop.id, file });
  expect(counts).toMatchObject({ made: 0, updated: 0, refusedBecause: { suppressed: 1 } });
  const [person] = await peopleOf(ctx, shop.id);
  expect(person?.marketing).toBe("unsubscribed");
  expect(await ledgerOf(ctx, shop.id)).toEqual(before);
});

test("no file brings back who said no to the merchant, or whose data was erased", async () => {
  const shop = await aShop(ctx.db);
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123" });
  await ctx.db.transaction((tx) =>
    recordConsent(tx, ctx, [
      { shopId: shop.id, subscriberId: ada.id, state: "unsubscribed", source: "merchant", occurredAt: ctx.clock.now() },
    ]),
  );
  const grace = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+13035550142", marketing: "never" });
  await ctx.db.prisma.subscriber.update({
    where: { shopId_id: { shopId: shop.id, id: grace.id } },
    data: { phone: null, redactedAt: ctx.clock.now() },
  });
  ctx.clock.advance(86_400_000);
  const { counts } = await anImport(ctx, { shopId: shop.id, file: "Phone\n+12125550123\n+13035550142\n" });
  expect(counts).toMatchObject({ made: 0, refusedBecause: { "opted-out": 1, erased: 1 } });
});

test("a line about someone who texted STOP and was erased is not kept among the refused", async () => {
  const shop = await aShop(ctx.db);
  const ada = await aSubscriber(ctx.db, { shopId: shop.id, phone: "+12125550123", marketing: "unsubscribed" });
  await ctx.db.prisma.suppression.create({
    data: { shopId: shop.id, phoneHash: ada.phoneHash, reason: "opted-out", at: ctx.clock.now() },
  });
  await ctx.db.transaction((tx) =>
    redactCustomers(tx, ctx, [{ shopId: shop.id, customerId: null, phone: ada.phone, orderIds: [] }]),
  );
  await anImport(ctx, { shopId: shop.id, file: "Phone,First name\n+12125550123,Ada\n" });
  expect(await ctx.db.everyShop.importRefusal.findMany()).toMatchObject([{ reason: "erased", cells: [] }]);
});

test("a person on a list of numbers who texts START gets texts again, and the same list later changes nothing about it", async () => {
  const shop = await aShop(ctx.db);
  const sender = await aSender(ctx.db, { shopId: shop.id });
  const list = {
    shopId: shop.id,
    kind: "suppressions",
    file: "Phone\n+12125550123\n",
    setup: { attestation: null },
  } as const;
  await anImport(ctx, list);
  ctx.clock.advance(86_400_000);
  const text = { shopId: shop.id, senderId: sender.id, provider: "twilio", providerId: "SM2", intakeId: newId() };
  await ctx.db.transaction((tx) =>
    receiveTexts(tx, ctx, [{ ...text, phone: "+12125550123", body: "START", receivedAt: ctx.clock.now() }]),
  );
  const readStatus = async () => {
    const [person] = await peopleOf(ctx, shop.id);
    const suppressed = await ctx.db.prisma.suppression.count({ where: { shopId: shop.id, liftedAt: null } });
    return { marketing: person?.marketing, suppressed };
  };
  expect(await readStatus()).toEqual({ marketing: "subscribed", suppressed: 0 });

  ctx.clock.advance(86_400_000);
  const { counts } = await anImport(ctx, list);
  expect(counts).toMatchObject({ suppressed: 0, refusedBecause: { "older-news": 1 } });
  expect(await readStatus()).toEqual({ marketing: "subscribed", suppressed: 0 });
});
