import { expect, test } from "vitest";
import { startCampaign } from "./campaign-under-way.ts";
import { openSignUpForm, postSignUpForm } from "./sign-up-page.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const HOUR = 3_600_000;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
await prisma.shopSettings.update({ where: { shopId }, data: { doubleOptIn: "forms" } });

const WORDS = "I agree to get texts. Reply STOP to opt out.";
const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";
await world.store(FERNHILL).post("sign-up-form", { words: WORDS });
await until("the key of the forms", async () => (await prisma.shop.findUnique({ where: { id: shopId } }))?.formKeyAt);
const page = await openSignUpForm(storeUrl, FERNHILL);
const JO = "+12125550301";
const KIM = "+12125550302";
const LEE = "+12125550303";

/** Fills in the form at the end of the store's page; the store forwards it, signed. */
async function signUp(phone: string): Promise<number> {
  const { status } = await postSignUpForm(storeUrl, FERNHILL, { ...page, phone });
  await allRead();
  return status;
}

const allRead = () =>
  until("all news worked on", async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0);
const person = (phone: string) => prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
const questionsTo = async (phone: string) =>
  (await carrier.textsOn(phone)).filter(({ body }) => body.includes("Reply YES"));
const ledgerOf = async (phone: string) => {
  const { id } = await person(phone);
  return prisma.consentEvent.findMany({ where: { shopId, subscriberId: id }, orderBy: { occurredAt: "asc" } });
};

test("who signs up is asked once, gets nothing else until the yes, and everything that proves it is kept", async () => {
  expect([await signUp(JO), await signUp(JO)]).toEqual([200, 200]);
  await until("the question", async () => (await questionsTo(JO)).length > 0);
  expect(await person(JO)).toMatchObject({ marketing: "pending" });

  await signUp(LEE);
  await carrier.textIn(LEE, NUMBERS[0], "yes");
  await allRead();
  await until("a subscriber", async () => (await person(LEE)).marketing === "subscribed");
  const campaign = await startCampaign(world, shopId);
  expect(await campaign.isOver()).toMatchObject({ audience: 1, counts: { delivered: 1 } });
  await campaign.watched();
  expect((await carrier.textsOn(JO)).map(({ body }) => body)).toEqual([expect.stringContaining("Reply YES")]);

  await carrier.textIn(JO, NUMBERS[0], "Yes!");
  await allRead();
  await until("the confirmation", async () =>
    (await carrier.textsOn(JO)).some(({ body }) => body.includes("You are subscribed")),
  );
  expect(await person(JO)).toMatchObject({ marketing: "subscribed" });
  expect(await questionsTo(JO)).toHaveLength(1);
  const ledger = await ledgerOf(JO);
  expect(ledger[0]).toMatchObject({
    state: "pending",
    source: "sign-up-form",
    doubleOptIn: "asked",
    textShown: WORDS,
    formVersion: "simulated-theme 1",
    ip: "127.0.0.1",
    evidence: { page: `https://${FERNHILL}/` },
  });
  expect(ledger.at(-1)).toMatchObject({
    state: "subscribed",
    source: "inbound-text",
    doubleOptIn: "confirmed",
    textShown: "Yes!",
    scope: "all",
  });
  expect(await prisma.optInRequest.findFirst({ where: { subscriberId: (await person(JO)).id } })).toMatchObject({
    state: "confirmed",
  });
});

test("who does not answer is forgotten as asked, and a late yes is talk", async () => {
  await signUp(KIM);
  await until("the question", async () => (await questionsTo(KIM)).length > 0);
  await world.advance(73 * HOUR);
  await until("the question's end", async () => (await person(KIM)).marketing === "never");
  expect((await ledgerOf(KIM)).at(-1)).toMatchObject({ state: "expired", doubleOptIn: "expired", applied: true });
  await carrier.textIn(KIM, NUMBERS[0], "YES");
  await allRead();
  expect(await person(KIM)).toMatchObject({ marketing: "never" });
  expect(await questionsTo(KIM)).toHaveLength(1);
});

test("a person who texted STOP is not asked again when someone types their number into the form", async () => {
  await carrier.textIn(LEE, NUMBERS[0], "STOP");
  await allRead();
  await until("the STOP", async () => (await person(LEE)).marketing === "unsubscribed");
  await until("its confirmation", async () =>
    (await carrier.textsOn(LEE)).some(({ body }) => body.includes("unsubscribed")),
  );
  const asked = (await questionsTo(LEE)).length;
  expect(await signUp(LEE)).toBe(200);
  expect((await ledgerOf(LEE)).at(-1)).toMatchObject({
    state: "pending",
    applied: false,
    reason: "opted-out-by-text",
  });
  expect(await prisma.optInRequest.count({ where: { subscriberId: (await person(LEE)).id, state: "open" } })).toBe(0);
  expect(await questionsTo(LEE)).toHaveLength(asked);
});
