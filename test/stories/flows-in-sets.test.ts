import { expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveSegment } from "#domain/segments/save";
import { changeSettings } from "#domain/settings/change-settings";
import { setProperties } from "#domain/subscribers/properties/set";
import { BLUEBIRD, FERNHILL, NUMBERS, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// Flows that no event starts: the worker looks for the people as the clock goes on.

const world = await openStory();
const { ctx, carrier } = world;
const { prisma } = ctx.db;
const PATIENCE_MS = 60_000;

const moveTo = (time: string) => world.advance(Date.parse(time) - ctx.clock.now().getTime());
const textsOn = async (phone: string) => (await carrier.textsOn(phone)).map(({ body }) => body.split("\n")[0]);
const arrives = (phone: string, text: string) =>
  until(`“${text}” on ${phone}`, async () => (await textsOn(phone)).includes(text), PATIENCE_MS);

/** A shop that texts from noon, New York time, with these people, who have opted in. Returns its id and theirs. */
async function openShop(domain: string, number: string, phones: string[]) {
  const shopId = await world.install(domain);
  await world.connect(shopId, number);
  await changeSettings(ctx, shopId, { textingStartsMinute: 12 * 60, textingEndsMinute: 20 * 60 });
  const store = world.store(domain);
  for (const phone of phones) await store.post("customers", { phone, email: `${phone}@example.test`, consent: true });
  await store.settle();
  const found = () => prisma.subscriber.findMany({ where: { shopId, marketing: "subscribed", phone: { in: phones } } });
  const people = await until(
    "all of them subscribed",
    async () => {
      const rows = await found();
      return rows.length === phones.length && rows;
    },
    PATIENCE_MS,
  );
  const idOf = (phone: string) => people.find((it) => it.phone === phone)?.id ?? "";
  return { shopId, store, idOf };
}

async function aFlow(shopId: string, kind: string, settings: object, text: string): Promise<void> {
  const steps = [{ id: "text", type: "send", config: { text }, arms: {} }];
  const document = { purpose: "marketing", trigger: { kind, settings }, steps };
  await publishFlow(ctx, shopId, await createFlow(ctx, shopId, { name: text, document }));
}

const tag = (shopId: string, id: string, tags: string[]) =>
  prisma.subscriber.update({ where: { shopId_id: { shopId, id } }, data: { tags } });

test("birthdays, segments and time let people into flows, each once, and an order recalls a text that waits", async () => {
  const [ada, cy, dee, gus] = ["+12125550401", "+12125550402", "+12125550403", "+12125550404"] as const;
  const { shopId, store, idOf } = await openShop(FERNHILL, NUMBERS[0], [ada, cy, dee, gus]);
  const birthday = { shopId, subscriberId: idOf(ada), name: "birthday", type: "date", value: "1990-11-25" } as const;
  await ctx.db.transaction((tx) => setProperties(tx, ctx, [birthday]));
  const { id: segmentId } = await saveSegment(ctx, shopId, {
    name: "VIP",
    rules: { type: "tags", match: "any", tags: ["vip"] },
  });
  await aFlow(shopId, "date-property", { property: "birthday", hour: 12 }, "Happy birthday!");
  await aFlow(shopId, "segment-entered", { segmentId }, "You are a VIP.");
  await aFlow(shopId, "segment-left", { segmentId }, "You were a VIP.");
  await aFlow(shopId, "after-nth-order", { days: 1, nth: 1 }, "How is it?");
  await aFlow(shopId, "no-order-for", { days: 3 }, "We miss you.");
  for (const phone of [cy, gus]) await store.post("orders", { phone, email: `${phone}@example.test` });
  await store.settle();
  await until(
    "the first looks",
    async () => {
      const watches = await prisma.triggerWatch.findMany({ where: { shopId } });
      return watches.filter(({ segmentId }) => segmentId).every(({ isSeeded }) => isSeeded);
    },
    PATIENCE_MS,
  );
  await tag(shopId, idOf(dee), ["vip"]);

  await moveTo("2026-11-24T17:05:00Z");
  await arrives(dee, "You are a VIP.");
  await tag(shopId, idOf(dee), []);

  await moveTo("2026-11-25T17:10:00Z");
  await arrives(ada, "Happy birthday!");
  await arrives(dee, "You were a VIP.");
  for (const phone of [cy, gus]) await arrives(phone, "How is it?");

  // Due at ten in the morning, while texts wait for noon.
  await moveTo("2026-11-27T15:20:00Z");
  await until(
    "two texts that wait",
    async () => (await prisma.message.count({ where: { shopId, state: "waiting" } })) === 2,
    PATIENCE_MS,
  );
  await store.post("orders", { phone: gus, email: `${gus}@example.test` });
  await store.settle();
  await until(
    "the text to the customer who ordered is off",
    async () => {
      return (await prisma.message.count({ where: { shopId, state: "skipped", reason: "ordered" } })) === 1;
    },
    PATIENCE_MS,
  );
  await moveTo("2026-11-27T17:05:00Z");
  await arrives(cy, "We miss you.");
  expect(await textsOn(gus)).not.toContain("We miss you.");
  const each = await Promise.all([ada, cy, dee, gus].map(textsOn));
  expect(each.map((texts) => texts.length)).toEqual([1, 2, 2, 1]);
}, 300_000);

test("a date for everyone comes at the hour of each person's own clock, once", async () => {
  const [newYork, honolulu] = ["+12125550411", "+18085550412"] as const;
  const { shopId } = await openShop(BLUEBIRD, NUMBERS[1], [newYork, honolulu]);
  await aFlow(shopId, "fixed-date", { date: "2026-11-30", hour: 13 }, "Cyber Monday!");
  await moveTo("2026-11-30T18:05:00Z");
  await arrives(newYork, "Cyber Monday!");
  expect(await textsOn(honolulu)).toEqual([]);
  await moveTo("2026-11-30T23:05:00Z");
  await arrives(honolulu, "Cyber Monday!");
  await moveTo("2026-12-01T18:05:00Z");
  await until(
    "nothing left to look for",
    async () => {
      const [watch] = await prisma.triggerWatch.findMany({ where: { shopId } });
      return watch?.dueAt === null;
    },
    PATIENCE_MS,
  );
  expect(await Promise.all([newYork, honolulu].map(textsOn))).toEqual([["Cyber Monday!"], ["Cyber Monday!"]]);
}, 300_000);
