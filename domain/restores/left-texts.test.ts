import { beforeEach, expect, test } from "vitest";
import type { Decision } from "#domain/messages/claim/decide";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { keepLeftTexts } from "./keep-left-texts.ts";
import { markLeft } from "./mark-left.ts";

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600_000;
const at = (hours: number) => new Date(TUESDAY_MORNING.getTime() + hours * HOUR);
const TO = "+12125550100";
const NUMBER = "+16465550100";
beforeEach(emptyDatabase);

const sent = (providerId: string, createdAt = at(1), body = "Sale today", from = NUMBER) => ({
  ...{ kind: "sent" as const, providerId, from, to: TO, body, createdAt },
});
const kept = () => db.everyShop.leftText.findMany({ orderBy: { providerId: "asc" } });

function deciding(body: string, phone = TO): Decision {
  const candidate = { id: newId(), subscriberId: newId() };
  return { state: "sending", phone, body, candidate } as unknown as Decision; // what markLeft reads of it
}
async function mark(sender: { shopId: string; id: string }, decisions: Decision[]) {
  const lane = { class: "campaign" as const, shopId: sender.shopId, senderId: sender.id };
  await db.transaction((tx) => markLeft(tx, ctx, lane, "twilio", decisions));
  return decisions.map(({ leftAs }) => leftAs);
}

test("a text belongs to the shop that held the number when it left, not to the present holder", async () => {
  const first = await aSender(db, { phone: NUMBER, createdAt: at(-9), state: "released", releasedAt: at(2) });
  const second = await aSender(db, { phone: NUMBER, createdAt: at(3) });
  expect(await keepLeftTexts(ctx, "twilio", [sent("a", at(1)), sent("b", at(4)), sent("c", at(2.5))])).toBe(3);
  // Of the time in which no shop held it, the present holder's.
  expect((await kept()).map(({ shopId }) => shopId)).toEqual([first.shopId, second.shopId, second.shopId]);
});

test("what is kept twice, or of a number that is not ours, counts once or not at all", async () => {
  await aSender(db, { phone: NUMBER });
  const texts = [sent("a"), sent("b", at(1), "x", "+19995550100"), sent("c", at(1), "x", "\0")];
  expect(await keepLeftTexts(ctx, "twilio", texts)).toBe(1);
  expect(await keepLeftTexts(ctx, "twilio", texts)).toBe(0);
  expect(await keepLeftTexts(ctx, "twilio", [])).toBe(0);
  expect(await kept()).toHaveLength(1);
});

test("one text that left stands for one message with its words, however often it is asked", async () => {
  const sender = await aSender(db, { phone: NUMBER });
  await keepLeftTexts(ctx, "twilio", [sent("a")]);
  const [one, other] = [deciding("Sale today"), deciding("Sale today")];
  expect(await mark(sender, [one, other])).toEqual(["a", undefined]);
  const again = { ...one, leftAs: undefined } as unknown as Decision;
  expect(await mark(sender, [again])).toEqual(["a"]);
  expect(await mark(sender, [deciding("Sale today")])).toEqual([undefined]);
});

test("other words, another number and another shop are other texts; erased words stand for any", async () => {
  const sender = await aSender(db, { phone: NUMBER });
  const other = await aSender(db, { shopId: (await aShop(db)).id });
  await keepLeftTexts(ctx, "twilio", [sent("a")]);
  expect(await mark(sender, [deciding("Sale tomorrow"), deciding("Sale today", "+12125550199")])).toEqual([
    undefined,
    undefined,
  ]);
  expect(await mark(other, [deciding("Sale today")])).toEqual([undefined]);
  await keepLeftTexts(ctx, "twilio", [sent("b", at(2), "")]);
  expect(await mark(sender, [deciding("Whatever it said")])).toEqual(["b"]);
});
