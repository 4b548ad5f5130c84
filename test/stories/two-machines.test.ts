import { expect, test } from "vitest";
import { ANSWERS_PER_HOUR, KEYWORD_ANSWERS_PER_DAY } from "#domain/conversations/limit-answers";
import { aKeyword } from "../factories/keyword.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const HOUR = 3_600_000;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
await aKeyword(ctx, shopId, { words: ["GLOW"], answer: "Text GLOW for more." });

/** Nothing is under way any more: no text of ours waits, and none of theirs. */
async function rests(): Promise<void> {
  await until("rest on both sides", async () => {
    await carrier.idle();
    const unread = await prisma.intake.count({ where: { state: "pending" } });
    const unsent = await prisma.message.count({ where: { state: { in: ["waiting", "sending"] } } });
    return unread + unsent === 0;
  });
  await carrier.idle();
}
const received = async (phone: string) => (await carrier.textsOn(phone)).filter(({ direction }) => direction === "in");

test("a machine that answers each of our answers with the keyword gets a few an hour and ten a day, and a STOP is still confirmed", async () => {
  const phone = "+12125550601";
  await carrier.setAnswering(phone, "GLOW");
  await carrier.textIn(phone, NUMBERS[0], "GLOW");
  await rests();
  expect(await received(phone)).toHaveLength(ANSWERS_PER_HOUR);
  // Someone at the other end starts it again each hour.
  for (let hour = 1; hour <= 12; hour += 1) {
    await world.advance(HOUR);
    await carrier.textIn(phone, NUMBERS[0], "GLOW");
    await rests();
  }
  expect(await received(phone)).toHaveLength(KEYWORD_ANSWERS_PER_DAY);
  await carrier.setAnswering(phone, "STOP");
  await carrier.textIn(phone, NUMBERS[0], "STOP");
  await rests();
  const after = (await received(phone)).slice(KEYWORD_ANSWERS_PER_DAY).map(({ body }) => body);
  expect(after).toEqual([expect.stringContaining("You are unsubscribed")]);
});

test.each([
  ["HELP", ANSWERS_PER_HOUR],
  ["Thank you for your message. I am out of office and will reply on Monday.", 0],
])("a machine that answers everything with “%s” is answered %i times", async (words, times) => {
  const phone = times === 0 ? "+12125550603" : "+12125550602";
  await carrier.setAnswering(phone, words);
  await carrier.textIn(phone, NUMBERS[0], words);
  await rests();
  expect(await received(phone)).toHaveLength(times);
});
