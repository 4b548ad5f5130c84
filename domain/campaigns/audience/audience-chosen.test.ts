import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { scheduleCampaign } from "#domain/campaigns/drafts/schedule";
import { advanceCampaign } from "#domain/campaigns/sending/advance";
import { createList, deleteList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { saveSegment } from "#domain/segments/save";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { manySubscribers } from "../../../test/factories/many-subscribers.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { anyRules } from "../../../test/segments/any-rules.ts";
import { belongs } from "../../../test/segments/naive.ts";
import { putDown, putDownCampaigns } from "../../../test/segments/put-down.ts";
import { smallPerson } from "../../../test/segments/small-world.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { type Chosen, findChosenPeople } from "./audience-chosen.ts";
import { readAudiencePage } from "./audience-page.ts";
import { estimateCampaign } from "./estimate.ts";

const ctx = aContext();
const { db, clock } = ctx;
const now = TUESDAY_MORNING;
const FLORIDA = { type: "place", places: ["US-FL"] };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(now);
});

/** Everyone on the pages of an audience, in their order. */
async function readAll(shopId: string, people: Chosen, scanAudience: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: number | null = null, isLast = false; !isLast; ) {
    const page = await readAudiencePage(ctx, shopId, people, { after, byClock: true, scanAudience });
    for (const chunk of page.chunks) ids.push(...chunk.ids.slice(1, -1).split(","));
    ({ reached: after, isLast } = page);
  }
  return ids;
}

test("a segment's audience are its subscribed people, each once, read at once or page by page", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(smallPerson(now), { minLength: 5, maxLength: 20 }),
      fc.array(anyRules, { minLength: 8, maxLength: 8 }),
      async (people, segments) => {
        const zone = "America/New_York";
        const { id: shopId } = await aShop(db, { timeZone: zone });
        await putDownCampaigns(db, shopId, now);
        const ids = await putDown(db, shopId, people, now);
        for (const [index, rules] of segments.entries()) {
          const { id } = await saveSegment(ctx, shopId, { name: `Segment ${index}`, rules });
          const chosen = await findChosenPeople(db, shopId, { kind: "segment", segmentId: id, name: "" }, now);
          if (!chosen) throw new Error("The segment is gone.");
          const expected = ids.filter((_, at) => {
            const person = people[at];
            return person?.marketing === "subscribed" && !person.isErased && belongs(person, rules, { now, zone });
          });
          for (const found of [
            await readAll(shopId, chosen, 50_000),
            await readAll(shopId, { ...chosen, expected: 1_000_000 }, 3),
          ]) {
            expect(found).toHaveLength(expected.length);
            expect(new Set(found), JSON.stringify(rules)).toEqual(new Set(expected));
          }
        }
      },
    ),
    { numRuns: 15 },
  );
});

describe("a campaign", () => {
  async function aCampaignTo(kind: "segment" | "list") {
    const { id: shopId } = await aShop(db);
    await aSender(db, { shopId });
    const [ada] = await Promise.all([aSubscriber(db, { shopId, region: "FL" }), aSubscriber(db, { shopId })]);
    const asked = { name: "Florida", rules: FLORIDA };
    const id =
      kind === "segment" ? (await saveSegment(ctx, shopId, asked)).id : await createList(ctx, shopId, "Florida");
    if (kind === "list") await addToList(db, ctx, { shopId, listId: id, subscriberIds: [ada.id] });
    const audience =
      kind === "segment" ? { kind, segmentId: id, name: "Florida" } : { kind, listId: id, name: "Florida" };
    const campaign = await aCampaign(db, { shopId, audience, body: "Hello", linkUrl: null, state: "draft" });
    return { shopId, campaign, ada, audience, id };
  }

  test("to a segment goes to who is in it when it is sent, not when it was scheduled", async () => {
    const { shopId, campaign, ada } = await aCampaignTo("segment");
    await scheduleCampaign(ctx, shopId, campaign.id, "now");
    const late = await aSubscriber(db, { shopId, region: "FL" });
    await advanceCampaign(ctx, shopId, campaign.id);
    const chunks = await db.everyShop.campaignChunk.findMany();
    expect(new Set(chunks.flatMap((it) => it.subscriberIds))).toEqual(new Set([ada.id, late.id]));
    expect(await db.everyShop.campaign.findFirst()).toMatchObject({ state: "sending", audienceCount: 2 });
  });

  test("to a list goes to who is on it and subscribed", async () => {
    const { shopId, campaign, ada, audience } = await aCampaignTo("list");
    const estimated = { name: "Sale", body: "Hello", linkUrl: null, senderId: null };
    expect(await estimateCampaign(ctx, shopId, { ...estimated, audience: audience as never })).toMatchObject({
      audience: 1,
    });
    await scheduleCampaign(ctx, shopId, campaign.id, "now");
    await advanceCampaign(ctx, shopId, campaign.id);
    expect((await db.everyShop.campaignChunk.findMany()).flatMap((it) => it.subscriberIds)).toEqual([ada.id]);
  });

  test("to what was deleted is not scheduled, and what is scheduled keeps its list", async () => {
    const { shopId, campaign, id } = await aCampaignTo("list");
    await scheduleCampaign(ctx, shopId, campaign.id, new Date(now.getTime() + 3_600_000));
    await expect(deleteList(ctx, shopId, id)).rejects.toMatchObject({ code: "list-in-use" });
    await db.everyShop.campaign.updateMany({ data: { state: "draft" } });
    await deleteList(ctx, shopId, id);
    await expect(scheduleCampaign(ctx, shopId, campaign.id, "now")).rejects.toMatchObject({
      ...{ code: "campaign-audience-gone", field: "audience" },
    });
  });

  test("by each one's own clock starts with the first zone of the segment alone", async () => {
    const { shopId, campaign } = await aCampaignTo("segment");
    await manySubscribers(db, shopId, 1);
    const west = { region: "FL", timeZone: "America/Los_Angeles", ruleSignature: "US-FL@America/Los_Angeles" };
    await db.everyShop.subscriber.updateMany({ where: { region: "FL" }, data: west });
    await scheduleCampaign(ctx, shopId, campaign.id, { localTime: "2026-11-27T10:00" });
    expect((await db.everyShop.campaign.findFirst())?.scheduledAt).toEqual(new Date("2026-11-27T18:00:00Z"));
  });
});
