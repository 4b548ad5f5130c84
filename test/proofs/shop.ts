import { publishFlow } from "#domain/flows/publishing/publish";
import { connectSender } from "#domain/senders/connect";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { eventually } from "./eventually.ts";
import type { ProofWorld } from "./world.ts";

/** The Shopify library answers 410 to what looks like a robot. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const DAY_MS = 86_400_000;
const ROWS_PER_STATEMENT = 10_000;

const insertSubscribers = statement(
  "proof-subscribers",
  `INSERT INTO subscribers (shop_id, id, phone, phone_hash, first_name, country, region, time_zone, rule_signature,
                            marketing, marketing_at, page_key, created_at, updated_at)
   SELECT $1, t.id, t.phone, t.hash, 'Ada', 'US', 'NY', 'America/New_York', 'US-NY@America/New_York',
          'subscribed', $5, t.key, $5, $5
   FROM unnest($2::uuid[], $3::text[], $4::text[], $6::int[]) AS t(id, phone, hash, key)`,
);

/** As a merchant does it: installs the app, opens it, connects a number. Resolves when the store's details are known. */
export async function openShop(
  world: ProofWorld,
  domain: string,
  phone: string,
  partsPerSecond: number,
): Promise<string> {
  const { ctx } = world;
  const store = world.store(domain);
  await store.post("install");
  const page = await fetch(await store.launchUrl(), { headers: { "user-agent": BROWSER } });
  if (!page.ok) throw new Error(`The app's first page answered ${page.status}.`);
  const { id: shopId } = await eventually(
    "the store's details",
    () => ctx.db.prisma.shop.findFirst({ where: { domain, detailsAt: { not: null } } }),
    30_000,
  );
  const id = await connectSender(ctx, world.provider, shopId, phone);
  await ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id } }, data: { partsPerSecond } });
  return shopId;
}

/** Switches on every flow that the shop was given as a draft. */
export async function goLive({ ctx }: ProofWorld, shopId: string): Promise<void> {
  for (const { id } of await ctx.db.prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, id);
}

/** So many people in New York who subscribed yesterday. Returns their ids. */
export async function addSubscribers(
  { ctx, chance }: ProofWorld,
  shopId: string,
  count: number,
  firstPhone = 2_000_000,
): Promise<string[]> {
  const yesterday = new Date(ctx.clock.now().getTime() - DAY_MS);
  const ids: string[] = [];
  while (ids.length < count) {
    const size = Math.min(ROWS_PER_STATEMENT, count - ids.length);
    const phones = Array.from({ length: size }, (_, place) => `+1212${firstPhone + ids.length + place}`);
    const page = phones.map(() => newId());
    const keys = phones.map(() => Math.floor(chance.draw() * 2 ** 31));
    await ctx.db.run(insertSubscribers, [shopId, page, phones, phones.map(ctx.hashPhone), yesterday, keys]);
    ids.push(...page);
  }
  return ids;
}
