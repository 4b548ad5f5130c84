import { setTimeout as sleep } from "node:timers/promises";
import { pauseCampaign } from "#domain/campaigns/control/pause";
import { resumeCampaign } from "#domain/campaigns/control/resume";
import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { campaignProgress } from "#domain/campaigns/report/progress";
import type { Context } from "#domain/context";
import { say, step } from "../progress.ts";
import { LEAVES_A_CART } from "./cart-story.ts";
import type { CheckedShop } from "./install-story.ts";
import { mustBe, observe } from "./observe.ts";
import { phonesFrom, subscribePeople } from "./subscribe.ts";
import type { World } from "./world.ts";

const AUDIENCE = 2_000;
const TAG = "tea-lovers";
/** How long a pause may take to reach every worker. */
const PAUSE_MS = 2_000;
/** How long a paused campaign is then watched. */
const STILL_MS = 3_000;

/** 2,000 people: sent + skipped + failed is the audience, the carrier's count is ours, pause holds and resume finishes. */
export async function campaignStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  const before = await world.carrierSummary();
  await step(`${AUDIENCE} people subscribe; the shopper with the cart is one of them`, () =>
    subscribePeople(ctx, shop, [LEAVES_A_CART.phone, ...phonesFrom(5_600_000, AUDIENCE)], TAG),
  );
  const id = await step("The merchant sends them a campaign", async () => {
    const campaign = {
      name: "First flush",
      body: "{{ shop.name }}: the first flush is here. {{ link }}",
      linkUrl: "https://bluebird-tea.myshopify.com/first-flush",
    };
    const created = await createCampaign(ctx, shop.id, { ...campaign, audience: { kind: "tag", tag: TAG } });
    await scheduleCampaign(ctx, shop.id, created, "now");
    return created;
  });
  const sentSoFar = async () => (await world.carrierSummary()).accepted - before.accepted;
  await step("Pause holds it within two seconds, in the middle", async () => {
    await observe("The first texts", async () => (await sentSoFar()) > AUDIENCE / 10, 60_000);
    await pauseCampaign(ctx, shop.id, id);
    await sleep(PAUSE_MS);
    const held = await sentSoFar();
    mustBe(held < AUDIENCE, "It was over before it could be paused.");
    await sleep(STILL_MS);
    mustBe((await sentSoFar()) === held, "Texts left while it was paused.");
    say(`    ${held} texts had left; none leaves while it is paused`);
  });
  await step("Resume finishes it", async () => {
    await resumeCampaign(ctx, shop.id, id);
    await observe("The end of the campaign", async () => (await campaign(ctx, shop, id)).state === "finished", 180_000);
  });
  await step("Sent + skipped + failed is the audience, and the carrier counts what we count", async () => {
    const { audience } = await campaign(ctx, shop, id);
    const groups = await ctx.db.prisma.message.groupBy({
      by: ["state"],
      where: { shopId: shop.id, sourceId: id },
      _count: true,
    });
    const of = (...states: string[]) =>
      groups.filter((group) => states.includes(group.state)).reduce((sum, group) => sum + group._count, 0);
    const [sent, skipped, failed] = [
      of("accepted", "sent", "delivered"),
      of("skipped", "expired"),
      of("failed", "unknown"),
    ];
    mustBe(audience === AUDIENCE + 1, `The audience is ${audience}.`);
    mustBe(sent + skipped + failed === audience, `${sent} + ${skipped} + ${failed} is not ${audience}.`);
    const handed = await sentSoFar();
    mustBe(handed === sent, `The carrier has taken ${handed}, we say ${sent}.`);
    mustBe(skipped === 1, `${skipped} were skipped; only the shopper who had a text today should be.`);
    say(`    ${sent} sent, ${skipped} skipped (one had her text today), ${failed} failed`);
  });
  await step("Nobody was texted twice", async () => {
    mustBe((await world.carrierSummary()).duplicatedRefs.length === 0, "The carrier has one text twice.");
    const refs = new Set((await world.handOffs()).map((handOff) => handOff.ref));
    mustBe(refs.size === (await world.carrierSummary()).accepted, "Some texts have no name of ours.");
  });
}

async function campaign(ctx: Context, shop: CheckedShop, id: string) {
  const progress = await campaignProgress(ctx.db, shop.id, id, ctx.clock.now());
  if (!progress) throw new Error("The campaign is gone.");
  return progress;
}
