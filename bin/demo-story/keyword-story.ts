import { reply, waitForText } from "@cartbell/sim/people/shopper";
import type { Context } from "#domain/context";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveKeyword } from "#domain/keywords/save-keyword";
import { step } from "../progress.ts";
import type { CheckedShop } from "./install-story.ts";
import { mustBe, observe } from "./observe.ts";
import { phonesFrom, subscribePeople } from "./subscribe.ts";
import type { World } from "./world.ts";

const [phone = ""] = phonesFrom(5_900_000, 1);
const ANSWER = "Here is our steeping chart";
const WELCOME = "Your first cup is on us";

/** A keyword, mistyped, that is answered at once and starts a flow. */
export async function keywordStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  const { carrierUrl } = world;
  await step("The merchant adds the keyword BREW and publishes a flow that it starts", async () => {
    await saveKeyword(ctx, shop.id, null, {
      ...{ words: ["BREW"], answer: `${ANSWER}, {{ customer.first_name | default: "tea lover" }}.`, tag: "brewer" },
      ...{ closedAnswer: null, hours: null, listId: null, joins: false, asksFirst: false, endsAt: null },
    });
    const document = {
      purpose: "marketing",
      trigger: { kind: "keyword-received", settings: { words: ["BREW"] } },
      steps: [{ id: "welcome", type: "send", config: { text: `${WELCOME} at {{ shop.name }}.` }, arms: {} }],
    };
    const id = await createFlow(ctx, shop.id, { name: "Brewers", document });
    await publishFlow(ctx, shop.id, id);
    await subscribePeople(ctx, shop, [phone], "teas");
  });
  await step("A subscriber texts “Brwe”: the answer comes at once, and then the flow’s text", async () => {
    await reply({ carrierUrl, phone, to: shop.senderPhone, body: "Brwe" });
    await waitForText({ carrierUrl, phone, containing: `${ANSWER}, tea lover.`, timeoutMs: 20_000 });
    await waitForText({ carrierUrl, phone, containing: WELCOME, timeoutMs: 20_000 });
  });
  await step("She has the keyword’s tag, and got each text once", async () => {
    const person = await ctx.db.prisma.subscriber.findFirst({ where: { shopId: shop.id, phone } });
    mustBe(person?.tags.includes("brewer") ?? false, "She has no tag.");
    await observe("Both texts", async () => (await world.textsOn(phone)).length === 2);
  });
}
