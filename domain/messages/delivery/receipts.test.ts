import { describe, expect, test } from "vitest";
import { readSliceSetting } from "#domain/messages/claim/slice-setting";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { applyReceipts } from "./receipts.ts";
import { recordHandOff } from "./record.ts";

const at = aLaneAtWork();

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

describe("how long the carrier keeps a sender's texts", () => {
  const known = async (minutesLater = 0) => {
    const later = new Date(at.ctx.clock.now().getTime() + minutesLater * 60_000);
    return (await readSliceSetting(at.ctx.db, at.ctx.providers, at.lane.shopId, at.lane.senderId, later))?.queueSeconds;
  };

  /** One text handed over for each of these, so many seconds ago; the receipts of all come together. */
  async function hear(secondsAgo: number[], heardAt?: Date): Promise<void> {
    const refs: string[] = [];
    for (const ago of secondsAgo) {
      await at.planned(1);
      await at.dispatchAll();
      const id = (await at.rows()).at(-1)?.id ?? "";
      await at.ageText(id, ago);
      refs.push(formatRef({ shopId: at.lane.shopId, month: "2026-11-01", id }));
    }
    const told = { kind: "receipt", providerId: "SM", status: "sent", code: null, because: null } as const;
    const receipts = refs.map((ref) => ({ ...told, ref }));
    await at.ctx.db.transaction((tx) => applyReceipts(tx, at.ctx, receipts, () => heardAt));
    at.ctx.clock.set(new Date(at.ctx.clock.now().getTime() + 10_000));
  }

  test("is what its newest receipts say, for a quarter of an hour", async () => {
    await hear([0]);
    expect(await known()).toBe(0);
    await hear([240]);
    expect(await known(14)).toBe(240);
    expect(await known(15)).toBe(0);
    await hear([420]);
    expect(await known()).toBe(420);
    await hear([3]);
    expect(await known()).toBe(0);
  });

  test("is the least of a batch, for a late receipt says nothing of the queue", async () => {
    await hear([540, 240, 300]);
    expect(await known()).toBe(240);
  });

  test("holds no time that receipts lay here, nor what no carrier would keep", async () => {
    await hear([640], new Date(at.ctx.clock.now().getTime() - 600_000));
    expect(await known()).toBe(40);
    await hear([11 * 3_600]);
    expect(await known()).toBe(40);
  });
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
