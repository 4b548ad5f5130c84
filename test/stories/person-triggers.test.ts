import { expect, test } from "vitest";
import { recordCustomEvent } from "#domain/flows/entry/custom-event";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { linkIn, PHONE_BROWSER } from "./phone-browser.ts";
import { openSignUpForm, postSignUpForm } from "./sign-up-page.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
await prisma.shopSettings.update({ where: { shopId }, data: { frequencyCapTexts: 50 } });
const PAT = "+12125550401";
const MINUTE = 60_000;

async function aFlow(trigger: object, text: string): Promise<void> {
  const document = { purpose: "marketing", trigger, steps: [{ id: "text", type: "send", config: { text }, arms: {} }] };
  await publishFlow(ctx, shopId, await createFlow(ctx, shopId, { name: text.slice(0, 20), document }));
}
const textWith = (words: string) =>
  until(`the text “${words}”`, async () => (await carrier.textsOn(PAT)).find(({ body }) => body.includes(words)));

test("a person is welcomed, answered by keyword and by reply, followed up after a tap, and told of a custom event", async () => {
  await aFlow({ kind: "subscribed" }, "Welcome! {{ link }}");
  await aFlow({ kind: "keyword-received", settings: { words: ["glow"] } }, "Early access for {{ reply.text }}");
  await aFlow({ kind: "reply-received" }, "Someone will answer soon");
  await aFlow({ kind: "link-clicked" }, "Found what you like? {{ link }}");
  await aFlow(
    { kind: "custom-event", settings: { name: "points", properties: ["total"] } },
    "{{ event.total }} points",
  );
  await world.advance(MINUTE);

  await world.store(FERNHILL).post("sign-up-form", { words: "I agree to get texts. Reply STOP to opt out." });
  await until("the key of the forms", async () => (await prisma.shop.findUnique({ where: { id: shopId } }))?.formKeyAt);
  const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";
  const page = await openSignUpForm(storeUrl, FERNHILL);
  await postSignUpForm(storeUrl, FERNHILL, { ...page, phone: PAT });
  const welcome = await textWith("Welcome!");

  await carrier.textIn(PAT, NUMBERS[0], "Glow!");
  await textWith("Early access for Glow!");
  await textWith("Someone will answer soon");

  await world.advance(MINUTE);
  await fetch(linkIn(welcome.body), { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } });
  await textWith("Found what you like?");

  const event = { name: "points", person: { phone: PAT }, properties: { total: 120 }, idempotencyKey: "1" };
  expect(await recordCustomEvent(ctx, shopId, event)).toMatchObject({ kind: "accepted" });
  await textWith("120 points");
  expect(await prisma.enrollment.count({ where: { shopId } })).toBe(5);
});
