import { beforeEach, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { type PhoneNumber, toPhoneNumber } from "./phone-number.ts";
import { type KnownPerson, upsertSubscribers } from "./upsert.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

function phone(areaCode?: string): PhoneNumber {
  const made = toPhoneNumber(aPhone(areaCode), null);
  if (made === null) throw new Error("The factory made no number.");
  return made;
}

function upsert(people: KnownPerson[]) {
  return db.transaction((tx) => upsertSubscribers(tx, ctx, people));
}

function hoursLater(hours: number): Date {
  return new Date(TUESDAY_MORNING.getTime() + hours * 3_600_000);
}

async function find(shopId: string, id: string) {
  return await db.prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
}

test("a new number becomes a subscriber who never consented, under the rules of its area code", async () => {
  const { id: shopId } = await aShop(db);
  const miami = phone("305");
  const idOf = await upsert([{ shopId, phone: miami, firstName: " Ada ", email: "", seenAt: TUESDAY_MORNING }]);
  expect(await find(shopId, idOf(shopId, miami))).toMatchObject({
    phone: miami,
    phoneHash: ctx.hashPhone(miami),
    firstName: "Ada",
    email: null,
    marketing: "never",
    country: "US",
    region: "FL",
    timeZone: "America/New_York",
    ruleSignature: "US-FL@America/New_York",
  });
});

test("later news fills in, an address adds its rules, and nothing known is lost to an empty field", async () => {
  const { id: shopId } = await aShop(db);
  const miami = phone("305");
  const address = { country: "US", region: "CA" };
  await upsert([
    { shopId, phone: miami, firstName: "Ada", customerId: "7", shipping: address, seenAt: TUESDAY_MORNING },
  ]);
  const idOf = await upsert([
    { shopId, phone: miami, firstName: null, lastName: "Byron", email: "a@b.test", seenAt: hoursLater(1) },
  ]);
  expect(await find(shopId, idOf(shopId, miami))).toMatchObject({
    firstName: "Ada",
    lastName: "Byron",
    email: "a@b.test",
    customerId: "7",
    region: "CA",
    timeZone: "America/Los_Angeles",
    ruleSignature: "US-CA,US-FL@America/Los_Angeles,America/New_York",
  });
});

test("where someone is: the address before the sign-up’s region before the number; each is kept, and all of them bind", async () => {
  const { id: shopId } = await aShop(db);
  const miami = phone("305");
  const person = { shopId, phone: miami, seenAt: TUESDAY_MORNING };
  const idOf = await upsert([{ ...person, ipRegion: { country: "US", region: "Texas" } }]);
  expect(await find(shopId, idOf(shopId, miami))).toMatchObject({
    ...{ country: "US", region: "TX", timeZone: "America/Chicago" },
    ruleSignature: "US-FL,US-TX@America/Chicago,America/Denver,America/New_York",
  });
  const billing = { country: "FR", region: null };
  await upsert([{ ...person, seenAt: hoursLater(1), billing }]);
  await upsert([{ ...person, seenAt: hoursLater(2), shipping: { country: "US", region: "CA" } }]);
  expect(await find(shopId, idOf(shopId, miami))).toMatchObject({
    ...{ country: "US", region: "CA", timeZone: "America/Los_Angeles" },
    places: [
      { kind: "shipping", region: "CA", seenAt: hoursLater(2).toISOString() },
      { kind: "billing", country: "FR", seenAt: hoursLater(1).toISOString() },
      { kind: "ip-region", region: "TX", seenAt: TUESDAY_MORNING.toISOString() },
      { kind: "area-code", region: "FL", seenAt: TUESDAY_MORNING.toISOString() },
    ],
    ruleSignature:
      "FR,US-CA,US-FL,US-TX@America/Chicago,America/Denver,America/Los_Angeles,America/New_York,Europe/Paris",
  });
});

test("of two addresses the newer stands, in whatever order they are told", async () => {
  const { id: shopId } = await aShop(db);
  const miami = phone("305");
  const before = { shopId, phone: miami, shipping: { country: "US", region: "TX" }, seenAt: TUESDAY_MORNING };
  const after = { shopId, phone: miami, shipping: { country: "US", region: "NY" }, seenAt: hoursLater(1) };
  await upsert([after]);
  const idOf = await upsert([before]);
  expect((await find(shopId, idOf(shopId, miami))).ruleSignature).toBe("US-FL,US-NY@America/New_York");
});

test("news that tells nothing new writes nothing", async () => {
  const { id: shopId } = await aShop(db);
  const person = { shopId, phone: phone(), firstName: "Ada", shipping: { country: "US", region: "NY" } };
  const idOf = await upsert([{ ...person, seenAt: TUESDAY_MORNING }]);
  ctx.clock.advance(60_000);
  await upsert([{ ...person, seenAt: hoursLater(2) }]);
  expect((await find(shopId, idOf(shopId, person.phone))).updatedAt).toEqual(TUESDAY_MORNING);
});

test("the same number in one batch and in two shops is one subscriber in each", async () => {
  const [one, two] = [await aShop(db), await aShop(db)];
  const shared = phone();
  const idOf = await upsert([
    { shopId: one.id, phone: shared, firstName: "Ada", seenAt: TUESDAY_MORNING },
    { shopId: two.id, phone: shared, seenAt: TUESDAY_MORNING },
    { shopId: one.id, phone: shared, lastName: "Byron", seenAt: TUESDAY_MORNING },
  ]);
  expect(idOf(one.id, shared)).not.toBe(idOf(two.id, shared));
  expect(await db.everyShop.subscriber.count()).toBe(2);
  expect(await find(one.id, idOf(one.id, shared))).toMatchObject({ firstName: "Ada", lastName: "Byron" });
});

test("news from before an erasure does not bring the person back; news from after it does", async () => {
  const shop = await aShop(db);
  const redactedAt = hoursLater(1);
  const known = await aSubscriber(db, { shopId: shop.id });
  await db.prisma.subscriber.update({
    where: { shopId_id: { shopId: shop.id, id: known.id } },
    data: { phone: null, firstName: null, redactedAt },
  });
  const person = { shopId: shop.id, phone: toPhoneNumber(known.phone, null) ?? phone(), firstName: "Ada" };
  const idOf = await upsert([{ ...person, seenAt: TUESDAY_MORNING }]);
  expect(idOf(shop.id, known.phone)).toBe(known.id);
  expect(await find(shop.id, known.id)).toMatchObject({ phone: null, firstName: null, redactedAt });
  await upsert([{ ...person, seenAt: hoursLater(2) }]);
  expect(await find(shop.id, known.id)).toMatchObject({ phone: known.phone, firstName: "Ada", redactedAt: null });
});

test("a null byte in a name does not fail the people beside it", async () => {
  const { id: shopId } = await aShop(db);
  const [bad, good] = [phone(), phone()];
  const idOf = await upsert([
    { shopId, phone: bad, firstName: "A\u0000da", tags: ["v\u0000ip"], seenAt: TUESDAY_MORNING },
    { shopId, phone: good, firstName: "Bob", seenAt: TUESDAY_MORNING },
  ]);
  expect(await find(shopId, idOf(shopId, bad))).toMatchObject({ firstName: "Ada", tags: ["vip"] });
});

test("batches that share people in opposite orders all finish and make no one twice", async () => {
  const { id: shopId } = await aShop(db);
  const phones = Array.from({ length: 40 }, () => phone());
  const person = (it: PhoneNumber, n: number) => ({ shopId, phone: it, firstName: `Ada ${n}`, seenAt: hoursLater(n) });
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => {
      const people = phones.map((it) => person(it, n));
      return upsert(n % 2 === 0 ? people : people.reverse());
    }),
  );
  expect(await db.prisma.subscriber.count({ where: { shopId } })).toBe(40);
});
