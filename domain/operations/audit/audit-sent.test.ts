import { expect, test } from "vitest";
import type { HandedText } from "#domain/messages/delivery/hand-off";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import { recordHandOff } from "#domain/messages/delivery/record";
import { monthOf } from "#domain/messages/month";
import { formatRef } from "#domain/messages/ref";
import { readMetrics } from "#platform/telemetry/metrics/expose";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { auditSentTexts } from "./audit-sent.ts";

const HOUR = 3_600_000;
const at = aLaneAtWork();
const { everyShop: prisma } = at.ctx.db;

async function sendTexts(texts: number): Promise<void> {
  await at.planned(texts);
  const claim = await at.claimed();
  const handed = claim.texts.map(
    (decision, place): HandedText => ({ decision, outcome: { kind: "accepted", providerId: `SM${place}` } }),
  );
  await recordHandOff(at.ctx, claim, handed);
}

test("texts that went out within their hours, once each, are found to be right", async () => {
  await sendTexts(3);
  expect(await auditSentTexts(at.ctx)).toEqual({ audited: 3, outOfHours: 0, doubled: 0 });
});

test("a text that went out at night is found", async () => {
  await sendTexts(3);
  const [first] = await at.rows();
  // As if a process with a wrong clock had sent it: its person lives where it was night.
  await prisma.subscriber.updateMany({
    where: { id: first?.subscriberId ?? "" },
    data: { ruleSignature: "US-HI@Pacific/Honolulu" },
  });
  expect(await auditSentTexts(at.ctx)).toMatchObject({ audited: 3, outOfHours: 1 });
});

test("a second text of one source to one person is found", async () => {
  await sendTexts(2);
  const [first, second] = await at.rows();
  // The key that forbids it has the month in it: only another month gets past it.
  await at.ctx.db.run(
    {
      name: "text-twice",
      text: `UPDATE messages m SET month = m.month + interval '1 month', source_id = o.source_id, subscriber_id = o.subscriber_id
             FROM messages o WHERE m.id = $1 AND o.id = $2`,
    },
    [second?.id, first?.id],
  );
  expect(await auditSentTexts(at.ctx)).toMatchObject({ doubled: 1 });
});

test("texts of an hour ago are not looked at again", async () => {
  await sendTexts(2);
  at.ctx.clock.advance(HOUR);
  expect(await auditSentTexts(at.ctx)).toMatchObject({ audited: 0 });
});

test("two ids of the provider's for one text are found by their receipts", async () => {
  await sendTexts(1);
  const [text] = await at.rows();
  const ref = formatRef({
    shopId: at.lane.shopId,
    month: monthOf(text?.month ?? new Date()),
    id: text?.id ?? "",
    resend: 0,
  });
  const receipt = { ...{ kind: "receipt" as const, ref, status: "sent" as const }, code: null, because: null };
  const doubled = async () => /texts_doubled_total\{evidence="receipt"\} (\d+)/.exec(await readMetrics())?.[1] ?? "0";
  const before = Number(await doubled());
  await at.ctx.db.transaction((tx) => applyReceipts(tx, at.ctx, [{ ...receipt, providerId: "SM0" }]));
  expect(Number(await doubled())).toBe(before);
  await at.ctx.db.transaction((tx) => applyReceipts(tx, at.ctx, [{ ...receipt, providerId: "SM-another" }]));
  expect(Number(await doubled())).toBe(before + 1);
});
