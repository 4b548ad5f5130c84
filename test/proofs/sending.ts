import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { statement } from "#platform/sql/statement";
import type { CarrierHandOff } from "../contracts/carrier-control.ts";
import { type Account, accountFor, type TextOnRecord } from "./account.ts";
import { eventually } from "./eventually.ts";
import { addSubscribers, openShop } from "./shop.ts";
import { unknownSoFar } from "./witness.ts";
import { NUMBERS, type ProofWorld } from "./world.ts";

/** One part with the opt-out line, so that the sender's parts a second are texts a second. */
const BODY = "{{ shop.name }}: 20% off today {{ link }}";

/** A shop that sends a campaign: its store, the number it sends from, and the first phone of its audience. */
export interface Shop {
  domain: string;
  number: string;
  firstPhone: number;
}

export const FIRST_SHOP: Shop = {
  domain: "fernhill-supply.myshopify.com",
  number: NUMBERS[0],
  firstPhone: 2_000_000,
};
/** Its texts go to other people than the first one's. */
export const SECOND_SHOP: Shop = { domain: "harbor-goods.myshopify.com", number: NUMBERS[1], firstPhone: 5_000_000 };

const texts = statement(
  "proof-texts",
  `SELECT shop_id || '.' || month || '.' || id AS ref, subscriber_id AS "subscriberId", phone, state, reason,
          provider_id AS "providerId"
   FROM messages WHERE shop_id = $1 AND source_id = $2`,
);

/** A campaign to everyone that the fleet is sending, as the carrier sees it from outside. */
export interface Sending {
  shop: Shop;
  shopId: string;
  id: string;
  audience: number;
  /** The people it goes to. */
  audienceIds: string[];
  /** When it was begun, in real time. */
  startedAt: number;
  /** Resolves once the carrier has taken so many texts since it began. */
  hasReached(count: number, patienceMs: number): Promise<unknown>;
  /** From now on its number may send so many texts a second. */
  sendFaster(perSecond: number): Promise<void>;
  /** Resolves when nothing moves: people without an end wait for a later hour. */
  isAtRest(patienceMs: number): Promise<void>;
  /** Resolves when everyone has an end, every receipt was posted and every one that came was read. */
  isOver(patienceMs: number): Promise<void>;
  /** `isOurs` tells the campaign's texts from others that the carrier took; all are when absent. */
  account(isOurs?: (text: CarrierHandOff) => boolean): Promise<Account>;
}

/** Fills a shop with subscribers and sends them all a campaign, now, at so many texts a second. `prepare` goes before. */
export async function startSending(
  world: ProofWorld,
  people: number,
  perSecond: number,
  shop: Shop = FIRST_SHOP,
  prepare: (shopId: string) => Promise<unknown> = async () => {},
): Promise<Sending> {
  const { ctx, carrier } = world;
  const shopId = await openShop(world, shop.domain, shop.number, perSecond);
  await prepare(shopId);
  const audience = await addSubscribers(world, shopId, people, shop.firstPhone);
  const linkUrl = `https://${shop.domain}/sale`;
  const id = await createCampaign(ctx, shopId, { name: "Black Friday", body: BODY, linkUrl });
  const before = (await carrier.summary()).accepted;
  await scheduleCampaign(ctx, shopId, id, "now");

  return {
    shop,
    shopId,
    id,
    audience: people,
    audienceIds: audience,
    startedAt: performance.now(),
    hasReached: (count, patienceMs) =>
      eventually(
        `${count} texts at the carrier`,
        async () => (await carrier.summary()).accepted - before >= count,
        patienceMs,
      ),
    async sendFaster(rate) {
      await ctx.db.prisma.sender.updateMany({ where: { shopId, phone: shop.number }, data: { partsPerSecond: rate } });
    },
    async isAtRest(patienceMs) {
      await eventually("a time at which nothing moves", () => rests(world, shopId, id), patienceMs);
    },
    async isOver(patienceMs) {
      await eventually("the campaign's end", () => hasEnded(world, shopId, id), patienceMs);
      await eventually("the last receipt", () => isQuiet(world), patienceMs);
    },
    async account(isOurs = () => true) {
      const rows = await ctx.db.run<TextOnRecord>(texts, [shopId, id]);
      const { worst } = await unknownSoFar(ctx.db);
      return accountFor(audience, rows, (await carrier.handOffs({})).filter(isOurs), worst);
    },
  };
}

async function hasEnded({ ctx }: ProofWorld, shopId: string, id: string): Promise<boolean> {
  const progress = await campaignProgress(ctx.db, shopId, id, ctx.clock.now());
  if (!progress?.finishedAt) return false;
  const { sending, asking } = progress.counts;
  return sending + asking === 0;
}

/** Nothing may leave now, nothing is under way or asked about, and every receipt was read. */
async function rests(world: ProofWorld, shopId: string, campaignId: string): Promise<boolean> {
  const { ctx } = world;
  const now = ctx.clock.now();
  const ready = await ctx.db.prisma.campaignChunk.count({ where: { shopId, campaignId, state: "ready" } });
  const of = { shopId, sourceId: campaignId };
  const moving = await ctx.db.prisma.message.count({
    where: {
      ...of,
      OR: [{ state: "sending" }, { state: "unknown", askAt: { not: null } }, { state: "waiting", dueAt: { lte: now } }],
    },
  });
  return ready + moving === 0 && (await isQuiet(world));
}

async function isQuiet({ everyShop, carrier }: ProofWorld): Promise<boolean> {
  // It waits ten seconds by itself and then complains; a carrier whose receipts were refused needs longer.
  const isIdle = await carrier.idle().then(
    () => true,
    () => false,
  );
  return isIdle && (await everyShop.intake.count({ where: { state: "pending" } })) === 0;
}
