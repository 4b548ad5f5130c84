import { beforeEach, expect, test } from "vitest";
import { subscriberProfile } from "#domain/subscribers/profile";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { MOST_NAMES, type PropertyType, type PropertyValue } from "./property.ts";
import { propertiesOf, propertyNames } from "./read.ts";
import { type PropertyChange, setProperties } from "./set.ts";

const ctx = aContext();
const { db } = ctx;
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  await emptyDatabase();
  ({ id: shopId } = await aShop(db));
  ({ id: subscriberId } = await aSubscriber(db, { shopId }));
});

const change = (name: string, type: PropertyType, value: PropertyValue | null): PropertyChange => ({
  ...{ shopId, subscriberId, name, type, value },
});
const set = (...changes: PropertyChange[]) => db.transaction((tx) => setProperties(tx, ctx, changes));
const has = async () => (await propertiesOf(db, shopId, [subscriberId])).get(subscriberId) ?? [];

test("a person gets properties of each type, and the profile shows them", async () => {
  const given = [
    change("birthday", "date", "2000-02-29"),
    change("color", "text", "red"),
    change("likes", "list", ["tea", "“coffee”"]),
    change("member", "yes-no", true),
    change("size", "number", 5.5),
  ];
  expect(await set(...given)).toEqual([]);
  const expected = given.map(({ name, type, value }) => ({ name, type, value }));
  expect(await has()).toEqual(expected);
  expect((await subscriberProfile(db, shopId, subscriberId))?.properties).toEqual(expected);
  expect(
    await db.prisma.subscriberProperty.findMany({ where: { shopId, name: { in: ["birthday", "size"] } } }),
  ).toMatchObject([
    { number: null, day: new Date("2000-02-29"), monthDay: 229 },
    { number: 5.5, day: null, monthDay: null },
  ]);
});

test("the last of several values counts, and null takes a property away", async () => {
  await set(change("color", "text", "red"), change("color", "text", "blue"));
  expect(await has()).toMatchObject([{ value: "blue" }]);
  await set(change("color", "text", "green"));
  expect(await has()).toMatchObject([{ value: "green" }]);
  await set(change("color", "text", null), change("unknown", "text", null));
  expect(await has()).toEqual([]);
});

test("a name keeps the type of its first value", async () => {
  await set(change("size", "number", 5));
  const other = change("size", "text", "large");
  expect(await set(other)).toEqual([{ change: other, because: "other-type" }]);
  expect(await has()).toMatchObject([{ value: 5 }]);
});

test("a shop has up to a hundred names, and names in use can still be set", async () => {
  const names = Array.from({ length: MOST_NAMES + 1 }, (_, i) => change(`n${String(i).padStart(3, "0")}`, "number", i));
  const refused = await set(...names);
  expect(refused).toEqual([{ change: names[MOST_NAMES], because: "too-many-names" }]);
  expect(await propertyNames(db, shopId)).toHaveLength(MOST_NAMES);
  expect(await set(change("n000", "number", 7))).toEqual([]);
  expect(await set(change("another", "text", "x"))).toMatchObject([{ because: "too-many-names" }]);
});

test("erased people and people of another shop get no properties", async () => {
  const erased = await aSubscriber(db, { shopId, redactedAt: new Date("2026-11-01") });
  const other = await aSubscriber(db);
  await set(
    { ...change("color", "text", "red"), subscriberId: erased.id },
    { ...change("color", "text", "red"), subscriberId: other.id },
  );
  expect(await db.everyShop.subscriberProperty.count()).toBe(0);
});
