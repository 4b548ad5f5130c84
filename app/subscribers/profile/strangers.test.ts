import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../../test/factories/context.ts";
import { aMerchantRequest } from "../../../test/factories/requests/merchant-request.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { loader as editor } from "../../campaigns/editor/route.tsx";
import { loader as report } from "../../campaigns/report/route.tsx";
import { action as optOut, loader as profile } from "./route.tsx";

const ctx = aContext();

const asMerchantOf = (domain: string, params: Record<string, string>, form?: Record<string, string>) => {
  const path = "campaignId" in params ? "/campaigns/:campaignId" : "/subscribers/:subscriberId";
  return aMerchantRequest(ctx, domain, { path, params, ...(form && { form }) });
};

async function twoShops() {
  const [own, other] = [await aShop(ctx.db), await aShop(ctx.db)];
  await aSender(ctx.db, { shopId: own.id });
  const campaign = await aCampaign(ctx.db, { shopId: other.id, state: "finished" });
  const subscriber = await aSubscriber(ctx.db, { shopId: other.id });
  return { own, other, campaign, subscriber };
}

const isNotFound = expect.objectContaining({ status: 404 });

test("another shop's campaign and subscriber are not found, like those that never were", async () => {
  const { own, campaign, subscriber } = await twoShops();
  for (const id of [campaign.id, newId(), "1 OR 1=1", ""]) {
    await expect(report(asMerchantOf(own.domain, { campaignId: id }))).rejects.toEqual(isNotFound);
    await expect(editor(asMerchantOf(own.domain, { campaignId: id }))).rejects.toEqual(isNotFound);
  }
  for (const id of [subscriber.id, newId(), "nonsense"])
    await expect(profile(asMerchantOf(own.domain, { subscriberId: id }))).rejects.toEqual(isNotFound);
});

test("the shop's own are shown", async () => {
  const { other, campaign, subscriber } = await twoShops();
  const shown = await report(asMerchantOf(other.domain, { campaignId: campaign.id }));
  expect(shown.campaign.name).toBe("Winter sale");
  const person = await profile(asMerchantOf(other.domain, { subscriberId: subscriber.id }));
  expect(person.profile.id).toBe(subscriber.id);
});

test("no one can be opted out by another shop", async () => {
  const { own, other, subscriber } = await twoShops();
  const asked = { intent: "opt-out" };
  const answer = await optOut(asMerchantOf(own.domain, { subscriberId: subscriber.id }, asked));
  expect(answer).toEqual({ ok: false, errors: { form: "This subscriber wasn’t found." } });
  const stillSubscribed = await profile(asMerchantOf(other.domain, { subscriberId: subscriber.id }));
  expect(stillSubscribed.profile.marketing).toBe("subscribed");
  await optOut(asMerchantOf(other.domain, { subscriberId: subscriber.id }, asked));
  const optedOut = await profile(asMerchantOf(other.domain, { subscriberId: subscriber.id }));
  expect(optedOut.profile).toMatchObject({ marketing: "unsubscribed", consent: [{ source: "merchant" }, {}] });
});
