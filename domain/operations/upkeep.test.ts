import { expect, test } from "vitest";
import { newId } from "#platform/ids";
import { aContext } from "../../test/factories/context.ts";
import { dropOldPartitions, ensurePartitions } from "./partitions.ts";
import { pruneOldRows } from "./prune.ts";

const { db } = aContext();

async function partitions(): Promise<string[]> {
  const rows = await db.run<{ name: string }>({
    name: "partition-names",
    text: "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent IN ('messages'::regclass, 'intake'::regclass, 'events'::regclass, 'browse_events'::regclass)",
  });
  return rows.map((row) => row.name);
}

test("the partitions of this month and the next two are made once, over the end of a year too", async () => {
  const december = new Date("2031-12-31T23:59:59Z");
  expect(await ensurePartitions(db, december)).toBe(12);
  expect(await ensurePartitions(db, december)).toBe(0);
  const names = await partitions();
  for (const parent of ["messages", "intake", "events", "browse_events"])
    expect(names).toEqual(expect.arrayContaining([`${parent}_2031_12`, `${parent}_2032_01`, `${parent}_2032_02`]));
});

test("many processes may make them at once", async () => {
  const made = await Promise.all([1, 2, 3].map(() => ensurePartitions(db, new Date("2033-05-05T00:00:00Z"))));
  expect(made.reduce((sum, it) => sum + it)).toBe(12);
});

test("what is older than its retention goes, and nothing younger", async () => {
  const now = new Date("2041-03-15T12:00:00Z");
  for (const month of ["2040-01-01", "2040-02-01", "2040-12-01", "2041-01-01"])
    for (const parent of ["messages", "intake", "events", "browse_events"])
      await db.run({ name: "one-partition", text: "SELECT make_month_partition($1, $2::date)" }, [parent, month]);
  await dropOldPartitions(db, now);
  const names = await partitions();
  // Thirteen full months before March 2041: February 2040 is the oldest that stays.
  for (const parent of ["messages", "events"]) {
    expect(names).toContain(`${parent}_2040_02`);
    expect(names).not.toContain(`${parent}_2040_01`);
  }
  expect(names).toContain("intake_2041_01");
  expect(names).not.toContain("intake_2040_12");
  expect(await dropOldPartitions(db, now)).toEqual([]);
});

test("keys of deliveries and old withdrawals are forgotten when no one can ask for them any more", async () => {
  const now = new Date("2026-11-24T15:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db.prisma.intakeKey.createMany({
    data: [
      { sourceKey: "old", receivedAt: daysAgo(8.1) },
      { sourceKey: "young", receivedAt: daysAgo(7.9) },
    ],
  });
  const recall = { shopId: newId(), kind: "shop", target: newId() };
  await db.prisma.recall.createMany({
    data: [
      { ...recall, at: new Date(Date.now() - 61 * 60_000) },
      { ...recall, at: new Date(Date.now() - 59 * 60_000) },
    ],
  });
  // Texts of October 2025 are the oldest that are kept.
  const why = { shopId: newId(), gates: [] };
  await db.prisma.whyRecord.createMany({
    data: ["2025-09-01", "2025-10-01"].map((month) => ({ ...why, month: new Date(month), id: newId() })),
  });
  const link = { shopId: newId(), messageId: newId(), subscriberId: newId(), targetUrl: "https://store.test" };
  await db.prisma.shortLink.createMany({
    data: ["2025-09-30", "2025-10-01"].map((day) => {
      const createdAt = new Date(day);
      return { ...link, code: `of ${day}`, createdAt, messageMonth: new Date(`${day.slice(0, 7)}-01`) };
    }),
  });
  expect(await pruneOldRows(db, now)).toBe(4);
  expect(await db.everyShop.shortLink.findMany()).toMatchObject([{ code: "of 2025-10-01" }]);
  expect(await db.everyShop.whyRecord.findMany()).toMatchObject([{ month: new Date("2025-10-01") }]);
  expect(await db.prisma.intakeKey.findMany()).toMatchObject([{ sourceKey: "young" }]);
  expect(await db.everyShop.recall.count()).toBe(1);
});

test("what shoppers wrote, and what staff wrote and did in conversations, goes with the texts of its month", async () => {
  const now = new Date("2026-11-24T15:00:00Z");
  const of = { shopId: newId(), conversationId: newId(), subscriberId: newId() };
  const times = ["2025-09-30T23:59:59Z", "2025-10-01T00:00:00Z"].map((at) => new Date(at));
  const written = times.map((createdAt, i) => ({
    ...{ ...of, id: newId(), key: `${i}`, body: "Hello", createdAt, byKind: "staff", byId: "42" },
  }));
  await db.prisma.conversationAnswer.createMany({ data: written });
  await db.prisma.conversationNote.createMany({ data: written });
  await db.prisma.conversationEvent.createMany({
    data: times.map((at) => ({ ...of, id: newId(), kind: "woken", at })),
  });
  const text = { senderId: newId(), provider: "twilio", body: "Hello", meaning: "conversation" };
  await db.prisma.inboundText.createMany({
    data: times.map((receivedAt, i) => ({ ...of, ...text, id: newId(), providerId: `${i}`, receivedAt })),
  });
  const picture = { ...of, place: 0, provider: "twilio", state: "held" };
  await db.prisma.conversationPicture.createMany({
    data: times.map((createdAt) => ({ ...picture, id: newId(), textId: newId(), createdAt })),
  });
  expect(await pruneOldRows(db, now)).toBe(5);
  expect(await db.everyShop.inboundText.findMany()).toMatchObject([{ receivedAt: times[1] }]);
  const kept = { createdAt: times[1] };
  expect(await db.everyShop.conversationPicture.findMany()).toMatchObject([kept]);
  expect(await db.everyShop.conversationAnswer.findMany()).toMatchObject([kept]);
  expect(await db.everyShop.conversationNote.findMany()).toMatchObject([kept]);
  expect(await db.everyShop.conversationEvent.findMany()).toMatchObject([{ at: times[1] }]);
});
