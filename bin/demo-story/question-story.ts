import { reply, waitForText } from "@cartbell/sim/people/shopper";
import type { Context } from "#domain/context";
import { conversationOf, findConversation } from "#domain/conversations/inbox/find";
import { step } from "../progress.ts";
import type { CheckedShop } from "./install-story.ts";
import { press, readPage } from "./merchant.ts";
import { mustBe, observe } from "./observe.ts";
import { phonesFrom } from "./subscribe.ts";
import type { World } from "./world.ts";

const [phone = ""] = phonesFrom(5_910_000, 1);
const QUESTION = "Is the jasmine tea back this week?";
const ANSWER = "Yes, it came in this morning!";

/** A question by text, which the merchant reads and answers in the inbox. */
export async function questionStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  const { carrierUrl } = world;
  const path = await step("A shopper texts a question, and the merchant reads it in the inbox", async () => {
    await reply({ carrierUrl, phone, to: shop.senderPhone, body: QUESTION });
    const id = await observe("Her conversation", () => conversationWith(ctx, shop));
    const page = await readPage(world, `/inbox/${id}`);
    mustBe(page.includes(QUESTION), "The inbox does not show her question.");
    return `/inbox/${id}`;
  });
  await step("The merchant answers from two tabs at once, and her phone shows the answer, once", async () => {
    const shown = await findConversation(ctx.db, shop.id, path.split("/").at(-1) ?? "");
    const upTo = shown?.lastTextAt.toISOString() ?? "";
    const form = { intent: "answer", key: shown?.answerKey ?? "", body: ANSWER, upTo };
    await Promise.all([press(world, path, form), press(world, path, form)]);
    const text = await waitForText({ carrierUrl, phone, containing: ANSWER, timeoutMs: 20_000 });
    mustBe(text.from === shop.senderPhone, `It came from ${text.from}, not from the number that she wrote to.`);
    const answers = (await world.textsOn(phone)).filter(({ body }) => body === ANSWER);
    mustBe(answers.length === 1, `The answer came ${answers.length} times.`);
  });
  await step("The conversation waits for her, and her next text opens it again", async () => {
    const stateOf = async () => (await findConversation(ctx.db, shop.id, path.split("/").at(-1) ?? ""))?.state;
    mustBe((await stateOf()) === "waiting", "The conversation does not wait.");
    await reply({ carrierUrl, phone, to: shop.senderPhone, body: "Wonderful, I will drop by" });
    await observe("The conversation open again", async () => (await stateOf()) === "open");
  });
}

async function conversationWith(ctx: Context, shop: CheckedShop): Promise<string | null> {
  const person = await ctx.db.prisma.subscriber.findFirst({ where: { shopId: shop.id, phone } });
  return person && conversationOf(ctx.db, shop.id, person.id);
}
