import { reply, waitForText } from "@cartbell/sim/people/shopper";
import type { Context } from "#domain/context";
import { step } from "../progress.ts";
import { LEAVES_A_CART } from "./cart-story.ts";
import type { CheckedShop } from "./install-story.ts";
import { mustBe, observe } from "./observe.ts";
import type { World } from "./world.ts";

const { phone } = LEAVES_A_CART;
/** What the two confirmations say, and no other text of the story does. */
const UNSUBSCRIBED = "will receive no more messages";
const SUBSCRIBED = "You are subscribed";

/** STOP stops, START restarts, each with exactly one confirmation. */
export async function stopStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  const { carrierUrl } = world;
  const say = (body: string) => reply({ carrierUrl, phone, to: shop.senderPhone, body });
  const readStatus = async () =>
    (await ctx.db.prisma.subscriber.findFirst({ where: { shopId: shop.id, phone } }))?.marketing;
  const inbound = () => ctx.db.prisma.inboundText.count({ where: { shopId: shop.id } });
  const answers = async (words: string) =>
    (await world.textsOn(phone)).filter((text) => text.body.includes(words)).length;

  await step("She answers STOP: it counts when the carrier's call is answered", async () => {
    await say("Stop.");
    mustBe(
      (await ctx.db.prisma.suppression.count({ where: { shopId: shop.id, liftedAt: null } })) === 1,
      "The number is not suppressed.",
    );
    await waitForText({ carrierUrl, phone, containing: UNSUBSCRIBED, timeoutMs: 20_000 });
    await observe("Her opt-out", async () => (await readStatus()) === "unsubscribed");
  });
  await step("A second STOP is not answered", async () => {
    await say("STOP");
    await observe("The second STOP in her conversation", async () => (await inbound()) === 2);
    mustBe((await answers(UNSUBSCRIBED)) === 1, "It was answered.");
  });
  await step("START brings her back, with one confirmation", async () => {
    await say("start");
    await observe("Her return", async () => (await readStatus()) === "subscribed");
    await observe("The confirmation", async () => (await answers(SUBSCRIBED)) === 1);
    mustBe((await answers(UNSUBSCRIBED)) === 1, "STOP was confirmed again.");
  });
  await step("The ledger has every decision, and nothing was overwritten", async () => {
    const ledger = await ctx.db.prisma.consentEvent.findMany({
      where: { shopId: shop.id },
      orderBy: { recordedAt: "asc" },
    });
    const hers = ledger.filter((entry) => entry.source === "inbound-text").map((entry) => entry.state);
    mustBe(hers.includes("unsubscribed") && hers.at(-1) === "subscribed", `The ledger says ${hers.join(", ")}.`);
    mustBe(
      ledger.some((entry) => entry.source === "checkout"),
      "Her consent at the checkout is not in the ledger.",
    );
  });
}
