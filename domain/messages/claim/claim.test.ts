import { expect, onTestFinished, test, vi } from "vitest";
import { monthOf } from "#domain/messages/month";
import { planTexts } from "#domain/messages/plan";
import { setProperties } from "#domain/subscribers/properties/set";
import { newId } from "#platform/ids";
import { registry } from "#platform/telemetry/metrics/record";
import { TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLaneAtWork, sources } from "../../../test/factories/lane.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { claimSlice } from "./claim.ts";
import { releaseCaps } from "./release-caps.ts";

const at = aLaneAtWork();

/** A campaign that hands out these people, in one batch each time it is asked. */
function campaignFor(batches: string[][]) {
  const sourceId = newId();
  const left = [...batches];
  const nextBatch = async () => {
    const subscriberIds = left.shift();
    const wording = { template: "Hi {{ link }}", variables: {}, linkUrl: "https://shop.test/sale" };
    const expiresAt = new Date(TUESDAY_MORNING.getTime() + 3_600_000);
    return subscriberIds ? { sourceId, month: monthOf(TUESDAY_MORNING), expiresAt, subscriberIds, wording } : null;
  };
  return { ...sources, campaign: { ...sources.campaign, nextBatch } };
}

const somePeople = async (count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await aSubscriber(at.ctx.db, { shopId: at.lane.shopId })).id));
const lane = () => ({ ...at.lane, class: "campaign" as const });

test("someone who has a text of this campaign already is passed over, and the others of the slice are not", async () => {
  const [first, ...others] = await somePeople(4);
  if (!first) throw new Error("There is nobody.");
  // The whole slice is rolled back when it meets the first one's row, and its people are handed out again.
  const people = campaignFor([[first], [first, ...others], [first, ...others]]);
  expect((await claimSlice(at.ctx, people, lane(), 1))?.texts).toHaveLength(1);

  const claim = await claimSlice(at.ctx, people, lane(), 4);
  expect(claim?.texts.map(({ candidate }) => candidate.subscriberId).sort()).toEqual([...others].sort());
  const rows = await at.rows();
  expect(rows).toHaveLength(4);
  expect(rows.every((row) => row.state === "sending" && row.linkCode !== null)).toBe(true);
  expect((await at.ctx.db.everyShop.shortLink.findMany()).map(({ code }) => code).sort()).toEqual(
    rows.map((row) => row.linkCode).sort(),
  );
  for (const cap of await at.ctx.db.everyShop.recipientCap.findMany()) expect(cap.marketingAt).toHaveLength(1);
});

test("a metric that throws after the commit doesn't keep the claimed texts from their hand-over", async () => {
  const [person] = await somePeople(1);
  if (!person) throw new Error("There is nobody.");
  const outsider = await aSubscriber(at.ctx.db, { shopId: at.lane.shopId, marketing: "unsubscribed" });
  const metric = registry.getSingleMetric("cartbell_texts_total") as { inc(): void };
  const inc = vi.spyOn(metric, "inc").mockImplementation(() => {
    throw new Error("a defect in a metric");
  });
  vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => void vi.restoreAllMocks());
  const claim = await claimSlice(at.ctx, campaignFor([[person, outsider.id]]), lane(), 2);
  expect(inc).toHaveBeenCalledOnce();
  expect(claim?.texts.map(({ candidate }) => candidate.subscriberId)).toEqual([person]);
});

test("a text counts against the cap although another one's release moves the row of caps meanwhile", async () => {
  const [person] = await somePeople(1);
  if (!person) throw new Error("There is nobody.");
  const { shopId } = at.lane;
  const [old, released, now] = [-40 * 86_400_000, -60_000, 0].map((ms) => new Date(TUESDAY_MORNING.getTime() + ms));
  if (!old || !released || !now) throw new Error("There is no time.");
  await at.ctx.db.prisma.recipientCap.create({
    data: { shopId, subscriberId: person, marketingAt: [old, released] },
  });
  const people = campaignFor([[person]]);
  const { db } = at.ctx;
  const releasing = {
    ...at.ctx,
    db: {
      ...db,
      transaction: (<T>(work: (tx: typeof db) => Promise<T>) =>
        db.transaction(async (tx) => {
          const run: typeof db.run = async (what, values) => {
            // As late as can be: the row was read, and is about to be written where it lay.
            if (what.name === "reserve-known-caps")
              await db.transaction((other) => releaseCaps(other, shopId, [{ subscriberId: person, at: released }]));
            return tx.run(what, values);
          };
          return work({ ...db, run });
        })) as typeof db.transaction,
    },
  };
  expect((await claimSlice(releasing, people, lane(), 1))?.texts).toHaveLength(1);
  const [cap] = await db.everyShop.recipientCap.findMany();
  expect(cap?.marketingAt).toEqual([now]);
});

test("a campaign's text names the recipient's own property", async () => {
  const { shopId } = at.lane;
  const [red, none] = await somePeople(2);
  if (!red || !none) throw new Error("There is nobody.");
  const color = { shopId, subscriberId: red, name: "color", type: "text", value: "red" } as const;
  await at.ctx.db.transaction((tx) => setProperties(tx, at.ctx, [color]));
  const { nextBatch } = campaignFor([[red, none]]).campaign;
  const wording = { template: "Your {{ customer.properties.color }} mug", variables: {}, linkUrl: null };
  const naming = async () => {
    const batch = await nextBatch();
    return batch && { ...batch, wording };
  };
  await claimSlice(at.ctx, { ...sources, campaign: { ...sources.campaign, nextBatch: naming } }, lane(), 2);
  const said = new Map((await at.rows()).map(({ subscriberId, body }) => [subscriberId, body?.split("\n")[0]]));
  expect([said.get(red), said.get(none)]).toEqual(["Your red mug", "Your mug"]);
});

test.each(["marketing", "transactional"])("a premium-rate number that is stored gets no %s text", async (purpose) => {
  const { shopId } = at.lane;
  const person = await aSubscriber(at.ctx.db, { shopId, phone: "+19005550123" });
  const text = at.text(person.id);
  await at.ctx.db.transaction((tx) => planTexts(tx, at.ctx, [text]));
  await at.ctx.db.everyShop.message.updateMany({ data: { purpose } });
  await at.dispatchAll();
  expect(await at.rows()).toMatchObject([{ state: "skipped", reason: "not-textable" }]);
  expect(await at.handedOver()).toEqual([]);
});
