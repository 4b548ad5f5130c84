import { beforeEach, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aKeyword } from "../../test/factories/keyword.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { welcomeByKeywords } from "./welcome-by-keywords.ts";

const ctx = aContext();
const { db, clock } = ctx;
beforeEach(emptyDatabase);

test("a tag is news only of whom the sign-up has subscribed: anyone can type a subscriber's number", async () => {
  const { id: shopId } = await aShop(db);
  await aSender(db, { shopId });
  const keywordId = await aKeyword(ctx, shopId, { joins: true, tag: "glow" });
  const newcomer = await aSubscriber(db, { shopId, marketing: "never", marketingAt: null });
  const known = await aSubscriber(db, { shopId, marketing: "subscribed" });
  const at = clock.now();
  const { tagged } = await db.transaction(async (tx) => {
    const yes = { shopId, state: "subscribed", source: "sign-up-form", occurredAt: at } as const;
    const decisions = [newcomer, known].map(({ id: subscriberId }) => ({ ...yes, subscriberId }));
    const outcomes = await recordConsent(tx, ctx, decisions);
    const signUps = outcomes.map((outcome) => {
      const { subscriberId } = outcome;
      return { shopId, subscriberId, keywordId, outcome, intakeId: newId(), at };
    });
    return welcomeByKeywords(tx, ctx, signUps);
  });
  expect(tagged).toMatchObject([{ subscriberId: newcomer.id, tag: "glow" }]);
  expect(await db.everyShop.subscriber.findMany({ select: { tags: true } })).toEqual([
    { tags: ["glow"] },
    { tags: ["glow"] },
  ]);
});
