import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { createCampaign } from "./create.ts";
import { deleteCampaign } from "./delete.ts";
import { scheduleCampaign } from "./schedule.ts";

const ctx = aContext();
const { prisma } = ctx.db;

test("a draft goes and leaves nothing behind", async () => {
  const shop = await aShop(ctx.db);
  const id = await createCampaign(ctx, shop.id, { name: "Mistake" });
  await deleteCampaign(ctx, shop.id, id);
  expect(await prisma.campaign.count({ where: { shopId: shop.id } })).toBe(0);
  expect(await prisma.campaignEvent.count({ where: { shopId: shop.id } })).toBe(0);
});

test("what was scheduled stays as a record", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  await scheduleCampaign(ctx, shopId, id, new Date(ctx.clock.now().getTime() + 3_600_000));
  await expect(deleteCampaign(ctx, shopId, id)).rejects.toMatchObject({ code: "campaign-not-draft" });
  expect(await prisma.campaign.count({ where: { shopId } })).toBe(1);
});

test("another shop's draft does not exist", async () => {
  const campaign = await aCampaign(ctx.db);
  const stranger = await aShop(ctx.db);
  await expect(deleteCampaign(ctx, stranger.id, campaign.id)).rejects.toMatchObject({ code: "campaign-not-found" });
  await expect(deleteCampaign(ctx, campaign.shopId, newId())).rejects.toMatchObject({ code: "campaign-not-found" });
  expect(await prisma.campaign.count({ where: { shopId: campaign.shopId } })).toBe(1);
});
