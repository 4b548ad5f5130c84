import { expect, test } from "vitest";
import { claimSlice } from "#domain/messages/claim/claim";
import { planTexts } from "#domain/messages/plan";
import { aLaneAtWork, sources } from "../../test/factories/lane.ts";
import { aSender } from "../../test/factories/sender.ts";
import { takeTurn } from "./turn.ts";

const at = aLaneAtWork();

test("four workers on one lane hand each of 600 texts over once", async () => {
  await at.planned(600);
  await Promise.all([1, 2, 3, 4].map(() => at.dispatchAll()));
  await at.dispatchAll();
  const handed = await at.handedOver();
  expect(handed).toHaveLength(600);
  expect(new Set(handed.map((it) => it.ref)).size).toBe(600);
  expect(new Set(await at.states())).toEqual(new Set(["accepted"]));
});

test("the row of a sent text carries its words, parts, price, short link and why-record", async () => {
  await at.planned(1);
  await at.dispatchAll();
  const [row] = await at.rows();
  expect(row).toMatchObject({
    state: "accepted",
    encoding: "gsm-7",
    parts: 1,
    priceMicros: 8_300n,
    provider: "twilio",
    reason: null,
  });
  expect(row?.providerId).toMatch(/^SM/);
  expect(row?.body).toMatch(/^Hi Ada https:\/\/crt\.test\/l\/\w{10}\nReply STOP to opt out$/);
  const why = await at.ctx.db.everyShop.whyRecord.findFirst({ where: { id: row?.whyId ?? "" } });
  expect(why?.gates).toHaveLength(7);
  const [handed] = await at.handedOver();
  expect(handed?.body).toBe(row?.body);
  expect(await at.ctx.db.everyShop.shortLink.findMany()).toMatchObject([
    { messageId: row?.id, targetUrl: "https://shop.test/cart" },
  ]);
});

test("planning the same text twice is one text", async () => {
  const [person] = await at.planned(1);
  const [row] = await at.rows();
  const same = { ...at.text(person?.id ?? ""), sourceId: row?.sourceId ?? "" };
  expect(await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [same]))).toEqual([]);
  expect(await at.rows()).toHaveLength(1);
});

test("quiet hours and the cap make a text wait, the deadline ends it, and none of them reaches the carrier", async () => {
  at.ctx.clock.set(new Date("2026-11-25T02:30:00Z")); // 21:30 in New York
  const people = await at.planned(3, { expiresAt: new Date("2026-11-26T02:00:00Z") });
  await at.planned(1, { expiresAt: new Date("2026-11-25T12:00:00Z") });
  const { shopId } = at.lane;
  await at.ctx.db.prisma.shopSettings.update({
    where: { shopId },
    data: { frequencyCapTexts: 1, frequencyCapAction: "skip" },
  });
  await at.dispatchAll();
  expect(await at.handedOver()).toEqual([]);
  const night = await at.rows();
  expect(night.filter((row) => row.state === "waiting")).toMatchObject(
    people.map(() => ({ reason: "quiet-hours", dueAt: new Date("2026-11-25T13:00:00Z") })),
  );
  expect(night.filter((row) => row.state === "expired")).toHaveLength(1);

  at.ctx.clock.set(new Date("2026-11-25T13:00:00Z"));
  await at.ctx.db.prisma.recipientCap.create({
    data: { shopId, subscriberId: people[0]?.id ?? "", marketingAt: [new Date("2026-11-24T22:00:00Z")] },
  });
  await at.dispatchAll();
  expect(await at.handedOver()).toHaveLength(2);
  expect((await at.rows()).filter((row) => row.state === "skipped")).toMatchObject([{ reason: "frequency-cap" }]);
});

test("two campaigns racing for the same people never exceed the cap", async () => {
  const people = await at.planned(20);
  const { shopId } = at.lane;
  await at.ctx.db.prisma.shopSettings.update({ where: { shopId }, data: { frequencyCapTexts: 1 } });
  const more = people.flatMap(({ id }) => [at.text(id, "step 1"), at.text(id, "step 2")]);
  await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, more));
  await Promise.all(Array.from({ length: 12 }, () => claimSlice(at.ctx, sources, at.lane, 5)));
  while (await claimSlice(at.ctx, sources, at.lane, 5));
  const sending = (await at.rows()).filter((row) => row.state === "sending");
  expect(sending).toHaveLength(20);
  expect(new Set(sending.map((row) => row.subscriberId)).size).toBe(20);
});

test("a lane that its sender's rate holds back says when to come again", async () => {
  await at.planned(3);
  const { shopId, senderId: id } = at.lane;
  await at.ctx.db.prisma.sender.update({ where: { shopId_id: { shopId, id } }, data: { partsPerSecond: 1 } });
  await at.bucket.adjust({ key: id, perSecond: 1, burst: 1 }, 1);
  const next = await takeTurn(at.dispatch, at.lane);
  expect(next.kind).toBe("wait");
  if (next.kind === "wait") expect(next.ms).toBeGreaterThan(0);
  expect(await at.handedOver()).toEqual([]);
});

test("no shop's lane takes another shop's texts", async () => {
  await at.planned(2);
  const stranger = await aSender(at.ctx.db);
  expect(await takeTurn(at.dispatch, { ...at.lane, shopId: stranger.shopId })).toEqual({ kind: "idle" });
  expect(
    await claimSlice(at.ctx, sources, { class: "flow", shopId: stranger.shopId, senderId: stranger.id }, 10),
  ).toBeNull();
  expect(await at.states()).toEqual(["waiting", "waiting"]);
});

/** What the shop still owes or is owed; asked by adding nothing. */
const owed = () => at.dispatch.deficits.add(`flow/${at.lane.shopId}`, 0);

/** As if the shop had used up all of its turn but so many parts. */
const leaveOf = async (parts: number, weight = 1) => {
  await at.dispatch.deficits.forget(`flow/${at.lane.shopId}`);
  await at.dispatch.deficits.add(`flow/${at.lane.shopId}`, parts - 250 * weight);
};

test("a turn is counted in parts, and what it took too much is taken off the next", async () => {
  await at.planned(30);
  const { shopId } = at.lane;
  // Names beyond the basic alphabet make texts of two parts.
  await at.ctx.db.prisma.subscriber.updateMany({ where: { shopId }, data: { firstName: "Łucja-Świętosława Żółć" } });
  await leaveOf(20);
  expect(await takeTurn(at.dispatch, at.lane)).toEqual({ kind: "again" });
  await at.dispatch.pipelines.twilio?.idle();
  expect(await at.handedOver()).toHaveLength(20);
  expect(await owed()).toBe(-20);
});

test("a shop of weight 3 gets three turns' parts in one", async () => {
  await at.planned(12);
  const { shopId } = at.lane;
  await at.ctx.db.prisma.shopSettings.update({ where: { shopId }, data: { shareWeight: 3 } });
  await leaveOf(10, 3);
  expect(await takeTurn(at.dispatch, at.lane)).toEqual({ kind: "again" });
  await at.dispatch.pipelines.twilio?.idle();
  expect(await at.handedOver()).toHaveLength(10);
});

test("a shop's second number is served in the same turn, not in a turn of its own", async () => {
  await at.planned(6);
  const { shopId } = at.lane;
  const second = await aSender(at.ctx.db, { shopId, partsPerSecond: 100_000 });
  const [row] = await at.rows();
  await at.ctx.db.everyShop.message.updateMany({ where: { id: row?.id ?? "" }, data: { senderId: second.id } });
  await at.bucket.adjust({ key: second.id, perSecond: 100_000, burst: 100_000 }, -100_000);
  await leaveOf(4);
  expect(await takeTurn(at.dispatch, at.lane)).toEqual({ kind: "again" });
  await at.dispatch.pipelines.twilio?.idle();
  expect((await at.states()).filter((state) => state === "accepted")).toHaveLength(4);
});

test("a shop that has nothing left saves nothing up", async () => {
  await at.planned(2);
  expect(await takeTurn(at.dispatch, at.lane)).toEqual({ kind: "idle" });
  await at.dispatch.pipelines.twilio?.idle();
  expect(await owed()).toBe(0);
});

test("among a shop's texts the one with the earliest deadline leaves first", async () => {
  await at.planned(3, { expiresAt: new Date(at.ctx.clock.now().getTime() + 3 * 3_600_000) });
  const [pressed] = await at.planned(1, { expiresAt: new Date(at.ctx.clock.now().getTime() + 3_600_000) });
  await leaveOf(1);
  await takeTurn(at.dispatch, at.lane);
  await at.dispatch.pipelines.twilio?.idle();
  expect(await at.handedOver()).toMatchObject([{ to: pressed?.phone }]);
});
