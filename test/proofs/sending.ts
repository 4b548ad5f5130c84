import { createCampaign } from "#domain/campaigns/drafts/create";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { campaignProgress } from "#domain/campaigns/report/progress";
import { statement } from "#platform/sql/statement";
import { type Account, accountFor, type TextOnRecord } from "./account.ts";
import { eventually } from "./eventually.ts";
import { addSubscribers, openShop } from "./shop.ts";
import { unknownSoFar } from "./witness.ts";
import { NUMBERS, type ProofWorld } from "./world.ts";

const SHOP = "fernhill-supply.myshopify.com";
/** One part with the opt-out line, so that the sender's parts a second are texts a second. */
const BODY = "{{ shop.name }}: 20% off today {{ link }}";
const LINK = "https://fernhill-supply.myshopify.com/sale";

const texts = statement(
  "proof-texts",
  `SELECT shop_id || '.' || month || '.' || id AS ref, subscriber_id AS "subscriberId", phone, state, reason,
          provider_id AS "providerId"
   FROM messages WHERE shop_id = $1 AND source_id = $2`,
);

/** A campaign to everyone that the fleet is sending, as the carrier sees it from outside. */
export interface Sending {
  shopId: string;
  id: string;
  audience: number;
  /** When it was begun, in real time. */
  startedAt: number;
  /** Resolves once the carrier has taken so many texts. */
  hasReached(count: number, patienceMs: number): Promise<unknown>;
  /** Resolves when nothing moves: people without an end wait for a later hour. */
  isAtRest(patienceMs: number): Promise<void>;
  /** Resolves when everyone has an end, every receipt was posted and every one that came was read. */
  isOver(patienceMs: number): Promise<void>;
  account(): Promise<Account>;
}

/** Fills a shop with subscribers and sends them all a campaign, now, at so many texts a second. */
export async function startSending(world: ProofWorld, people: number, perSecond: number): Promise<Sending> {
  const { ctx, carrier } = world;
  const shopId = await openShop(world, SHOP, NUMBERS[0], perSecond);
  const audience = await addSubscribers(world, shopId, people);
  const id = await createCampaign(ctx, shopId, { name: "Black Friday", body: BODY, linkUrl: LINK });
  await scheduleCampaign(ctx, shopId, id, "now");

  return {
    shopId,
    id,
    audience: people,
    startedAt: performance.now(),
    hasReached: (count, patienceMs) =>
      eventually(`${count} texts at the carrier`, async () => (await carrier.summary()).accepted >= count, patienceMs),
    async isAtRest(patienceMs) {
      await eventually("a time at which nothing moves", () => rests(world, shopId, id), patienceMs);
    },
    async isOver(patienceMs) {
      await eventually("the campaign's end", () => hasEnded(world, shopId, id), patienceMs);
      await eventually("the last receipt", () => isQuiet(world), patienceMs);
    },
    async account() {
      const rows = await ctx.db.run<TextOnRecord>(texts, [shopId, id]);
      const { worst } = await unknownSoFar(ctx.db);
      return accountFor(audience, rows, await carrier.handOffs({}), worst);
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
