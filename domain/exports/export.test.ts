import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { saveSegment } from "#domain/segments/save";
import { foundPeople, type SubscriberFilter } from "#domain/subscribers/found";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { manySubscribers } from "../../test/factories/many-subscribers.ts";
import { anOrder } from "../../test/factories/order.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { exportPeople } from "./export.ts";
import { countPeople } from "./page.ts";
import { peopleOfSegment } from "./segment.ts";

const ctx = aContext();

async function fileOf(shopId: string, filter: SubscriberFilter = {}, size = 10_000): Promise<string> {
  let file = "";
  for await (const piece of exportPeople(ctx.db, shopId, foundPeople(filter), { size })) file += piece;
  return file;
}

function linesOf(file: string): Record<string, string>[] {
  return parse(file, { bom: true, columns: true });
}

test("a person's line holds who they are, what they agreed to and in which words, and what they bought", async () => {
  const person = await aSubscriber(ctx.db, { lastName: "Bérg, jr.", email: "ada@x.test", tags: ["vip", "Zürich"] });
  const { shopId, id: subscriberId } = person;
  await anOrder(ctx.db, { shopId, subscriberId });
  await anOrder(ctx.db, { shopId, subscriberId, refundedMicros: 500_000n });
  await anOrder(ctx.db, { shopId, subscriberId, currency: "EUR", totalMicros: 7_000_000n });
  await anOrder(ctx.db, { shopId, subscriberId, cancelledAt: ctx.clock.now() });
  const file = await fileOf(shopId);
  expect(file.startsWith("\ufeffPhone,First name,")).toBe(true);
  expect(file.endsWith("\r\n")).toBe(true);
  expect(linesOf(file)).toEqual([
    {
      Phone: person.phone,
      "First name": "Ada",
      "Last name": "Bérg, jr.",
      Email: "ada@x.test",
      Country: "US",
      Region: "NY",
      "Time zone": "America/New_York",
      Consent: "subscribed",
      "Consent date": "2026-11-23T15:00:00.000Z",
      "Consent source": "checkout",
      "Consent words": "Text me with news and offers",
      "Do not text": "",
      "Cannot receive texts": "",
      Tags: "vip, Zürich",
      Orders: "3",
      Spent: "83.50 + 7.00",
      Currency: "USD + EUR",
      Created: "2026-11-23T15:00:00.000Z",
    },
  ]);
});

test("nothing in it is run by a spreadsheet, and the number can still be dialled", async () => {
  const shop = await aShop(ctx.db);
  const person = await aSubscriber(ctx.db, {
    shopId: shop.id,
    firstName: "=HYPERLINK(A1)",
    lastName: "Ada;+cmd|'/C calc'!A0",
    email: '"@SUM(1+1)"@x.test',
    tags: ["-1", "＝2"],
  });
  const [line] = linesOf(await fileOf(shop.id));
  expect(line).toMatchObject({
    Phone: person.phone,
    "First name": "'=HYPERLINK(A1)",
    "Last name": "Ada;'+cmd|'/C calc'!A0",
    Email: `'"@SUM(1+1)"@x.test`,
    Tags: "'-1,' ＝2",
  });
});

test("however the pages fall, everyone is in it once, and no one of another shop or erased", async () => {
  const shop = await aShop(ctx.db);
  const ids = await manySubscribers(ctx.db, shop.id, 25);
  await aSubscriber(ctx.db);
  await aSubscriber(ctx.db, { shopId: shop.id, redactedAt: ctx.clock.now() });
  for (const size of [1, 7, 25, 100]) {
    const names = linesOf(await fileOf(shop.id, {}, size)).map((line) => line["First name"]);
    expect(names.length).toBe(ids.length);
    expect(new Set(names)).toEqual(new Set(ids.map((_, index) => `Ada${index}`)));
  }
});

test("the filters of the page choose who is in it, and the count says how many", async () => {
  const shop = await aShop(ctx.db);
  const shopId = shop.id;
  const [vip] = [await aSubscriber(ctx.db, { shopId, tags: ["vip"] }), await aSubscriber(ctx.db, { shopId })];
  const gone = await aSubscriber(ctx.db, { shopId, marketing: "unsubscribed", firstName: "Grace" });
  await ctx.db.prisma.consentEvent.create({
    data: {
      ...{ shopId, id: newId(), subscriberId: gone.id, phoneHash: gone.phoneHash, scope: "all", state: "unsubscribed" },
      ...{ source: "inbound-text", textShown: "STOP", applied: true, recordedAt: ctx.clock.now() },
      occurredAt: gone.marketingAt ?? ctx.clock.now(),
    },
  });
  await ctx.db.prisma.suppression.create({
    data: { shopId, phoneHash: gone.phoneHash, reason: "opted-out", at: ctx.clock.now() },
  });
  const filters: [SubscriberFilter, string[]][] = [
    [{ tag: "vip" }, [vip.phone]],
    [{ consent: "unsubscribed" }, [gone.phone]],
    [{ search: "grace" }, [gone.phone]],
    [{ search: vip.phone, consent: "unsubscribed" }, []],
  ];
  for (const [filter, phones] of filters) {
    expect(linesOf(await fileOf(shopId, filter)).map((line) => line.Phone)).toEqual(phones);
    expect(await countPeople(ctx.db, shopId, foundPeople(filter))).toBe(phones.length);
  }
  expect(linesOf(await fileOf(shopId, { search: "grace" }))[0]).toMatchObject({
    ...{ "Do not text": "opted-out", "Consent source": "inbound-text", "Consent words": "STOP" },
  });
});

test("who agreed twice is shown with the words of the decision that stands", async () => {
  const person = await aSubscriber(ctx.db);
  await ctx.db.prisma.consentEvent.create({
    data: {
      ...{ shopId: person.shopId, id: newId(), subscriberId: person.id, phoneHash: person.phoneHash },
      ...{ scope: "marketing", state: "subscribed", source: "import", textShown: "Older words", applied: false },
      ...{ occurredAt: new Date("2020-01-01T00:00:00Z"), recordedAt: ctx.clock.now() },
    },
  });
  const [line] = linesOf(await fileOf(person.shopId));
  expect(line).toMatchObject({ "Consent source": "checkout", "Consent words": "Text me with news and offers" });
});

test("a segment is exported as it is at that moment, and no other shop's", async () => {
  const shop = await aShop(ctx.db);
  const vip = await aSubscriber(ctx.db, { shopId: shop.id, tags: ["vip"] });
  await aSubscriber(ctx.db, { shopId: shop.id });
  const rules = { type: "tags", match: "any", tags: ["vip"] };
  const { id } = await saveSegment(ctx, shop.id, { name: "Best customers", rules });
  const whom = await peopleOfSegment(ctx, shop.id, id);
  expect(whom?.name).toBe("Best customers");
  let file = "";
  if (whom) for await (const piece of exportPeople(ctx.db, shop.id, whom.people)) file += piece;
  expect(linesOf(file).map((line) => line.Phone)).toEqual([vip.phone]);
  expect(await peopleOfSegment(ctx, (await aShop(ctx.db)).id, id)).toBeNull();
  expect(await peopleOfSegment(ctx, shop.id, newId())).toBeNull();
});
