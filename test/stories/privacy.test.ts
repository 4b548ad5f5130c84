import { expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { publishFlow } from "#domain/flows/publishing/publish";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { upsertSubscribers } from "#domain/subscribers/upsert";
import { dumpDatabase, findIn } from "../setup/dump.ts";
import { startCampaign } from "./campaign-under-way.ts";
import { linkIn, PHONE_BROWSER } from "./phone-browser.ts";
import { FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const HOUR = 3_600_000;
const world = await openStory();
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId);
for (const flow of await prisma.flow.findMany({ where: { shopId } })) await publishFlow(ctx, shopId, flow.id);

const zoe = { phone: "+12125550201", email: "zoe@quill.example", firstName: "Zephyrine", lastName: "Quillfeather" };
const max = { phone: "+12125550202", email: "max@thorn.example", firstName: "Maximilius", lastName: "Thornapple" };
const address = { address1: "77 Larkspur Terrace", city: "New York", provinceCode: "NY", zip: "10001" };

/** What must be found nowhere once a person is forgotten; the number without its plus, as callbacks write it too. */
const traces = (person: typeof zoe) => [
  person.phone.slice(1),
  person.email,
  person.firstName,
  person.lastName,
  address.address1,
];

const allRead = () =>
  until("all news worked on", async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0);

/** Leaves a cart, gets the text, taps it, orders, and writes to the shop. */
async function shops(person: typeof zoe): Promise<string> {
  const cart = await store.post<{ token: string }>("checkouts", { ...person, address, consent: true });
  await store.settle();
  await allRead();
  await world.advance(61 * 60_000);
  const text = await until("the text about the cart", () =>
    prisma.message.findFirst({ where: { shopId, phone: person.phone, class: "flow", state: "delivered" } }),
  );
  // Within seconds of the hand-over a tap is uncertain.
  await world.advance(60_000);
  await fetch(linkIn(text.body), { redirect: "manual", headers: { "User-Agent": PHONE_BROWSER } });
  await until("the tap", () => prisma.click.findFirst({ where: { shopId, subscriberId: text.subscriberId } }));
  await world.advance(60_000);
  await store.post(`checkouts/${cart.token}/pay`);
  await carrier.textIn(person.phone, NUMBERS[0], `Is it in stock? ${person.firstName}`);
  await store.settle();
  await allRead();
  await until("the order's confirmation", () =>
    prisma.message.findFirst({ where: { shopId, phone: person.phone, class: "transactional", state: "delivered" } }),
  );
  return await customerOf(person);
}

async function customerOf({ phone }: typeof zoe): Promise<string> {
  const customers = await store.get<{ id: number; phone: string }[]>("customers");
  return String(customers.find((it) => it.phone === phone)?.id);
}

async function ask(topic: string, customerId?: string): Promise<void> {
  await store.post("privacy", { topics: [topic], ...(customerId && { customerId }) });
  await store.settle();
  await allRead();
}

test("a shopper who asks gets everything that is held about them, and no one else's", async () => {
  const zoes = await shops(zoe);
  await shops(max);
  await ask("customers/data_request", zoes);
  const request = await prisma.dataRequest.findFirstOrThrow({ where: { shopId, customerId: zoes } });
  expect(request.file).toMatchObject({
    asked: { customerId: zoes },
    identity: [{ phone: zoe.phone, email: zoe.email, lastName: zoe.lastName }],
    // The box at the checkout, and what the store has made of it.
    consent: [
      { state: "subscribed", source: "checkout" },
      { state: "subscribed", source: "shopify" },
    ],
    textsToThem: [
      { to: zoe.phone, state: "delivered", body: expect.stringContaining(zoe.firstName) },
      { purpose: "transactional" },
    ],
    textsFromThem: [{ body: expect.stringContaining("in stock") }],
    clicks: [{ counted: true }],
    checkouts: [{ completedAt: expect.any(String) }],
    orders: [{ creditedTo: { rule: expect.any(String) } }],
    flows: expect.arrayContaining([expect.objectContaining({ flow: expect.any(String), state: "finished" })]),
    events: expect.arrayContaining([expect.objectContaining({ kind: expect.any(String) })]),
  });
  const text = JSON.stringify(request.file);
  for (const trace of [max.phone, max.email, max.firstName]) expect(text).not.toContain(trace);
});

test("a shopper who is to be forgotten stands in no table any more, and their STOP outlives it", async () => {
  await carrier.textIn(zoe.phone, NUMBERS[0], "STOP");
  await allRead();
  await ask("customers/redact", await customerOf(zoe));
  const dump = await dumpDatabase(ctx.db);
  expect(findIn(dump, traces(zoe).slice(0, 4))).toEqual([]);
  expect(findIn(dump, traces(max).slice(0, 4))).toContain("subscribers.phone");
  expect(await prisma.suppression.findMany({ where: { shopId, liftedAt: null } })).toMatchObject([
    { phoneHash: ctx.hashPhone(zoe.phone), reason: "opted-out" },
  ]);

  await importSubscribed([zoe.phone, max.phone]);
  // A day later, so that no cap on texts is in the way.
  await world.advance(24 * HOUR);
  const campaign = await startCampaign(world, shopId, "imported");
  expect(await campaign.isOver()).toMatchObject({ audience: 1, counts: { delivered: 1 } });
  expect(await prisma.subscriber.findFirst({ where: { shopId, phone: zoe.phone } })).toMatchObject({
    marketing: "unsubscribed",
    tags: ["imported"],
  });
  expect((await carrier.textsOn(zoe.phone)).filter(({ body }) => body.includes("20% off"))).toEqual([]);
  await campaign.watched();
});

test("an erased store keeps nothing personal but the numbers that must not be texted", async () => {
  const owner = (await prisma.shop.findUniqueOrThrow({ where: { id: shopId } })).email ?? "";
  await store.post("uninstall");
  await store.settle();
  await world.advance(48 * HOUR);
  await ask("shop/redact");
  await until("the last page of the erasure", () => prisma.redaction.findFirst({ where: { shopId, kind: "shop" } }));
  expect(owner).toContain("@");
  expect(findIn(await dumpDatabase(ctx.db), [...traces(zoe), ...traces(max), owner])).toEqual([]);
  expect(await prisma.suppression.findMany({ where: { shopId, liftedAt: null } })).toMatchObject([
    { phoneHash: ctx.hashPhone(zoe.phone) },
  ]);
  expect(await prisma.redaction.findMany({ where: { shopId }, orderBy: { doneAt: "asc" } })).toMatchObject([
    { kind: "customer" },
    { kind: "shop" },
  ]);
});

/** What a file of numbers with the merchant's word for their consent comes to. */
async function importSubscribed(numbers: string[]): Promise<void> {
  const now = ctx.clock.now();
  const phones = numbers.flatMap((number) => toPhoneNumber(number, null) ?? []);
  await ctx.db.transaction(async (tx) => {
    const people = phones.map((phone) => ({ shopId, phone, tags: ["imported"], seenAt: now }));
    const idOf = await upsertSubscribers(tx, ctx, people);
    const decision = { shopId, state: "subscribed" as const, source: "import" as const, occurredAt: now };
    await recordConsent(
      tx,
      ctx,
      phones.map((phone) => ({ ...decision, subscriberId: idOf(shopId, phone) })),
    );
  });
}
