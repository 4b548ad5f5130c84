import { beforeEach, describe, expect, test } from "vitest";
import { recoverClaims } from "#domain/messages/claim/recover-claims";
import { explainText } from "#domain/messages/explain/explain";
import { SENDER_PHONE } from "../../../test/factories/carrier.ts";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { askForMissingReceipts } from "./missing-receipts.ts";
import type { Provider } from "./provider.ts";
import { applyReceipts } from "./receipts.ts";

const at = aLaneAtWork();
const { everyShop: prisma } = at.ctx.db;
const HOUR = 3_600_000;
const LATE = { expiresAt: new Date(TUESDAY_MORNING.getTime() + 12 * HOUR) };
const NO_RECEIPTS = { lose: 1 };

beforeEach(() => at.carrier.setFaults({ callbacks: NO_RECEIPTS }));

/** Texts that the carrier took and reports nothing of. */
async function handedOver(count: number, faults: Record<string, unknown> = {}): Promise<void> {
  await at.carrier.setFaults({ callbacks: NO_RECEIPTS, ...faults });
  await at.planned(count, LATE);
  await at.dispatchAll();
  await at.carrier.idle();
}
const laterBy = (ms: number) => at.ctx.clock.set(new Date(at.ctx.clock.now().getTime() + ms));
const checks = () => prisma.receiptCheck.findMany({ orderBy: { dueAt: "asc" } });
/** A provider that answers look-ups by id so, and counts them. */
function answering(answer: Awaited<ReturnType<Provider["lookUpById"]>>) {
  const asked: string[] = [];
  const provider: Provider = {
    ...at.carrier.provider,
    lookUpById: async (id) => {
      asked.push(id);
      return answer.kind === "found" ? { ...answer, providerId: id } : answer;
    },
  };
  return { asked, provider };
}
async function run(provider: Provider, perSecond = 1_000) {
  const spec = { key: "receipt-look-ups:twilio", perSecond, burst: perSecond * 2 };
  await at.bucket.adjust(spec, -1_000_000);
  return askForMissingReceipts({ ...at.ctx, providers: { twilio: provider }, bucket: at.bucket, perSecond });
}

test("a text whose receipts were lost is delivered, as the carrier's record says, an hour after its hand-over", async () => {
  await handedOver(3);
  expect(await at.states()).toEqual(["accepted", "accepted", "accepted"]);
  laterBy(HOUR - 1_000);
  expect(await at.askForReceipts()).toBe(0);
  laterBy(1_000);
  expect(await at.askForReceipts()).toBe(3);
  expect(await at.states()).toEqual(["delivered", "delivered", "delivered"]);
  expect(await checks()).toEqual([]);
});

test("a text with its final receipt is not asked about, and its check ends", async () => {
  await handedOver(2);
  await at.hearReceipts();
  laterBy(HOUR);
  expect(await at.askForReceipts()).toBe(0);
  expect(await checks()).toEqual([]);
});

test("a failure found so has the consequences of its receipt: code, suppression, and no second question", async () => {
  await handedOver(1, { fail: [{ code: 21610 }] });
  laterBy(HOUR);
  await at.askForReceipts();
  expect(await at.rows()).toMatchObject([{ state: "failed", reason: "21610" }]);
  expect(await prisma.suppression.findMany()).toMatchObject([{ reason: "opted-out-at-provider" }]);
  laterBy(10 * 24 * HOUR);
  expect(await at.askForReceipts()).toBe(0);
});

test("a failure that may pass sends the text once more, under its next name", async () => {
  await handedOver(1, { fail: [{ code: 30003, times: 1 }] });
  laterBy(HOUR);
  await at.askForReceipts();
  expect(await at.rows()).toMatchObject([{ state: "waiting", resends: 1, providerId: null }]);
  laterBy(HOUR);
  await at.dispatchAll();
  await at.carrier.idle();
  expect((await at.handedOver()).map(({ ref }) => ref?.split(".").length)).toEqual([3, 4]);
  laterBy(HOUR);
  await at.askForReceipts();
  expect(await at.states()).toEqual(["delivered"]);
});

test("a text that the carrier has no end of is asked about after 1, 2, 4 … 128 hours, and then ends without a receipt", async () => {
  await handedOver(1);
  const { asked, provider } = answering({ kind: "found", providerId: "", receipt: "sent", code: null });
  const hours: number[] = [];
  for (let hour = 1; hour <= 200; hour += 1) {
    laterBy(HOUR);
    const before = asked.length;
    await run(provider);
    if (asked.length > before) hours.push(hour);
  }
  expect(hours).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
  const [text] = await at.rows();
  expect(text).toMatchObject({ state: "sent", reason: "no-receipt" });
  expect(explainText({ ...text, why: null } as never, String)).toBe(
    "Sent, no receipt. The carrier accepted it but never confirmed delivery. This is final.",
  );
  expect(await checks()).toEqual([]);
});

test("a receipt that comes after all ends a text that had been given up", async () => {
  await handedOver(1);
  laterBy(HOUR);
  await run(answering({ kind: "absent" }).provider);
  expect(await at.rows()).toMatchObject([{ state: "accepted", reason: "no-receipt" }]);
  await at.hearReceipts();
  expect(await at.rows()).toMatchObject([{ state: "delivered", reason: null }]);
});

test("a receipt that arrives during the question changes nothing twice", async () => {
  await handedOver(1, { fail: [{ code: 30005 }] });
  laterBy(HOUR);
  const provider: Provider = {
    ...at.carrier.provider,
    lookUpById: async (id, about) => {
      const answer = await at.carrier.provider.lookUpById(id, about);
      await at.hearReceipts();
      return answer;
    },
  };
  await run(provider);
  expect(await at.rows()).toMatchObject([{ state: "failed", reason: "30005" }]);
  expect(await prisma.numberFailure.count()).toBe(1);
});

test("two processes at once ask about each text once", async () => {
  await handedOver(40);
  laterBy(HOUR);
  const { asked, provider } = answering({ kind: "found", providerId: "", receipt: "delivered", code: null });
  await Promise.all([run(provider), run(provider)]);
  await run(provider);
  expect(asked).toHaveLength(40);
  expect(new Set(asked).size).toBe(40);
  expect(new Set(await at.states())).toEqual(new Set(["delivered"]));
});

test("a text that a dead worker left is checked too, once the look-up has found it", async () => {
  await at.carrier.setFaults({ callbacks: NO_RECEIPTS, resetAfter: 1, answerDelayMs: [0, 0] });
  await at.planned(1, LATE);
  const claim = await at.claimed();
  const [decision] = claim.texts;
  if (!decision) throw new Error("nothing was claimed");
  await at.carrier.provider.send(
    {
      ref: `${at.lane.shopId}.2026-11-01.${decision.candidate.id}`,
      ...{ from: SENDER_PHONE, to: decision.phone ?? "", body: decision.body ?? "", validitySeconds: 600 },
      receiptUrl: `https://app.test/r?ref=${at.lane.shopId}.2026-11-01.${decision.candidate.id}`,
    },
    new Date(Date.now() + 5_000),
  );
  await at.abandonClaims();
  expect(await recoverClaims(at.ctx)).toBe(1);
  await prisma.message.updateMany({
    data: { state: "accepted", askAt: null, providerId: (await at.handedOver())[0]?.sid ?? null },
  });
  laterBy(HOUR);
  await at.carrier.idle();
  await at.askForReceipts();
  expect(await at.states()).toEqual(["delivered"]);
});

describe("a provider that does not answer", () => {
  test.each([
    ["says 429", { tooManyReads: 1, retryAfterSeconds: 30 }],
    ["is away", { outage: "reset" }],
    ["answers 503", { outage: "unavailable" }],
  ])("is left alone when it %s, and the texts keep their turn", async (_what, faults) => {
    await handedOver(30);
    laterBy(HOUR);
    await at.carrier.setFaults({ callbacks: NO_RECEIPTS, ...faults });
    expect(await at.askForReceipts()).toBe(0);
    // Twenty-six were not asked at all: after the first four without an answer no more are.
    expect(await checks()).toMatchObject([{ asked: 0, messageIds: { length: 30 } }]);
    const spec = { key: "receipt-look-ups:twilio", perSecond: 1_000, burst: 2_000 };
    expect((await at.bucket.take(spec, { want: 1 })).granted).toBe(0);
    await at.bucket.adjust(spec, -200_000);
    await at.carrier.setFaults({});
    laterBy(5 * 60_000);
    expect(await at.askForReceipts()).toBe(30);
    expect(new Set(await at.states())).toEqual(new Set(["delivered"]));
  });

  test("is not asked for ever: a month later the texts end without a receipt", async () => {
    await handedOver(1);
    const { provider } = answering({ kind: "cannot-tell", detail: "away", retryAfterMs: 60_000 });
    laterBy(29 * 24 * HOUR);
    await run(provider);
    expect(await at.rows()).toMatchObject([{ state: "accepted", reason: null }]);
    laterBy(2 * 24 * HOUR);
    await run(provider);
    expect(await at.rows()).toMatchObject([{ state: "accepted", reason: "no-receipt" }]);
    expect(await checks()).toEqual([]);
  });

  test("about one text alone holds up no other", async () => {
    await handedOver(3);
    const [strange] = await at.handedOver();
    laterBy(HOUR);
    const provider: Provider = {
      ...at.carrier.provider,
      lookUpById: async (id, about) =>
        id === strange?.sid
          ? { kind: "cannot-tell", detail: "400", retryAfterMs: null }
          : at.carrier.provider.lookUpById(id, about),
    };
    await run(provider);
    expect((await at.states()).toSorted()).toEqual(["accepted", "delivered", "delivered"]);
    expect(await checks()).toMatchObject([{ asked: 1, messageIds: { length: 1 } }]);
  });
});

test("no more is asked than the rate allows, and what is left keeps its place", async () => {
  await handedOver(30);
  laterBy(HOUR);
  const { asked, provider } = answering({ kind: "found", providerId: "", receipt: "delivered", code: null });
  const { isMoreDue } = await run(provider, 2);
  expect(isMoreDue).toBe(false);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThan(30);
  expect(await checks()).toMatchObject([{ asked: 0, messageIds: { length: 30 - asked.length } }]);
});

test("after Redis was emptied nothing is asked in a burst, and nothing is forgotten", async () => {
  await handedOver(30);
  laterBy(HOUR);
  const { asked, provider } = answering({ kind: "found", providerId: "", receipt: "delivered", code: null });
  // A bucket that Redis does not know starts empty.
  const providers = { twilio: { ...provider, name: "emptied" } };
  await askForMissingReceipts({ ...at.ctx, providers, bucket: at.bucket, perSecond: 1 });
  expect(asked).toEqual([]);
  expect(await checks()).toMatchObject([{ asked: 0, messageIds: { length: 30 } }]);
});

test("a look-up says nothing of the carrier's queue", async () => {
  await handedOver(1);
  laterBy(HOUR);
  await at.ageText((await at.rows())[0]?.id ?? "", 3_600);
  await at.ctx.db.run({
    name: "age-check",
    text: "UPDATE receipt_checks c SET claimed_at = m.claimed_at FROM messages m WHERE m.id = c.id",
  });
  await at.askForReceipts();
  expect(await at.states()).toEqual(["delivered"]);
  expect(await prisma.sender.findFirstOrThrow()).toMatchObject({ queueSeconds: 0, queueSeenAt: null });
});

test("an erased person's text is not asked about", async () => {
  await handedOver(1);
  await prisma.message.updateMany({ data: { phone: null, body: null } });
  laterBy(HOUR);
  expect(await at.askForReceipts()).toBe(0);
  expect(await checks()).toEqual([]);
});

test("a text whose id may be its twin's is not asked about by that id", async () => {
  await handedOver(2);
  const [first] = await at.rows();
  await prisma.message.updateMany({
    data: { asked: 1, subscriberId: first?.subscriberId ?? "", body: "the same words" },
    where: { shopId: at.lane.shopId },
  });
  laterBy(HOUR);
  expect(await at.askForReceipts()).toBe(0);
  expect(await at.states()).toEqual(["accepted", "accepted"]);
});

test("a check applies nothing to a text that was claimed again since", async () => {
  await handedOver(1);
  const [text] = await at.rows();
  const ref = `${at.lane.shopId}.2026-11-01.${text?.id}`;
  const failed = { kind: "receipt", ref, providerId: "SM1", status: "failed", code: "30003" } as const;
  await at.ctx.db.transaction((tx) =>
    applyReceipts(tx, at.ctx, [{ ...failed, because: "unreachable", words: "", waitMs: null }]),
  );
  expect(await at.states()).toEqual(["waiting"]);
  laterBy(HOUR);
  expect(await at.askForReceipts()).toBe(0);
  expect(await at.states()).toEqual(["waiting"]);
});
