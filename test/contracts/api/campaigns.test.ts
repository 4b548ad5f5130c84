import { expect, test } from "vitest";
import { saveSegment } from "#domain/segments/save";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig();
const DAY_MS = 24 * 3_600_000;
const draft = { name: "Winter sale", body: "Our winter sale is on" };

test("a campaign is created, scheduled, read and canceled, each once", async () => {
  const { shopId, call } = await aCaller();
  await aSender(ctx.db, { shopId });
  await aSubscriber(ctx.db, { shopId });
  const request = { body: draft, idempotencyKey: "1" };
  const { body: made } = await call("createCampaign", request);
  expect((await call("createCampaign", request)).body).toEqual(made);
  const path = { campaignId: made.id };
  const at = new Date(ctx.clock.now().getTime() + DAY_MS).toISOString();
  expect(await call("scheduleCampaign", { path, body: { at } })).toMatchObject({
    body: { state: "scheduled", scheduledAt: at },
  });
  expect(await call("getCampaign", { path })).toMatchObject({
    body: { ...draft, state: "scheduled", results: { sent: 0 } },
  });
  expect(await call("cancelCampaign", { path, body: {} })).toMatchObject({ body: { state: "cancelled" } });
  expect(await ctx.db.prisma.campaign.count({ where: { shopId } })).toBe(1);
});

test("what a campaign lacks is told by its field, and nothing is scheduled", async () => {
  const { call } = await aCaller();
  const { body: made } = await call("createCampaign", { body: { ...draft, body: "See {{ link }}" } });
  const answer = await call("scheduleCampaign", { path: { campaignId: made.id }, body: { at: "now" } });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/linkUrl" }] } });
  expect((await call("getCampaign", { path: { campaignId: made.id } })).body.state).toBe("draft");
});

test("pages of campaigns hold each once, also when one is added between them", async () => {
  const { call } = await aCaller();
  const add = async () => (await call("createCampaign", { body: draft })).body.id as string;
  const ids = [await add(), await add(), await add()].toReversed();
  const first = await call("listCampaigns", { query: { limit: "2" } });
  ctx.clock.advance(1_000);
  await add();
  const second = await call("listCampaigns", { query: { limit: "2", cursor: first.body.nextCursor } });
  const listed = [...first.body.campaigns, ...second.body.campaigns].map(({ id }: { id: string }) => id);
  expect(listed).toEqual(ids);
  expect(second.body.nextCursor).toBeNull();
  for (const cursor of ["x", "", "a".repeat(300)])
    expect((await call("listCampaigns", { query: { cursor } })).status).toBe(422);
});

test("another store's campaigns and segments are not found", async () => {
  const [mine, other] = [await aCaller(), await aCaller()];
  const { body: theirs } = await other.call("createCampaign", { body: draft });
  const path = { campaignId: theirs.id };
  expect((await mine.call("getCampaign", { path })).status).toBe(404);
  expect((await mine.call("scheduleCampaign", { path, body: { at: "now" } })).status).toBe(404);
  expect((await mine.call("cancelCampaign", { path, body: {} })).status).toBe(404);
  const rules = { type: "tags", match: "any", tags: ["vip"] };
  const { id: segmentId } = await saveSegment(ctx, other.shopId, { name: "VIPs", rules });
  expect(await other.call("getSegment", { path: { segmentId } })).toMatchObject({ body: { name: "VIPs" } });
  expect((await mine.call("getSegment", { path: { segmentId } })).status).toBe(404);
  expect((await mine.call("countSegment", { path: { segmentId }, body: {} })).status).toBe(404);
  const audience = { kind: "segment", segmentId };
  expect((await mine.call("createCampaign", { body: { ...draft, audience } })).status).toBe(422);
});
