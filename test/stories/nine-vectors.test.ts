import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { nextAllowed } from "#domain/compliance/next-allowed";
import { promotionIn } from "#domain/compliance/promotion";
import { sendWindow } from "#domain/compliance/window";
import { orderConfirmation } from "#domain/flows/presets/order-confirmation";
import { handOver } from "#domain/messages/delivery/hand-off";
import { recallTexts } from "#domain/messages/delivery/recall";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { watchRecalls } from "#domain/messages/delivery/watch-recalls";
import { planTexts } from "#domain/messages/plan";
import { formatRef } from "#domain/messages/ref";
import { placeOfAddress, placeOfPhone } from "#domain/places/place";
import { ruleSignature } from "#domain/places/signature";
import { aLaneAtWork } from "../factories/lane.ts";
import { aSubscriber } from "../factories/subscriber.ts";

/** The nine cases that anyone who keeps texting hours must get right; of two right answers the stricter. */
const MIAMI = "US-FL@America/New_York";
const whole = { startsMinute: 0, endsMinute: 1_440 };
const local = (text: string, zone = "America/New_York") => DateTime.fromISO(text, { zone }).toJSDate();
const windowAt = (signature: string, now: Date) =>
  sendWindow({ signature, merchant: whole, purpose: "marketing", now });

test("1: Florida, 20:00:00 waits until 8:00 the next day, 19:59:59 goes", () => {
  expect(windowAt(MIAMI, local("2026-11-24T20:00:00"))).toMatchObject({
    isOpen: false,
    opensAt: local("2026-11-25T08:00"),
  });
  expect(windowAt(MIAMI, local("2026-11-24T19:59:59"))).toMatchObject({ isOpen: true });
});

test("2: Texas, Sunday 11:59 waits until 12:00, 12:00 goes", () => {
  const at = (time: string) => windowAt("US-TX@America/Chicago", local(`2026-11-22T${time}`, "America/Chicago"));
  expect(at("11:59")).toMatchObject({ isOpen: false, opensAt: local("2026-11-22T12:00", "America/Chicago") });
  expect(at("12:00")).toMatchObject({ isOpen: true });
});

test("3: Connecticut, Monday 8:30 waits until 9:00", () => {
  const window = windowAt("US-CT@America/New_York", local("2026-11-23T08:30"));
  expect(window).toMatchObject({ isOpen: false, opensAt: local("2026-11-23T09:00") });
});

test("4: a Miami number that ships to California, 20:30 in Miami, waits although it is 17:30 in Los Angeles", () => {
  const seenAt = local("2026-11-01T12:00");
  const evidence = [
    placeOfPhone("+13055550123", seenAt),
    placeOfAddress("shipping", { country: "US", region: "CA" }, seenAt),
  ].filter((place) => place !== null);
  const window = windowAt(ruleSignature(evidence), local("2026-11-24T20:30"));
  expect(window).toMatchObject({ isOpen: false, opensAt: local("2026-11-25T09:00", "America/Los_Angeles") });
});

test("6: on the night the clock jumps the morning begins by the wall clock, eleven hours after 20:00", () => {
  const window = windowAt(MIAMI, local("2026-03-07T20:00"));
  expect(window.opensAt).toEqual(local("2026-03-08T08:00"));
  expect(window.opensAt.getTime() - local("2026-03-07T20:00").getTime()).toBe(11 * 3_600_000);
});

describe("with texts on their way", () => {
  const at = aLaneAtWork();
  const { everyShop: prisma } = at.ctx.db;

  async function aMiamian() {
    return aSubscriber(at.ctx.db, { shopId: at.lane.shopId, ruleSignature: MIAMI });
  }
  async function plan(subscriberId: string, occurrence: string, given: object = {}) {
    const expiresAt = new Date(at.ctx.clock.now().getTime() + 7 * 86_400_000);
    const text = { ...at.text(subscriberId, occurrence), expiresAt, ...given };
    await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [text]));
  }

  test("5: the fourth in a rolling day, at 20:00, leaves just after 10:00 the next day, and not a millisecond before", async () => {
    await prisma.shopSettings.updateMany({ data: { frequencyCapTexts: 20, frequencyCapAction: "defer" } });
    const { id } = await aMiamian();
    const sent = ["10:00", "12:00", "16:00"].map((time) => local(`2026-11-24T${time}`));
    for (const [i, time] of sent.entries()) {
      at.ctx.clock.set(time);
      await plan(id, `text ${i}`);
      await at.dispatchAll();
    }
    expect(await at.handedOver()).toHaveLength(3);
    at.ctx.clock.set(local("2026-11-24T20:00"));
    const next = new Date(local("2026-11-25T10:00").getTime() + 1);
    const caps = { recent: sent, texts: 20, hours: 24, lawCaps: [{ texts: 3, hours: 24 }] };
    const question = { signature: MIAMI, merchant: whole, now: at.ctx.clock.now(), purpose: "marketing" as const };
    expect(nextAllowed(question, caps)).toEqual(next);

    await plan(id, "the fourth");
    const waiting = async () => (await at.rows()).filter((row) => row.state === "waiting");
    await at.dispatchAll();
    expect(await waiting()).toMatchObject([{ reason: "quiet-hours", dueAt: local("2026-11-25T08:00") }]);
    at.ctx.clock.set(local("2026-11-25T08:00"));
    await at.dispatchAll();
    expect(await waiting()).toMatchObject([{ reason: "frequency-cap", dueAt: next }]);
    at.ctx.clock.set(local("2026-11-25T10:00"));
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(3);
    at.ctx.clock.set(next);
    await at.dispatchAll();
    expect(await at.handedOver()).toHaveLength(4);
  });

  test("7: an order confirmation leaves at 3:00, and ours sells nothing", async () => {
    at.ctx.clock.set(local("2026-11-24T03:00"));
    const { id } = await aMiamian();
    await plan(id, "the order", { purpose: "transactional" });
    await plan(id, "an offer");
    await at.dispatchAll();
    const rows = await at.rows();
    expect(rows.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
      "marketing waiting",
      "transactional accepted",
    ]);
    expect(promotionIn(JSON.stringify(orderConfirmation))).toBeNull();
  });

  test("8: a STOP after the claim and before the hand-off keeps the text here", async () => {
    const [person] = await at.planned(1);
    const claim = await at.claimed();
    const { shopId } = at.lane;
    await prisma.subscriber.updateMany({ where: { id: person?.id ?? "" }, data: { marketing: "unsubscribed" } });
    await recallTexts(at.ctx.db, [{ shopId, kind: "subscriber", target: person?.id ?? "" }]);
    const ways = { appUrl: at.ctx.appUrl, recalls: watchRecalls(at.ctx.db) };
    for (const decision of claim.texts)
      expect(await handOver(claim, decision, at.carrier.provider, ways)).toEqual({ kind: "withheld" });
    expect(await at.handedOver()).toEqual([]);
  });

  test("9: at 20:58, behind a carrier's queue of five minutes and before a window's end at 21:00, a text waits for the morning", async () => {
    at.ctx.clock.set(local("2026-11-24T20:52", "America/New_York"));
    const { id } = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
    await plan(id, "early");
    await at.dispatchAll();
    const [early] = await at.rows();
    await at.ageText(early?.id ?? "", 300);
    const ref = formatRef({ shopId: at.lane.shopId, month: "2026-11-01", id: early?.id ?? "" });
    const receipt = { kind: "receipt", ref, providerId: early?.providerId ?? "", code: null, because: null } as const;
    await at.ctx.db.transaction((tx) => applyReceipts(tx, at.ctx, [{ ...receipt, status: "sent" }]));

    at.ctx.clock.set(local("2026-11-24T20:58", "America/New_York"));
    const { id: late } = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
    await plan(late, "late");
    await plan(late, "an order", { purpose: "transactional" });
    await at.dispatchAll();
    expect((await at.rows()).filter((row) => row.subscriberId === late)).toMatchObject([
      { purpose: "marketing", state: "waiting", reason: "quiet-hours", dueAt: local("2026-11-25T08:00") },
      { purpose: "transactional", state: "accepted" },
    ]);
  });

  test("9: with no queue known, a text handed over then is the carrier's for 120 seconds and no longer", async () => {
    at.ctx.clock.set(local("2026-11-24T20:58", "America/New_York"));
    const { id } = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
    await plan(id, "late");
    const claim = await at.claimed();
    expect(claim.texts.map((text) => text.validitySeconds)).toEqual([120]);
    at.ctx.clock.set(local("2026-11-24T21:00", "America/New_York"));
    const { id: later } = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId });
    await plan(later, "too late");
    await at.dispatchAll();
    expect((await at.rows()).find((row) => row.subscriberId === later)).toMatchObject({
      state: "waiting",
      dueAt: local("2026-11-25T08:00"),
    });
  });
});
