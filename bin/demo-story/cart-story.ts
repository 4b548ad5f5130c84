import type { Shopper } from "@cartbell/sim/people/buyer";
import { tapLink, waitForText } from "@cartbell/sim/people/shopper";
import type { Context } from "#domain/context";
import { say, step } from "../progress.ts";
import type { CheckedShop } from "./install-story.ts";
import { mustBe, observe } from "./observe.ts";
import type { World } from "./world.ts";

export const LEAVES_A_CART: Shopper = {
  phone: "+12125550171",
  email: "ida@example.com",
  firstName: "Ida",
  lastName: "Berg",
};
const BUYS_FIRST: Shopper = { phone: "+12125550172", email: "tom@example.com", firstName: "Tom", lastName: "Reed" };

const MINUTE = 60_000;

/** Cart abandoned → text → tap → order → revenue; and a second shopper who buys in time and is left alone. */
export async function cartStory(ctx: Context, world: World, shop: CheckedShop): Promise<void> {
  const checkout = await step("A shopper agrees to texts at the checkout, and leaves", async () => {
    const opened = await world.leaveCart(LEAVES_A_CART);
    await observe("Her enrollment in the abandoned-cart flow", () => enrolled(ctx, shop, LEAVES_A_CART.phone));
    return opened;
  });
  const bought = await step("A second shopper leaves a cart too, and buys before the hour is over", async () => {
    const opened = await world.leaveCart(BUYS_FIRST);
    await observe("His enrollment", () => enrolled(ctx, shop, BUYS_FIRST.phone));
    await world.moveClock(20 * MINUTE);
    return world.buy(opened.token);
  });
  await step("His order is confirmed by a text, and he has left the cart flow", async () => {
    await waitForText({
      carrierUrl: world.carrierUrl,
      phone: BUYS_FIRST.phone,
      containing: bought.name,
      timeoutMs: 20_000,
    });
    await observe("His exit", () =>
      ctx.db.prisma.enrollment.findFirst({ where: { shopId: shop.id, state: "exited", exitedBecause: "ordered" } }),
    );
  });
  const link = await step("After an hour the first shopper's phone shows the text about her cart", async () => {
    await world.moveClock(61 * MINUTE);
    const text = await waitForText({
      carrierUrl: world.carrierUrl,
      phone: LEAVES_A_CART.phone,
      containing: "/l/",
      timeoutMs: 20_000,
    });
    mustBe(text.body.includes(LEAVES_A_CART.firstName), `The text does not name her: ${text.body}`);
    mustBe(/\bSTOP\b/.test(text.body), `The text does not say how to opt out: ${text.body}`);
    return /https?:\/\/\S+\/l\/\w+/.exec(text.body)?.[0] ?? "";
  });
  const landing = await step(
    "She taps it and stands in her own cart, with the campaign's marks in the address",
    async () => {
      // Within seconds of the hand-over a tap is uncertain.
      await world.moveClock(MINUTE);
      const hops = await tapLink(link);
      const recovery = hops.find((hop) => hop.url.includes("/recover"));
      mustBe(recovery !== undefined, `The link led to ${hops.map((hop) => hop.url).join(" → ")}`);
      mustBe(hops.at(-1)?.status === 200, `The cart answered ${hops.at(-1)?.status}.`);
      mustBe(recovery?.url.includes("utm_source=cartbell") ?? false, `No UTM in ${recovery?.url}`);
      await observe("Her tap", () => ctx.db.prisma.click.findFirst({ where: { shopId: shop.id, counted: true } }));
      return recovery?.url ?? "";
    },
  );
  const order = await step("She orders; the order is in the store's record", async () => {
    const placed = await world.buy(checkout.token, new URL(landing).pathname + new URL(landing).search);
    mustBe(
      (await world.orders()).some((it) => it.id === placed.id),
      "The store does not know the order.",
    );
    return placed;
  });
  await step("The order is owed to the text, with the explanation", async () => {
    const attribution = await observe("The attribution", () =>
      ctx.db.prisma.attribution.findUnique({
        where: { shopId_orderId: { shopId: shop.id, orderId: String(order.id) } },
      }),
    );
    mustBe(attribution.sourceKind === "flow", `It is attributed to a ${attribution.sourceKind}.`);
    say(
      `    ${(Number(attribution.totalMicros) / 1_000_000).toFixed(2)} ${attribution.currency}: ${JSON.stringify(attribution.explanation)}`,
    );
  });
  await step("A refund is taken off again", async () => {
    await world.refund(order.id, 500);
    await observe("The refund", () =>
      ctx.db.prisma.attribution.findFirst({
        where: { shopId: shop.id, orderId: String(order.id), refundedMicros: 5_000_000n },
      }),
    );
  });
  await step("The second shopper has got no text about his cart", async () => {
    const texts = await world.textsOn(BUYS_FIRST.phone);
    mustBe(texts.length === 1, `He got ${texts.length} texts: ${texts.map((text) => text.body).join(" | ")}`);
    const ofTheCart = await ctx.db.prisma.message.count({
      where: { shopId: shop.id, phone: BUYS_FIRST.phone, class: "flow" },
    });
    mustBe(ofTheCart === 0, "A text about the cart was made for him.");
  });
}

/** Someone's walk through a flow, once there is one. */
export function enrolled(ctx: Context, shop: CheckedShop, phone: string) {
  return ctx.db.prisma.subscriber
    .findFirst({ where: { shopId: shop.id, phone, marketing: "subscribed" } })
    .then((subscriber) =>
      subscriber
        ? ctx.db.prisma.enrollment.findFirst({
            where: { shopId: shop.id, subscriberId: subscriber.id, state: "waiting" },
          })
        : null,
    );
}
