import { expect, test } from "vitest";
import { applyReceipts } from "#domain/messages/receipts";
import { recordHandOff } from "#domain/messages/record";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import { TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLaneAtWork } from "../../test/factories/lane.ts";

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
