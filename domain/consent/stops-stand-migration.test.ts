import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import type { ConsentSource, ConsentState } from "./decision.ts";

const ctx = aContext();
const { db } = ctx;
const MIGRATION = new URL("../../prisma/migrations/20261129182000_stops_stand/migration.sql", import.meta.url);
const minute = (n: number) => new Date(ctx.clock.now().getTime() + n * 60_000);

beforeEach(emptyDatabase);

/** A person as the release before left them: subscribed by the last entry, and their STOP lifted. */
async function aPersonWith(entries: [ConsentState, ConsentSource, string?][]) {
  const person = await aSubscriber(db, { marketing: "subscribed", marketingAt: minute(9), customerId: newId() });
  const { shopId, id: subscriberId, phoneHash } = person;
  await db.prisma.consentEvent.createMany({
    data: entries.map(([state, source, reviewId], i) => ({
      ...{ shopId, id: newId(), subscriberId, phoneHash, scope: "all", state, source, applied: true },
      ...{ evidence: reviewId ? { reviewId } : {}, occurredAt: minute(i), recordedAt: minute(i) },
    })),
  });
  await db.prisma.suppression.create({
    data: { shopId, phoneHash, reason: "opted-out", at: minute(0), liftedAt: minute(9) },
  });
  return person;
}

test.each<[string, [ConsentState, ConsentSource, string?][], string]>([
  [
    "a STOP that a form lifted",
    [
      ["unsubscribed", "inbound-text"],
      ["subscribed", "sign-up-form"],
    ],
    "unsubscribed",
  ],
  [
    "a STOP that a checkout lifted",
    [
      ["unsubscribed", "inbound-text"],
      ["subscribed", "checkout"],
    ],
    "unsubscribed",
  ],
  [
    "a STOP that START lifted",
    [
      ["unsubscribed", "inbound-text"],
      ["subscribed", "inbound-text"],
    ],
    "subscribed",
  ],
  [
    "a no of the store's",
    [
      ["unsubscribed", "shopify"],
      ["subscribed", "checkout"],
    ],
    "subscribed",
  ],
  [
    "an unclear reply that was taken back",
    [
      ["unsubscribed", "reply-review", "r"],
      ["retracted", "reply-review", "r"],
      ["subscribed", "checkout"],
    ],
    "subscribed",
  ],
])("the migration reads %s anew", async (_, entries, marketing) => {
  const { shopId, id, phoneHash } = await aPersonWith(entries);
  const sql = readFileSync(MIGRATION, "utf8");
  for (const round of [1, 2]) await db.run({ name: `stops-stand-${round}-${newId()}`, text: sql });
  const person = await db.prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  const suppression = await db.prisma.suppression.findFirst({ where: { shopId, phoneHash } });
  const isStopped = marketing === "unsubscribed";
  expect(person.marketing).toBe(marketing);
  expect(suppression?.liftedAt === null).toBe(isStopped);
  expect(await db.prisma.storeConsent.count({ where: { shopId, state: "unsubscribed" } })).toBe(isStopped ? 1 : 0);
  expect(await db.prisma.recall.count({ where: { shopId } })).toBe(isStopped ? 1 : 0);
});
