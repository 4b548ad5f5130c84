import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";

const ctx = aContext();
const { db } = ctx;
const MIGRATION = new URL("../../prisma/migrations/20261129215500_no_decision_ahead/migration.sql", import.meta.url);

beforeEach(emptyDatabase);

/** By the database's clock, which the migration goes by. */
const minute = (n: number) => new Date(Date.now() + n * 60_000);

interface Entry {
  state: "subscribed" | "unsubscribed";
  at: Date;
  recordedAt: Date;
}

/** A person as the release before left them: subscribed by a START, their STOP lifted by it. */
async function aPersonWith(entries: Entry[]) {
  const liftedAt = entries.find(({ state }) => state === "subscribed")?.at ?? null;
  const person = await aSubscriber(db, { marketing: "subscribed", marketingAt: liftedAt, customerId: newId() });
  const { shopId, id: subscriberId, phoneHash } = person;
  await db.prisma.consentEvent.createMany({
    data: entries.map(({ state, at, recordedAt }) => ({
      ...{ shopId, id: newId(), subscriberId, phoneHash, scope: "all", state, source: "inbound-text", applied: true },
      ...{ evidence: { provider: "twilio" }, occurredAt: at, recordedAt },
    })),
  });
  await db.prisma.suppression.create({ data: { shopId, phoneHash, reason: "opted-out", at: minute(-300), liftedAt } });
  return person;
}

async function migrate() {
  const sql = readFileSync(MIGRATION, "utf8");
  await db.everyShop.$transaction(async (tx) => {
    for (const part of splitByEmptyLine(sql)) await tx.$executeRawUnsafe(part);
  });
}

/** Statements stand apart by an empty line before a comment, the function's body included. */
function splitByEmptyLine(sql: string): string[] {
  return sql.split(/\n\n(?=-- )/).filter((part) => /^(?!--)\S/m.test(part));
}

const START_AHEAD: Entry = { state: "subscribed", at: minute(240), recordedAt: minute(-60) };
const START_OF_A_FAST_MACHINE: Entry = { state: "subscribed", at: minute(240), recordedAt: minute(240) };
const START_AHEAD_OF_THE_PAST: Entry = { state: "subscribed", at: minute(-10), recordedAt: minute(-60) };
const STOP: Entry = { state: "unsubscribed", at: minute(-30), recordedAt: minute(-30) };
const STOP_BEFORE: Entry = { state: "unsubscribed", at: minute(-90), recordedAt: minute(-90) };

test.each<[string, Entry[], "subscribed" | "unsubscribed"]>([
  ["a STOP after a START that is dated ahead stands", [START_AHEAD, STOP], "unsubscribed"],
  ["a STOP after a START whose date has passed meanwhile stands", [START_AHEAD_OF_THE_PAST, STOP], "unsubscribed"],
  ["a START after the STOP stays one", [STOP_BEFORE, START_AHEAD], "subscribed"],
  ["a START that was recorded by a fast machine lets the next STOP count", [START_OF_A_FAST_MACHINE], "subscribed"],
])("the migration: %s", async (_, entries, marketing) => {
  const { shopId, id, phoneHash } = await aPersonWith(entries);
  for (const _ of [1, 2]) await migrate();
  const person = await db.prisma.subscriber.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  const suppression = await db.prisma.suppression.findFirstOrThrow({ where: { shopId, phoneHash } });
  const isStopped = marketing === "unsubscribed";
  expect(person.marketing).toBe(marketing);
  expect(suppression.liftedAt === null).toBe(isStopped);
  expect(suppression.liftedAt?.getTime() ?? 0).toBeLessThanOrEqual(Date.now());
  expect(await db.prisma.storeConsent.count({ where: { shopId, state: "unsubscribed" } })).toBe(isStopped ? 1 : 0);
  expect(
    await db.prisma.consentEvent.count({ where: { shopId, source: "inbound-text", occurredAt: { gt: minute(0) } } }),
  ).toBe(0);
});
