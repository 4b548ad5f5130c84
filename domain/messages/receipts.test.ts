import { expect, test } from "vitest";
import { applyReceipts } from "#domain/messages/receipts";
import { recordHandOff } from "#domain/messages/record";
import { formatRef } from "#domain/messages/ref";
import { readSliceSetting } from "#domain/messages/slice-setting";
import { newId } from "#platform/ids";
import { TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLaneAtWork } from "../../test/factories/lane.ts";

const at = aLaneAtWork();
const minutesOn = (minutes: number) => new Date(TUESDAY_MORNING.getTime() + minutes * 60_000);

test("receipts move a text forward only, in whatever order and number they come", async () => {
  await at.planned(1);
  await at.dispatchAll();
  const [row] = await at.rows();
  const ref = formatRef({ shopId: at.lane.shopId, month: "2026-11-01", id: row?.id ?? "" });
  const told = (status: "sent" | "delivered" | "failed" | "accepted", code: string | null = null) =>
    at.ctx.db.transaction((tx) =>
      applyReceipts(tx, at.ctx, [
        { kind: "receipt", ref, providerId: row?.providerId ?? "", status, code, because: null },
      ]),
    );
  await told("delivered");
  await told("sent");
  await told("accepted");
  await told("failed", "30003");
  expect(await at.rows()).toMatchObject([{ state: "delivered", reason: null, deliveredAt: TUESDAY_MORNING }]);
  const strange = {
    kind: "receipt" as const,
    ref: `${newId()}.2026-11-01.${newId()}`,
    providerId: "SM",
    status: "sent" as const,
    code: null,
    because: null,
  };
  expect(await at.ctx.db.transaction((tx) => applyReceipts(tx, at.ctx, [strange]))).toEqual([strange]);
});

test("a sender knows by its newest receipts how long the carrier keeps its texts", async () => {
  const queueAt = async (minutes: number, handedMinutesAgo: number[]) => {
    const refs: string[] = [];
    for (const ago of handedMinutesAgo.toSorted((a, b) => b - a)) {
      at.ctx.clock.set(minutesOn(minutes - ago));
      await at.planned(1, { expiresAt: minutesOn(10_000) });
      await at.dispatchAll();
      const newest = (await at.rows()).at(-1);
      refs.push(formatRef({ shopId: at.lane.shopId, month: "2026-11-01", id: newest?.id ?? "" }));
    }
    at.ctx.clock.set(minutesOn(minutes));
    const told = { kind: "receipt", providerId: "SM", status: "sent", code: null, because: null } as const;
    await at.ctx.db.transaction((tx) =>
      applyReceipts(
        tx,
        at.ctx,
        refs.map((ref) => ({ ...told, ref })),
      ),
    );
    return knownAt(minutes);
  };
  const knownAt = async (minutes: number) => {
    const shop = await readSliceSetting(at.ctx.db, at.lane.shopId, at.lane.senderId, minutesOn(minutes));
    return shop?.queueSeconds;
  };
  expect(await queueAt(0, [0])).toBe(0);
  // The late receipt of an early text says nothing of the queue.
  expect(await queueAt(10, [9, 4])).toBe(240);
  expect(await knownAt(24)).toBe(240);
  expect(await knownAt(25)).toBe(0);
  expect(await queueAt(30, [7])).toBe(420);
  expect(await queueAt(31, [0])).toBe(0);
  // Nothing lives for eleven hours in a queue.
  expect(await queueAt(11 * 60, [11 * 60])).toBe(0);
});

test("a receipt that is faster than the answer is not overwritten by it", async () => {
  await at.planned(1);
  const claim = await at.claimed();
  const [decision] = claim.texts;
  const ref = formatRef({ shopId: at.lane.shopId, month: "2026-11-01", id: decision?.candidate.id ?? "" });
  await at.ctx.db.transaction((tx) =>
    applyReceipts(tx, at.ctx, [
      { kind: "receipt", ref, providerId: "SM1", status: "delivered", code: null, because: null },
    ]),
  );
  await recordHandOff(at.ctx, claim, decision ? [{ decision, outcome: { kind: "accepted", providerId: "SM1" } }] : []);
  expect(await at.states()).toEqual(["delivered"]);
});
