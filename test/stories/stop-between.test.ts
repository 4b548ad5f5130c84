import { expect, test } from "vitest";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { suppress } from "#domain/consent/suppress";
import { unsubscribe } from "#domain/consent/unsubscribe";
import { receiveTexts } from "#domain/conversations/receive";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import { decideUnsure } from "#domain/conversations/unsure/decide";
import { listOpen } from "#domain/conversations/unsure/list";
import type { Claim } from "#domain/messages/claim";
import { handOver } from "#domain/messages/hand-off";
import { recordHandOff } from "#domain/messages/record";
import { watchWithdrawn } from "#domain/messages/withdrawn";
import { anInboundText } from "../factories/inbound-text.ts";
import { aLaneAtWork } from "../factories/lane.ts";

const at = aLaneAtWork();
const { ctx } = at;

interface Leaving {
  shopId: string;
  id: string;
  phone: string;
}

const writes = (body: string) => (who: Leaving) =>
  ctx.db.transaction((tx) => suppressAtOnce(tx, ctx, { ...who, body }));

/** Somebody who wrote an unclear word before the text was claimed, and about whom it is decided after it. */
async function isDecidedAbout(who: Leaving): Promise<void> {
  const text = await anInboundText(ctx.db, { ...at.lane, phone: who.phone, body: "not interested" });
  await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const [reply] = (await listOpen(ctx.db, who.shopId, 1)).replies;
  await decideUnsure(ctx, { shopId: who.shopId, replyId: reply?.id ?? "", to: "opted-out", by: "merchant" });
}

const ways: Record<string, (who: Leaving) => Promise<unknown>> = {
  "STOP by text": writes("STOP"),
  "words of their own": writes("pls take me off your list"),
  "words in French": writes("Ne m’écrivez plus svp"),
  "a mistyped STOP": writes("sotp"),
  "the unsubscribe page": ({ shopId, id }) => unsubscribe(ctx, { shopId, subscriberId: id }, "Stop all texts"),
  "the merchant's button": ({ shopId, id }) => optOutByMerchant(ctx, shopId, id),
  "the provider": ({ shopId, phone }) =>
    ctx.db.transaction((tx) => suppress(tx, ctx, [{ shopId, phone, reason: "opted-out-at-provider" }])),
  "a decision about their reply": isDecidedAbout,
};

/** What the pipeline does with a claim, at a moment of the test's choosing. */
async function handOverAll(claim: Claim): Promise<void> {
  const over = { appUrl: ctx.appUrl, withdrawn: watchWithdrawn(ctx.db), fence: performance.now() + 5_000 };
  const handed = [];
  for (const decision of claim.texts)
    handed.push({ decision, outcome: await handOver(claim, decision, at.carrier.provider, over) });
  await recordHandOff(ctx, claim, handed);
}

test.each(Object.entries(ways))("%s between claim and hand-off keeps the text from leaving", async (_, leave) => {
  const [leaving, staying] = await at.planned(2);
  const claim = await at.claimed();
  expect(claim.texts).toHaveLength(2);
  if (leaving) await leave(leaving);
  await handOverAll(claim);
  await at.dispatchAll();
  const marketing = (await at.handedOver()).filter(({ body }) => body.startsWith("Hi "));
  expect(marketing.map(({ to }) => to)).toEqual([staying?.phone]);
  const rows = await ctx.db.prisma.message.findMany({
    where: { subscriberId: leaving?.id ?? "", purpose: "marketing" },
  });
  expect(rows).toMatchObject([{ state: "skipped", reason: "opted-out" }]);
});

test("a reply that may be an opt-out keeps marketing back too, until it is decided otherwise", async () => {
  const [unclear, staying] = await at.planned(2);
  const claim = await at.claimed();
  if (unclear) await writes("how do I stop these texts?")(unclear);
  await handOverAll(claim);
  await at.dispatchAll();
  expect((await at.handedOver()).map(({ to }) => to)).toEqual([staying?.phone]);
  expect((await at.rows()).find(({ subscriberId }) => subscriberId === unclear?.id)).toMatchObject({
    state: "skipped",
    reason: "reply-unsure",
  });
});

test("talk between claim and hand-off keeps nothing back", async () => {
  const [talking] = await at.planned(1);
  const claim = await at.claimed();
  if (talking) await writes("Can't stop loving it! Can I stop by the store?")(talking);
  await handOverAll(claim);
  expect(await at.handedOver()).toHaveLength(1);
});
