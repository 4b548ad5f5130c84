import { beforeEach, expect, test } from "vitest";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { enroll } from "#domain/flows/walk/enroll";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { flowSource } from "./source.ts";

const ctx = aContext();
const HOUR = 3_600_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
  const { document, name } = orderConfirmation;
  await aLiveFlow(ctx.db, { shopId, preset: "order-confirmation", name, document });
  await anOrder(ctx.db, { shopId, id: "1001", name: "#1001", subscriberId });
});

const placed = (given: Partial<TriggerEvent> = {}): TriggerEvent => ({
  shopId,
  kind: "order-placed",
  subject: "1001",
  subscriberId,
  at: TUESDAY_MORNING,
  since: given.at ?? TUESDAY_MORNING,
  ...given,
});
const entering = (news: TriggerEvent) => ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId } });
const texts = () => ctx.db.prisma.message.findMany({ where: { shopId } });

async function answerForTheText() {
  const [text] = await texts();
  if (!text) throw new Error("No text was planned.");
  const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
  return answers.get(text.id);
}

test("an order confirmation is planned in the very transaction that tells of the order, marketing consent or not", async () => {
  const stranger = await aSubscriber(ctx.db, { shopId, marketing: "never", marketingAt: null });
  const jobs = await entering(placed({ subscriberId: stranger.id }));
  expect(jobs.map((job) => job.name)).toEqual(["dispatch-transactional"]);
  expect(await texts()).toMatchObject([
    { class: "transactional", purpose: "transactional", expiresAt: later(24 * HOUR) },
  ]);
  expect(await enrollments()).toMatchObject([{ state: "finished" }]);
});

test("an order confirmation names the order and leads to its page", async () => {
  await entering(placed());
  expect(await answerForTheText()).toMatchObject({
    kind: "wanted",
    wording: {
      variables: { order: { name: "#1001", total: "$42.00" } },
      linkUrl: expect.stringContaining("/orders/"),
    },
  });
});

test("an order confirmation is not sent for an order that is already cancelled", async () => {
  await entering(placed());
  await ctx.db.prisma.order.updateMany({ where: { shopId }, data: { cancelledAt: TUESDAY_MORNING } });
  expect(await answerForTheText()).toEqual({ kind: "unwanted", because: "source-ended" });
});

test("an order confirmation is not sent for an order of last week that we hear of only now", async () => {
  await entering(placed({ at: later(-7 * 24 * HOUR) }));
  expect(await enrollments()).toEqual([]);
});

test("an order confirmation is not ended by the order it confirms", async () => {
  await entering(placed());
  await ctx.db.transaction((tx) =>
    exitEnrollments(tx, ctx, [{ shopId, subject: null, subscriberId, because: "ordered", at: later(0) }]),
  );
  expect(await texts()).toMatchObject([{ state: "waiting" }]);
});
