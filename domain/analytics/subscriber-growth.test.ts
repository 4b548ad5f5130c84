import { beforeEach, expect, test } from "vitest";
import { countSegment } from "#domain/segments/sizes/count";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { recentGrowth } from "./subscriber-growth.ts";

const ctx = aContext();
const ZONE = "America/New_York";
const DAY = 86_400_000;
const ago = (ms: number) => new Date(TUESDAY_MORNING.getTime() - ms);

beforeEach(() => ctx.clock.set(TUESDAY_MORNING));

test("the page and a segment count the same people as subscribed in the last 30 days", async () => {
  const { id: shopId } = await aShop(ctx.db, { timeZone: ZONE });
  const moments = [0, 1, DAY, 29 * DAY, 29.9 * DAY, 30 * DAY - 1, 30.2 * DAY, 31 * DAY, 40 * DAY];
  for (const ms of moments) await aSubscriber(ctx.db, { shopId, marketingAt: ago(ms) });
  await aSubscriber(ctx.db, { shopId, marketing: "unsubscribed", marketingAt: ago(DAY) });
  const growth = await recentGrowth(ctx, shopId, ZONE);
  const segment = await countSegment(ctx, shopId, { type: "subscribed", when: { kind: "last", days: 30 } });
  expect(segment).toMatchObject({ people: growth.reduce((sum, { subscribed }) => sum + subscribed, 0) });
  expect(growth).toHaveLength(31); // the first day from this hour on
});
