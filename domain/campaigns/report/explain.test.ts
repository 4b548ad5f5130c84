import { expect, test } from "vitest";
import { campaignSource } from "#domain/campaigns/source";
import { claimSlice } from "#domain/messages/claim/claim";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { storedFindings } from "#domain/messages/explain/explain-findings";
import { explainNow } from "#domain/messages/explain/explain-now";
import { type ExplainedPerson, explainedNumber, explainedSubscriber } from "#domain/messages/explain/explain-person";
import { limitsOf } from "#domain/spending/limits-of";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aStartedCampaign } from "../../../test/factories/campaigns/started-campaign.ts";
import { aContext, hashPhone } from "../../../test/factories/context.ts";
import { sources } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { explainCampaign } from "./explain.ts";

const ctx = aContext();
const iso = (at: Date) => at.toISOString();

async function why(campaign: { shopId: string; id: string; senderId: string }, person: ExplainedPerson) {
  const { shopId, id, senderId } = campaign;
  const now = ctx.clock.now();
  const source = await explainCampaign(ctx.db, shopId, id, person.subscriberId, now, iso);
  const shop = await readSliceSetting(ctx.db, ctx.providers, shopId, senderId, now);
  if (!source || !shop) throw new Error("There is no such campaign.");
  const limits = await limitsOf(ctx.db, { shopId, senderId, campaignIds: [id] }, now);
  return { source, told: explainNow({ source, person, shop, limits, shortLinkUrl: ctx.shortLinkUrl }, now, iso) };
}

const subscriberOf = async (shopId: string, id: string) => {
  const person = await explainedSubscriber(ctx.db, shopId, id);
  if (!person) throw new Error("There is no such subscriber.");
  return person;
};

test("a draft is explained to one of its audience, with the consent that it rests on", async () => {
  const campaign = await aCampaign(ctx.db);
  const { id, phone } = await aSubscriber(ctx.db, { shopId: campaign.shopId });
  const person = await explainedNumber(ctx, campaign.shopId, phone, ctx.clock.now());
  expect(person).toMatchObject({ subscriberId: id, consent: { state: "subscribed", source: "checkout" } });
  const { source, told } = await why(campaign, person);
  expect(source.findings.map(({ said, sentence }) => ({ said, sentence }))).toEqual([
    { said: "wait", sentence: "This campaign is a draft. No texts are sent until you send it." },
    { said: "pass", sentence: "In the audience now: “All subscribers”." },
  ]);
  expect(told).toMatchObject({ nextAt: ctx.clock.now(), isNow: true, waitsForSource: true, because: null });
  expect(told.findings.find(({ gate }) => gate === "consent")?.inputs).toEqual([
    "Opted in to marketing texts at a checkout, 2026-11-23T15:00:00.000Z",
  ]);
});

test("a number that is no one’s is explained by what the number itself tells", async () => {
  const campaign = await aCampaign(ctx.db);
  const stranger = await explainedNumber(ctx, campaign.shopId, "+13055550177", ctx.clock.now());
  expect(stranger).toMatchObject({ subscriberId: null, recipient: { ruleSignature: "US-FL@America/New_York" } });
  const { told } = await why(campaign, stranger);
  expect(told).toMatchObject({ nextAt: null, because: "Not in the audience now: “All subscribers”." });
  expect(told.findings.find(({ gate }) => gate === "consent")?.sentence).toBe("Never opted in to marketing texts.");
});

test("a suppression outlives the subscriber, and is found by the number alone", async () => {
  const campaign = await aCampaign(ctx.db);
  const phone = "+13055550178";
  const at = ctx.clock.now();
  await ctx.db.prisma.suppression.create({
    data: { shopId: campaign.shopId, phoneHash: hashPhone(phone), reason: "opted-out", at },
  });
  const { told } = await why(campaign, await explainedNumber(ctx, campaign.shopId, phone, at));
  expect(told.findings.find(({ gate }) => gate === "consent")).toMatchObject({
    ...{ said: "skip", sentence: "Has texted STOP.", inputs: [`opted out since ${at.toISOString()}`] },
  });
});

test("of a campaign under way it tells what waits in a chunk, then what became of the text, by the rules of that hour", async () => {
  const { campaign, subscribers } = await aStartedCampaign(ctx, [{}]);
  const { shopId, id, senderId } = campaign;
  const person = await subscriberOf(shopId, subscribers[0]?.id ?? "");
  const before = await why(campaign, person);
  expect(before.source.findings[1]?.sentence).toMatch(/^In the audience\. The text is due /);
  const lane = { class: "campaign" as const, shopId, senderId };
  await claimSlice(ctx, { ...sources, campaign: campaignSource }, lane, 10);
  const after = await why(campaign, await subscriberOf(shopId, subscribers[0]?.id ?? ""));
  expect(after.told.because).toBe("Already got this campaign’s text. No one gets it twice.");
  const [text] = after.source.texts;
  expect(text).toMatchObject({ state: "sending", parts: 1 });
  const then = storedFindings(text?.why ?? null, iso);
  expect(then.map(({ gate }) => gate)).toEqual([
    ...["deadline", "shop", "consent", "number", "sender", "quiet hours", "frequency cap"],
  ]);
  expect(then.every(({ said }) => said === "pass")).toBe(true);
  expect(then.find(({ gate }) => gate === "quiet hours")?.rules[0]).toMatchObject({ allows: null, versionNow: null });
  // The text just claimed counts against the cap of the next.
  expect(after.told.findings.find(({ gate }) => gate === "frequency cap")?.said).toBe("skip");
  expect(await explainCampaign(ctx.db, newId(), id, null, ctx.clock.now(), iso)).toBeNull();
});
