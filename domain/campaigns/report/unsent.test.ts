import { beforeEach, describe, expect, test } from "vitest";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import { cancelCampaign } from "#domain/campaigns/control/cancel";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import type { FailureCause } from "#domain/messages/failures/cause";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";
import { aStartedCampaign, takeAll } from "../../../test/factories/campaigns/started-campaign.ts";
import { type CampaignIds, campaignSteps } from "../../../test/factories/campaigns/steered-campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { findCampaign } from "./find.ts";
import { draftToUnsent, unsentOf } from "./unsent.ts";

const ctx = aContext();
const { db, clock } = ctx;
const { take, advance, stateOf } = campaignSteps(ctx);

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

const insert = statement(
  "a-text-with-outcome",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, reason, failure_cause, due_at, expires_at, created_at)
   VALUES ($1, '2026-11-01', $2, 'campaign', 'marketing', 'campaign', $3, $4, $5, $6, $7, $9, $8, $8, $8)`,
);

async function aText(
  { shopId, id, senderId }: CampaignIds,
  subscriberId: string,
  state: string,
  reason: string | null,
  cause: FailureCause | null = null,
) {
  await db.run(insert, [shopId, newId(), id, subscriberId, senderId, state, reason, clock.now(), cause]);
}

/** [state, reason, whether "send to the unsent" comes to them]. */
const outcomes = [
  ["delivered", null, false],
  ["accepted", null, false],
  ["unknown", "outcome-unknown", false],
  ["failed", "30005", false],
  ["failed", "30007", false],
  ["failed", "30034", true], // the sending number was not registered: no fault of theirs
  ["skipped", "frequency-cap", true],
  ["skipped", "too-long", true],
  ["skipped", "source-ended", true],
  ["expired", "expired", true],
] as const;

async function aFinishedCampaign() {
  const { campaign, subscribers } = await aStartedCampaign(
    ctx,
    outcomes.map(() => ({})),
  );
  await takeAll(ctx, campaign);
  const ids = subscribers.map(({ id }) => id);
  for (const [i, [state, reason]] of outcomes.entries()) await aText(campaign, ids[i] ?? "", state, reason);
  await advance(campaign);
  expect(await stateOf(campaign)).toBe("finished");
  return { campaign, ids, unsent: ids.filter((_, i) => outcomes[i]?.[2]) };
}

/** Sends a new campaign to the unsent of this one; returns its ids and who it comes to. */
async function sendToRest(of: CampaignIds) {
  const id = await draftToUnsent(ctx, of.shopId, of.id);
  const rest = { shopId: of.shopId, id, senderId: of.senderId };
  await scheduleCampaign(ctx, of.shopId, id, "now");
  await advance(rest);
  return { rest, reached: await takeAll(ctx, rest) };
}

const people = (ids: (string | undefined)[]) => new Set(ids);

describe("send to the unsent", () => {
  test("comes to those who were skipped or expired, and never to those who got it or may have", async () => {
    const { campaign, unsent } = await aFinishedCampaign();
    expect(await unsentOf(db, campaign.shopId, campaign.id)).toEqual({
      people: 5,
      notSubscribed: 0,
      invalidNumber: 0,
      textedSince: 0,
      failed: 2,
      unknown: 1,
    });
    const { rest, reached } = await sendToRest(campaign);
    expect(people(reached)).toEqual(people(unsent));
    expect(await findCampaign(db, campaign.shopId, rest.id)).toMatchObject({
      name: "Winter sale (not reached)",
      body: campaign.body,
      audience: { kind: "unsent", campaignId: campaign.id, name: "Winter sale" },
    });
  });

  test("goes by the cause of a failure: a code alone says nothing, for each provider has codes of its own", async () => {
    const failures = [
      ["E-77", "sender-not-allowed", true],
      ["E-78", "region", true],
      ["30034", "content", false],
      ["21408", "other", false],
      ["21408", null, true], // written before causes were stored
      ["30003", null, false],
    ] as const;
    const { campaign, subscribers } = await aStartedCampaign(
      ctx,
      failures.map(() => ({})),
    );
    await takeAll(ctx, campaign);
    const ids = subscribers.map(({ id }) => id);
    for (const [i, [code, cause]] of failures.entries()) await aText(campaign, ids[i] ?? "", "failed", code, cause);
    await advance(campaign);
    const { reached } = await sendToRest(campaign);
    expect(people(reached)).toEqual(people(ids.filter((_, i) => failures[i]?.[2])));
  });

  test("leaves out who has unsubscribed since and whose number cannot be texted, and says how many", async () => {
    const { campaign, unsent } = await aFinishedCampaign();
    const [left, invalid, erased, ...others] = unsent;
    await db.everyShop.subscriber.updateMany({ where: { id: left ?? "" }, data: { marketing: "unsubscribed" } });
    await db.everyShop.subscriber.updateMany({ where: { id: invalid ?? "" }, data: { invalidAt: clock.now() } });
    await db.everyShop.subscriber.deleteMany({ where: { id: erased ?? "" } });
    expect(await unsentOf(db, campaign.shopId, campaign.id)).toMatchObject({
      people: 2,
      notSubscribed: 2,
      invalidNumber: 1,
    });
    expect(people((await sendToRest(campaign)).reached)).toEqual(people(others));
  });

  test("comes to people still in the chunks of a cancelled campaign, and to whom its texts waited for", async () => {
    const { campaign, subscribers } = await aStartedCampaign(ctx, [{}, {}, {}, {}]);
    const taken = [...((await take(campaign, 2))?.subscriberIds ?? [])];
    await aText(campaign, taken[0] ?? "", "delivered", null);
    await aText(campaign, taken[1] ?? "", "waiting", "frequency-cap");
    expect(await unsentOf(db, campaign.shopId, campaign.id)).toMatchObject({ people: 0 }); // it is under way
    await cancelCampaign(ctx, campaign.shopId, campaign.id);
    expect(await unsentOf(db, campaign.shopId, campaign.id)).toMatchObject({ people: 3 });
    await advance(campaign);
    const { reached } = await sendToRest(campaign);
    expect(people(reached)).toEqual(people(subscribers.map(({ id }) => id).filter((id) => id !== taken[0])));
  });

  test("done twice reaches no one twice, and what the second one left goes on from there", async () => {
    const { campaign, unsent } = await aFinishedCampaign();
    const { rest, reached } = await sendToRest(campaign);
    const [first, second] = reached;
    await aText(rest, first ?? "", "delivered", null);
    await aText(rest, second ?? "", "unknown", "outcome-unknown");
    for (const id of reached.slice(2)) await aText(rest, id, "expired", "expired");
    await advance(rest);
    expect(await unsentOf(db, campaign.shopId, campaign.id)).toMatchObject({ people: 3, textedSince: 2 });
    const remaining = people(unsent.filter((id) => id !== first && id !== second));
    expect(people((await sendToRest(rest)).reached)).toEqual(remaining);
  });

  test("is priced like any other audience", async () => {
    const { campaign } = await aFinishedCampaign();
    const estimate = await estimateCampaign(ctx, campaign.shopId, {
      ...campaign,
      audience: { kind: "unsent", campaignId: campaign.id, name: "Winter sale" },
    });
    expect(estimate).toMatchObject({ audience: 5, canLeaveNow: 5 });
  });

  test("is refused while the campaign is under way, and another shop's unsent are no one", async () => {
    const { campaign } = await aStartedCampaign(ctx, [{}]);
    await expect(draftToUnsent(ctx, campaign.shopId, campaign.id)).rejects.toMatchObject({
      code: "campaign-under-way",
    });
    const stranger = await aShop(db);
    await expect(draftToUnsent(ctx, stranger.id, campaign.id)).rejects.toMatchObject({ code: "campaign-not-found" });
    const { campaign: theirs } = await aFinishedCampaign();
    expect(await unsentOf(db, stranger.id, theirs.id)).toMatchObject({ people: 0, failed: 0, unknown: 0 });
  });
});
