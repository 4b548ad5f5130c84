import { expect, test } from "vitest";
import { changeSettings } from "#domain/settings/change-settings";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { applyShopDetails } from "./apply-details.ts";
import { readSettings } from "./settings.ts";
import { dismissSetup, readSetup } from "./setup.ts";

const ctx = aContext();
const { db, clock } = ctx;

test("each step is done when its effect is there, and the checklist ends with the last", async () => {
  const { id: shopId } = await aShop(db);
  const done = async () => (await readSetup(db, shopId)).steps.filter((it) => it.isDone).map((it) => it.step);
  await aSubscriber(db, { shopId, marketing: "pending" });
  const flow = {
    shopId,
    id: newId(),
    preset: "abandoned-cart",
    name: "Cart",
    draft: {},
    createdAt: clock.now(),
    updatedAt: clock.now(),
  };
  await db.prisma.flow.create({ data: flow });
  expect(await done()).toEqual([]);
  await aSender(db, { shopId });
  await aSubscriber(db, { shopId });
  await db.prisma.flow.updateMany({ where: { shopId }, data: { state: "live" } });
  expect(await done()).toEqual(["sender", "consent", "flow"]);
  expect((await readSetup(db, shopId)).isOver).toBe(false);
  await db.prisma.shopSettings.update({ where: { shopId }, data: { testTextSentAt: clock.now() } });
  expect(await readSetup(db, shopId)).toMatchObject({ isDone: true, isOver: true });
});

test("a checklist that was put away stays away", async () => {
  const { id: shopId } = await aShop(db);
  await dismissSetup(ctx, shopId);
  expect(await readSetup(db, shopId)).toMatchObject({ isDone: false, isOver: true });
});

test("settings that are saved are read again, and what was not sent stays", async () => {
  const { id: shopId } = await aShop(db, {}, { textingStartsMinute: 540, textingEndsMinute: 1_200 });
  await changeSettings(ctx, shopId, { textingEndsMinute: 1_080, optOutWords: ["basta"], frequencyCapAction: "defer" });
  expect(await readSettings(db, shopId)).toMatchObject({
    textingStartsMinute: 540,
    textingEndsMinute: 1_080,
    optOutWords: ["BASTA"],
    frequencyCapAction: "defer",
    frequencyCapTexts: 1,
  });
  await expect(changeSettings(ctx, shopId, { textingStartsMinute: 1_050 })).rejects.toMatchObject({
    field: "textingEndsMinute",
  });
});

test("what the store says about itself is noted once", async () => {
  const { id } = await aShop(db, { name: null, detailsAt: null });
  const details = {
    storeNumber: "548380009",
    name: "Fernhill",
    currency: "CAD",
    country: "CA",
    timeZone: "America/Toronto",
    email: null,
    plan: null,
  };
  await applyShopDetails(ctx, id, details);
  expect(await db.prisma.shop.findUnique({ where: { id } })).toMatchObject({ ...details, detailsAt: clock.now() });
});
