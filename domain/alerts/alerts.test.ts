import { beforeEach, describe, expect, test } from "vitest";
import { markRead } from "#domain/conversations/inbox/mark-read";
import { receiveTexts } from "#domain/conversations/receive";
import { needsAttention } from "#domain/operations/attention";
import { addStaff, listStaff, removeStaff } from "#domain/staff/staff";
import { dueJobs } from "#domain/sweep/sweep";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { anInboundText } from "../../test/factories/inbound-text.ts";
import { aPhone } from "../../test/factories/phone.ts";
import { aProvenPhone } from "../../test/factories/proven-phone.ts";
import { aSender } from "../../test/factories/sender.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { minutesUntilLoud } from "./alert-news.ts";
import { type AlertSettings, NO_ALERTS, readAlertSettings, saveAlertSettings } from "./alert-settings.ts";
import { sendTestAlert } from "./send-test.ts";
import { tellStaff } from "./tell-staff.ts";

const ctx = { ...aContext(), readTroubles: needsAttention };
const { db, clock } = ctx;
const { everyShop: prisma } = db;
const PHONE = "+12125550123";
const MINUTE_MS = 60_000;

let shopId: string;
let senderId: string;
let staffId: string;
beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
  shopId = (await aShop(db)).id;
  senderId = (await aSender(db, { shopId })).id;
  await aProvenPhone(db, shopId, PHONE);
  await addStaff(ctx, shopId, { name: "Robin", phone: PHONE });
  staffId = (await listStaff(db, shopId))[0]?.id ?? "";
});

const alertsOn = (on: Partial<AlertSettings>) => saveAlertSettings(ctx, { ...NO_ALERTS, ...on, shopId, staffId });
const due = async () => (await dueJobs(db, clock.now())).filter(({ name }) => name === "alerts");

/** A shopper's text, taken in. Returns the jobs for alerts. */
async function asks(phone: string = aPhone()) {
  clock.advance(1_000);
  const text = await anInboundText(db, { shopId, senderId, phone, body: "Do you ship?", receivedAt: clock.now() });
  const jobs = await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  return jobs.filter(({ name }) => name === "alerts");
}

async function told(): Promise<string[]> {
  const messages = await prisma.message.findMany({
    where: { shopId, occurrence: { startsWith: "staff:alert" } },
    orderBy: { createdAt: "asc" },
  });
  return messages.map(({ body }) => (body ?? "").replace(/^[^:]+: /, ""));
}

describe("a new question", () => {
  test("is told at once to who wants it, once, without the shopper’s words or number", async () => {
    await alertsOn({ questions: true });
    expect(await asks()).toEqual([{ name: "alerts", payload: { shopId } }]);
    await tellStaff(ctx, shopId);
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual(["1 new question in your inbox."]);
  });

  test("is told to no one who doesn’t want it, and asks for no job", async () => {
    expect(await asks()).toEqual([]);
    await alertsOn({ troubles: true });
    expect(await asks()).toEqual([]);
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual([]);
  });

  test("from before the alert was turned on is not told", async () => {
    await asks();
    clock.advance(1_000);
    await alertsOn({ questions: true });
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual([]);
  });

  test("and a storm of them is one text, and one with their number 15 minutes later", async () => {
    await alertsOn({ questions: true });
    await asks();
    await tellStaff(ctx, shopId);
    for (let n = 0; n < 40; n += 1) {
      await asks();
      await tellStaff(ctx, shopId);
    }
    expect(await told()).toHaveLength(1);
    expect(await due()).toEqual([]);
    clock.advance(15 * MINUTE_MS);
    expect(await due()).toEqual([{ name: "alerts", payload: { shopId } }]);
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual(["1 new question in your inbox.", "40 new questions in your inbox."]);
  });

  test("is found without its job within five minutes", async () => {
    await alertsOn({ questions: true });
    await tellStaff(ctx, shopId);
    await asks();
    clock.advance(5 * MINUTE_MS);
    expect(await due()).toEqual([{ name: "alerts", payload: { shopId } }]);
  });

  test("in quiet hours waits until they are over", async () => {
    // 10:00 in New York, where the store is.
    await prisma.shop.updateMany({ data: { timeZone: "America/New_York" } });
    await alertsOn({ questions: true, quietFrom: 9 * 60, quietTo: 11 * 60 });
    await asks();
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual([]);
    clock.set(new Date("2026-11-24T16:00:01Z"));
    expect(await due()).toHaveLength(1);
    await tellStaff(ctx, shopId);
    expect(await told()).toEqual(["1 new question in your inbox."]);
  });
});

test("a question that no one read for half an hour is told, and one that was read is not", async () => {
  await alertsOn({ waitingMinutes: 30 });
  await asks();
  const phone = aPhone();
  await asks(phone);
  const read = await prisma.conversation.findFirstOrThrow({ where: { shopId }, orderBy: { lastTextAt: "desc" } });
  await markRead(ctx, { shopId, conversationId: read.id, upTo: clock.now() });
  await tellStaff(ctx, shopId);
  expect(await told()).toEqual([]);
  clock.advance(30 * MINUTE_MS);
  await tellStaff(ctx, shopId);
  clock.advance(20 * MINUTE_MS);
  await tellStaff(ctx, shopId);
  expect(await told()).toEqual(["1 unread question waiting for 30 minutes or longer."]);
});

test("a number that was stopped is told once for as long as it lasts, and again when it comes back", async () => {
  await alertsOn({ troubles: true });
  const other = await aSender(db, { shopId, phone: "+12025550188" });
  const set = (state: string) => prisma.sender.updateMany({ where: { shopId, id: other.id }, data: { state } });
  await set("stopped");
  for (let n = 0; n < 3; n += 1) {
    await tellStaff(ctx, shopId);
    clock.advance(20 * MINUTE_MS);
  }
  expect(await told()).toEqual([expect.stringContaining("+12025550188 can’t send")]);
  await set("active");
  await tellStaff(ctx, shopId);
  await set("stopped");
  clock.advance(20 * MINUTE_MS);
  await tellStaff(ctx, shopId);
  expect(await told()).toHaveLength(2);
});

test("while nothing may be told, troubles are read only where one that was told may end and come back", async () => {
  await alertsOn({ questions: true, troubles: true });
  const other = await aSender(db, { shopId, phone: "+12025550188" });
  const set = (state: string) => prisma.sender.updateMany({ where: { shopId, id: other.id }, data: { state } });
  let reads = 0;
  const counted: typeof ctx.readTroubles = (...given) => {
    reads += 1;
    return needsAttention(...given);
  };
  const look = () => tellStaff({ ...ctx, readTroubles: counted }, shopId);
  await asks();
  await look();
  await look();
  expect(reads).toBe(1);
  await set("stopped");
  clock.advance(15 * MINUTE_MS);
  await look();
  // It ends and comes back within the quarter of an hour.
  await set("active");
  await look();
  await set("stopped");
  clock.advance(15 * MINUTE_MS);
  await look();
  expect(reads).toBe(4);
  expect(await told()).toEqual([
    "1 new question in your inbox.",
    expect.stringContaining("+12025550188 can’t send"),
    expect.stringContaining("+12025550188 can’t send"),
  ]);
});

test("alerts are saved for a staff number of the store alone, checked, and gone with the number", async () => {
  const other = await aShop(db);
  const foreign = saveAlertSettings(ctx, { ...NO_ALERTS, questions: true, shopId: other.id, staffId });
  await expect(foreign).rejects.toMatchObject({ code: "staff-number-not-found" });
  await expect(alertsOn({ questions: true, waitingMinutes: 7 })).rejects.toMatchObject({ field: "waitingMinutes" });
  for (const half of [{ quietFrom: 60 }, { quietFrom: 60, quietTo: 60 }, { quietFrom: 60, quietTo: 1_440 }])
    await expect(alertsOn({ questions: true, ...half })).rejects.toMatchObject({ field: "quietTo" });
  await alertsOn({ questions: true, quietFrom: 1_320, quietTo: 420 });
  expect((await readAlertSettings(db, shopId)).get(staffId)).toMatchObject({ questions: true, quietTo: 420 });
  await removeStaff(db, shopId, staffId);
  await asks();
  await tellStaff(ctx, shopId);
  expect(await told()).toEqual([]);
  expect((await readAlertSettings(db, shopId)).size).toBe(0);
});

test("a test alert is one text a minute", async () => {
  await sendTestAlert(ctx, shopId, staffId);
  await expect(sendTestAlert(ctx, shopId, staffId)).rejects.toMatchObject({ code: "alert-test-unsent" });
  expect(await told()).toEqual([expect.stringContaining("test alert")]);
});

test.each([
  [1_320, 420, 1_380, 480],
  [1_320, 420, 419, 1],
  [1_320, 420, 420, null],
  [540, 660, 600, 60],
  [540, 660, 660, null],
  [null, null, 600, null],
])("quiet hours from minute %s to %s at minute %s last %s minutes more", (quietFrom, quietTo, now, left) => {
  expect(minutesUntilLoud({ quietFrom, quietTo }, now)).toBe(left);
});
