import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { countDeadNumbers, noteSignsOfLife } from "./dead-numbers.ts";
import { suppressPhones } from "./suppress.ts";

const ctx = aContext();
const { db } = ctx;
const HOUR = 3_600_000;

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

type Person = Awaited<ReturnType<typeof aSubscriber>>;
const fail = (...people: Person[]) => db.transaction((tx) => countDeadNumbers(tx, ctx, people));
const live = (...people: Person[]) => db.transaction((tx) => noteSignsOfLife(tx, ctx, people));
const isDead = async ({ shopId, id }: Person) =>
  (await db.prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } })).invalidAt !== null;

test("one report, or many on one day, mark no one; a second one two days later does", async () => {
  const person = await aSubscriber(db);
  for (const hours of [0, 1, 22, 24]) {
    ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + hours * HOUR));
    await fail(person, person);
    expect(await isDead(person), `after ${hours} hours`).toBe(false);
  }
  ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + 48 * HOUR));
  await fail(person);
  expect(await isDead(person)).toBe(true);
  expect(await db.everyShop.suppression.findMany()).toMatchObject([{ reason: "invalid-number", liftedAt: null }]);
});

test("a sign of life between two reports makes the second one a first one", async () => {
  const person = await aSubscriber(db);
  await fail(person);
  ctx.clock.advance(24 * HOUR);
  await live(person);
  ctx.clock.advance(48 * HOUR);
  await fail(person);
  expect(await isDead(person)).toBe(false);
});

test("a sign of life lifts the mark and nothing else", async () => {
  const [dead, stopped] = [await aSubscriber(db), await aSubscriber(db)];
  const refused = { shopId: stopped.shopId, phone: stopped.phone, reason: "opted-out-at-provider" as const };
  await fail(dead, stopped);
  ctx.clock.advance(48 * HOUR);
  await fail(dead, stopped);
  await db.transaction((tx) => suppressPhones(tx, ctx, [refused]));
  await live(dead, stopped);
  expect(await isDead(dead)).toBe(false);
  const standing = await db.everyShop.suppression.findMany({ where: { liftedAt: null } });
  expect(standing).toMatchObject([{ phoneHash: stopped.phoneHash, reason: "opted-out-at-provider" }]);
});

test("another shop's number, and a number without a subscriber, are counted by themselves", async () => {
  const [person, namesake] = [await aSubscriber(db), await aSubscriber(db)];
  const stranger = { shopId: person.shopId, phone: "+12125550199" };
  await fail(person);
  await db.transaction((tx) => countDeadNumbers(tx, ctx, [stranger]));
  ctx.clock.advance(48 * HOUR);
  await fail(namesake);
  await db.transaction((tx) => countDeadNumbers(tx, ctx, [stranger]));
  expect([await isDead(person), await isDead(namesake)]).toEqual([false, false]);
  expect(await db.everyShop.suppression.findMany()).toMatchObject([{ phoneHash: ctx.hashPhone(stranger.phone) }]);
});

test("over any history a number is dead exactly when two reports without life between them lie two days apart", async () => {
  const entry = fc.record({ kind: fc.constantFrom("fail", "live"), hours: fc.integer({ min: 0, max: 60 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (history) => {
      await emptyDatabase();
      const person = await aSubscriber(db);
      let first: number | null = null;
      let dead = false;
      for (const { kind, hours } of history) {
        ctx.clock.advance(hours * HOUR);
        const now = ctx.clock.now().getTime();
        await (kind === "fail" ? fail(person) : live(person));
        if (kind === "live") [first, dead] = [null, false];
        else if (first === null) first = now;
        else if (now - first >= 48 * HOUR) dead = true;
      }
      expect(await isDead(person)).toBe(dead);
      const { marketing } = await db.everyShop.subscriber.findFirstOrThrow();
      expect(marketing).toBe("subscribed");
    }),
    { numRuns: 25 },
  );
});
