import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import type { FailureCause } from "./cause.ts";
import { drawConsequences } from "./draw-consequences.ts";

// A failure whose receipt was lost is learned of an hour later or more. Meanwhile it may have been settled.

const ctx = aContext();
const { db } = ctx;
const { everyShop: prisma } = db;
const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(ctx.clock.now().getTime() - hours * HOUR);

beforeEach(async () => {
  await emptyDatabase();
  ctx.clock.set(TUESDAY_MORNING);
});

async function aPerson() {
  const person = await aSubscriber(db);
  const sender = await aSender(db, { shopId: person.shopId });
  return { ...person, senderId: sender.id };
}

type Person = Awaited<ReturnType<typeof aPerson>>;

function fail({ shopId, senderId, phone }: Person, because: FailureCause, happenedAt?: Date): Promise<void> {
  const failure = { code: "1", because, words: "Not allowed.", waitMs: null };
  const text = { shopId, senderId, phone, provider: "twilio", sourceKind: "campaign" as const, sourceId: randomUUID() };
  return db.transaction((tx) => drawConsequences(tx, ctx, [{ ...text, failure, happenedAt }]));
}

const isSuppressed = async ({ shopId }: Person) =>
  (await prisma.suppression.count({ where: { shopId, liftedAt: null } })) > 0;

test("what is learned late of a sender, a country or the account stops and holds nothing", async () => {
  const person = await aPerson();
  for (const because of ["sender-not-allowed", "region", "account", "provider-down"] as const)
    await fail(person, because, hoursAgo(1));
  expect(await prisma.providerHold.count()).toBe(0);
  expect(await prisma.sender.findMany()).toMatchObject([{ state: "active" }]);

  for (const because of ["sender-not-allowed", "region", "account"] as const) await fail(person, because);
  expect(await prisma.providerHold.count()).toBe(2);
  expect(await prisma.sender.findMany()).toMatchObject([{ state: "stopped" }]);
});

test("a no that the provider had before the person's START does not undo it", async () => {
  const person = await aPerson();
  const start = {
    shopId: person.shopId,
    subscriberId: person.id,
    state: "subscribed",
    source: "inbound-text",
  } as const;
  await db.transaction((tx) => recordConsent(tx, ctx, [{ ...start, occurredAt: hoursAgo(1) }]));
  await fail(person, "opted-out", hoursAgo(2));
  expect(await isSuppressed(person)).toBe(false);
  // One that came after it does.
  await fail(person, "opted-out", hoursAgo(0.5));
  expect(await isSuppressed(person)).toBe(true);
});

test("a number is dead by when its failures happened, not by when they were learned of", async () => {
  const person = await aPerson();
  await fail(person, "invalid-number", hoursAgo(240));
  await fail(person, "invalid-number", hoursAgo(239));
  expect(await isSuppressed(person)).toBe(false);
  await fail(person, "invalid-number");
  expect(await isSuppressed(person)).toBe(true);
});
