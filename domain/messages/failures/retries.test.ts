import { describe, expect, test } from "vitest";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";

const at = aLaneAtWork();
const { clock, db } = at.ctx;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const tomorrow = new Date(TUESDAY_MORNING.getTime() + 30 * HOUR);
const row = async () => (await at.rows())[0];

async function failsWith(code: number, times?: number): Promise<void> {
  await at.carrier.setFaults({ fail: [{ code, ...(times === undefined ? {} : { times }) }], callbacks: { lose: 1 } });
}

/** Sends what is due, lets the carrier finish, and reads its receipts. */
async function deliver(): Promise<void> {
  await at.dispatchAll();
  await at.carrier.idle();
  await at.hearReceipts();
}

describe("a phone that was off", () => {
  test("is tried again after ten minutes and after an hour, each time under a name of its own, and then no more", async () => {
    await at.planned(1, { expiresAt: tomorrow });
    await failsWith(30003);
    await deliver();
    expect(await row()).toMatchObject({ state: "waiting", reason: "unreachable", resends: 1, handedAt: null });
    await deliver();
    expect(await at.handedOver(), "not before ten minutes").toHaveLength(1);
    clock.advance(10 * MINUTE);
    await deliver();
    expect((await row())?.dueAt).toEqual(new Date(clock.now().getTime() + HOUR));
    clock.advance(HOUR);
    await deliver();
    expect(await row()).toMatchObject({ state: "failed", reason: "30003", resends: 2, tries: 2 });
    expect((await at.carrier.summary()).duplicatedRefs).toEqual([]);
    expect(await at.handedOver()).toHaveLength(3);
  });

  test("and answers the second time has got one text", async () => {
    const [person] = await at.planned(1, { expiresAt: tomorrow });
    await failsWith(30003, 1);
    await deliver();
    clock.advance(10 * MINUTE);
    await deliver();
    expect(await row()).toMatchObject({ state: "delivered", reason: null });
    const shown = (await at.carrier.textsOn(person?.phone ?? "")).filter(({ direction }) => direction === "in");
    expect(shown).toHaveLength(1);
    expect(await db.everyShop.recipientCap.findMany()).toMatchObject([{ marketingAt: [clock.now()] }]);
  });

  test("is not tried again after the text's deadline", async () => {
    await at.planned(1, { expiresAt: new Date(TUESDAY_MORNING.getTime() + 9 * MINUTE) });
    await failsWith(30003);
    await deliver();
    expect(await row()).toMatchObject({ state: "failed", reason: "30003", resends: 0 });
  });

  test("is not tried again in quiet hours, nor after a STOP", async () => {
    const [sleeper, stopped] = await at.planned(2, { expiresAt: tomorrow });
    // 20:55 in New York, five minutes before the hours end.
    clock.set(new Date("2026-11-25T01:55:00Z"));
    await failsWith(30003);
    await deliver();
    expect(await at.states()).toEqual(["waiting", "waiting"]);
    await db.prisma.suppression.create({
      data: {
        ...{ shopId: at.lane.shopId, phoneHash: stopped?.phoneHash ?? "", reason: "opted-out", at: clock.now() },
      },
    });
    clock.advance(10 * MINUTE);
    await at.carrier.setFaults({ callbacks: { lose: 1 } });
    await deliver();
    const byPerson = new Map((await at.rows()).map((it) => [it.subscriberId, it]));
    expect(byPerson.get(stopped?.id ?? "")).toMatchObject({ state: "skipped", reason: "opted-out" });
    expect(byPerson.get(sleeper?.id ?? "")).toMatchObject({ state: "waiting", reason: "quiet-hours" });
    expect(await at.handedOver()).toHaveLength(2);
  });
});

describe("receipts of an earlier hand-over", () => {
  async function failedOnce() {
    await at.planned(1, { expiresAt: tomorrow });
    await failsWith(30003, 1);
    await deliver();
    const [first] = await at.handedOver();
    const told = (status: "sent" | "delivered" | "failed") => ({
      ...({ kind: "receipt", ref: first?.ref ?? "", providerId: first?.sid ?? "", status } as const),
      ...(status === "failed" ? { code: "30003", because: "unreachable" as const } : { code: null, because: null }),
    });
    const hear = (status: "sent" | "delivered" | "failed") =>
      db.transaction((tx) => applyReceipts(tx, at.ctx, [told(status)]));
    return { hear, told };
  }

  test("move nothing of the next one, whenever and however often they come", async () => {
    const { hear } = await failedOnce();
    for (const status of ["sent", "failed", "failed"] as const) await hear(status);
    expect(await row()).toMatchObject({ state: "waiting", resends: 1, tries: 1 });
    clock.advance(10 * MINUTE);
    await at.dispatchAll();
    await hear("failed");
    expect((await row())?.state).toBe("accepted");
    await at.carrier.idle();
    await at.hearReceipts();
    await hear("failed");
    expect((await row())?.state).toBe("delivered");
  });

  test("that say it was delivered after all keep it from being sent again", async () => {
    const { hear } = await failedOnce();
    await hear("delivered");
    expect(await row()).toMatchObject({ state: "delivered", reason: null });
    clock.advance(2 * HOUR);
    await deliver();
    expect(await at.handedOver()).toHaveLength(1);
  });

  test("in one batch with those of the next one are told apart", async () => {
    const { told } = await failedOnce();
    clock.advance(10 * MINUTE);
    await at.dispatchAll();
    await at.carrier.idle();
    const second = (await at.handedOver()).find(({ ref }) => ref?.endsWith(".1"));
    const delivered = { ...told("delivered"), ref: second?.ref ?? "", providerId: second?.sid ?? "" };
    await db.transaction((tx) => applyReceipts(tx, at.ctx, [delivered, told("failed")]));
    expect(await row()).toMatchObject({ state: "delivered", providerId: second?.sid });
  });
});

describe("carriers' limits", () => {
  test("of the day hold a text until midnight Pacific time", async () => {
    await at.planned(1, { expiresAt: new Date(TUESDAY_MORNING.getTime() + 48 * HOUR) });
    await failsWith(30023, 1);
    await deliver();
    expect(await row()).toMatchObject({
      ...{ state: "waiting", reason: "carrier-day-used-up", dueAt: new Date("2026-11-25T08:00:00Z"), tries: 0 },
    });
    clock.set(new Date("2026-11-25T08:00:00Z"));
    await deliver();
    // 3:00 in New York: the gates have the last word.
    expect(await row()).toMatchObject({ state: "waiting", reason: "quiet-hours" });
  });

  test("on the day on which the clocks change midnight is still midnight there", async () => {
    const { nextTry } = await import("./next-try.ts");
    const failure = { because: "day-used-up", waitMs: null } as const;
    expect(nextTry(failure, 0, new Date("2026-11-01T07:30:00Z"))?.at).toEqual(new Date("2026-11-02T08:00:00Z"));
    expect(nextTry(failure, 0, new Date("2026-11-01T06:30:00Z"))?.at).toEqual(new Date("2026-11-01T07:00:00Z"));
    expect(nextTry(failure, 5, new Date("2026-03-08T09:30:00Z"))?.at).toEqual(new Date("2026-03-09T07:00:00Z"));
  });
});

test("a sender that carriers do not know is stopped by the first receipt, and the rest waits for it", async () => {
  await at.planned(1, { expiresAt: tomorrow });
  await failsWith(30034);
  await deliver();
  await at.planned(2, { expiresAt: tomorrow });
  await deliver();
  const sender = await db.everyShop.sender.findFirstOrThrow();
  expect(sender).toMatchObject({ state: "stopped", stoppedReason: expect.stringMatching(/isn’t registered for US/) });
  expect((await at.rows()).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
    ...Array(3).fill("waiting sender-stopped"),
  ]);
  expect(await at.handedOver()).toHaveLength(1);
  await db.everyShop.sender.updateMany({ data: { state: "active", stoppedReason: null } });
  await at.carrier.setFaults({ callbacks: { lose: 1 } });
  clock.advance(6 * MINUTE);
  await deliver();
  expect(await at.handedOver()).toHaveLength(4);
});
