import { beforeEach, expect, test } from "vitest";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import { openPipelines } from "#domain/dispatch/pipeline";
import { takeTurn } from "#domain/dispatch/turn";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { explainText } from "#domain/messages/explain/explain";
import { planTexts } from "#domain/messages/plan";
import { connectSender } from "#domain/senders/connect";
import { setSenderRate } from "#domain/senders/set-rate";
import { readTimeline } from "#domain/timeline/read";
import { twilioFacts } from "#providers/twilio/facts";
import { aLaneAtWork } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import type { OutgoingText, Provider } from "./provider.ts";

// A provider beside the first, with figures and codes of its own: nothing but its object knows them.

const NUMBER = "+18885550177";
const REFUSED = "+12125550144";
let sent: OutgoingText[] = [];

const smsly: Provider = {
  name: "smsly",
  prices: {
    effectiveFrom: "2026-01-01",
    source: "https://smsly.example/prices",
    perPartMicros: { US: 5_000 },
    elsewhereMicros: 9_000,
  },
  limits: {
    longestText: 60,
    longestValiditySeconds: 600,
    usualPartsPerSecond: { long_code: 2, toll_free: 7, short_code: 50 },
    mostPartsPerSecond: { long_code: 10, toll_free: 5_000, short_code: 5_000 },
  },
  retention: { callbackRetryMs: 0, recordDays: 90 },
  // The first provider's 30003 is a phone that was off, which is tried again.
  explain: (code) =>
    code === "30003"
      ? { code, because: "content", words: "Smsly sends no texts about this", waitMs: null }
      : { code, because: "other", words: "Not delivered", waitMs: null },
  async send(text) {
    sent.push(text);
    if (text.to === REFUSED) return { kind: "rejected", detail: "refused", ...smsly.explain("30003") };
    return { kind: "accepted", providerId: `smsly-${text.ref}` };
  },
  lookUp: async () => ({ kind: "absent" }),
  lookUpById: async () => ({ kind: "absent" }),
  latestEntryMs: null,
  readHistory: async () => true,
  fetchFile: async () => ({ kind: "gone" }),
  deleteFile: async () => true,
  isGenuine: () => true,
  parseReceipt: () => null,
  parseInbound: () => ({ kind: "inbound", providerId: "1", from: REFUSED, to: NUMBER, body: "" }),
  acknowledgement: { contentType: "text/plain", body: "" },
  listNumbers: async () => [{ phone: NUMBER, kind: "toll_free" }],
  connectNumber: async () => {},
  close: async () => {},
};

const at = aLaneAtWork();
const { ctx } = at;
ctx.providers = { ...ctx.providers, smsly };
const words = wordsOf(ctx.providers);

let senderId: string;
beforeEach(async () => {
  sent = [];
  await ctx.db.prisma.sender.updateMany({ where: { shopId: at.lane.shopId }, data: { state: "stopped" } });
  senderId = await connectSender(ctx, smsly, at.lane.shopId, NUMBER);
});

/** Plans a text from the second provider's number to each, and hands over what may leave. */
async function sendTo(...people: { id: string }[]): Promise<void> {
  const texts = people.map(({ id }) => ({ ...at.text(id), senderId }));
  await ctx.db.transaction((tx) => planTexts(tx, ctx, texts));
  await at.bucket.adjust({ key: senderId, perSecond: 1_000, burst: 1_000 }, -1_000);
  Object.assign(at.dispatch.pipelines, openPipelines(ctx, { smsly }));
  while ((await takeTurn(at.dispatch, at.lane)).kind === "again");
  await at.dispatch.pipelines.smsly?.idle();
}

const aPerson = (given: Parameters<typeof aSubscriber>[1] = {}) =>
  aSubscriber(ctx.db, { shopId: at.lane.shopId, firstName: "Ada", ...given });

test("its number begins at its usual rate and may be set to its highest, and no higher", async () => {
  const rate = async () =>
    (await ctx.db.prisma.sender.findFirstOrThrow({ where: { shopId: at.lane.shopId, id: senderId } })).partsPerSecond;
  expect(await rate()).toBe(7);
  await setSenderRate(ctx, at.lane.shopId, senderId, 5_000);
  expect(await rate()).toBe(5_000);
  await expect(setSenderRate(ctx, at.lane.shopId, senderId, 5_001)).rejects.toMatchObject({ field: "partsPerSecond" });
});

test("a text from it is priced, kept in its queue and cut off by its own figures", async () => {
  const [person, longNamed] = [await aPerson(), await aPerson({ firstName: "Bartholomew" })];
  await sendTo(person, longNamed);
  const rows = await at.rows();
  const rowOf = (id: string) => rows.find(({ subscriberId }) => subscriberId === id);
  expect(rowOf(person.id)).toMatchObject({ state: "accepted", provider: "smsly", parts: 1, priceMicros: 5_000n });
  expect(rowOf(longNamed.id)).toMatchObject({ state: "skipped", reason: "too-long" });
  expect(sent.map(({ from }) => from)).toEqual([NUMBER]);
  // Its own deadline is an hour away; what went by since the claim is taken off.
  expect(sent[0]?.validitySeconds).toBeLessThanOrEqual(600);
  expect(sent[0]?.validitySeconds).toBeGreaterThan(500);
});

test("an estimate has its prices", async () => {
  await aPerson();
  const campaign = { name: "Sale", body: "Sale!", linkUrl: null, audience: { kind: "all" as const }, senderId };
  const { costMicros } = await estimateCampaign(ctx, at.lane.shopId, campaign);
  expect(costMicros).toEqual({ least: 5_000, expected: 5_000, most: 5_000 });
});

test("its code has its own meaning and words, also where the first provider has the same code", async () => {
  const person = await aPerson({ phone: REFUSED });
  await sendTo(person);
  const [row] = await at.rows();
  expect(row).toMatchObject({ state: "failed", reason: "30003", failureCause: "content", provider: "smsly" });
  if (!row) return;
  const sentence = "Smsly sends no texts about this (error 30003).";
  expect(explainText({ ...row, why: null }, String, words)).toBe(sentence);
  expect(explainText({ ...row, why: null, provider: "twilio" }, String, words)).toBe(
    `${twilioFacts.explain("30003").words} (error 30003).`,
  );
  expect(explainText({ ...row, why: null, provider: "gone" }, String, words)).toBe(
    "The provider rejected it with error 30003.",
  );
  const about = { shopId: at.lane.shopId, subscriberId: person.id };
  const { entries } = await readTimeline(ctx.db, about, { formatTime: String, words });
  expect(entries.map((entry) => entry.sentence).join("\n")).toContain(sentence);
});
