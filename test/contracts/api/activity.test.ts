import { expect, test } from "vitest";
import { operations } from "#app/api/operations";
import { readActivity } from "#domain/audit/read";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig();
const HOUR_MS = 3_600_000;
const entriesOf = async (shopId: string) => (await readActivity(ctx.db, shopId, { size: 50 })).entries;

test("a key that starts and cancels a campaign leaves an entry for each, by its name, and none when it is refused or repeated", async () => {
  const { shopId, keyId, call } = await aCaller();
  const body = { name: "Winter sale", body: "Our winter sale is on" };
  const made = await call("createCampaign", { body });
  const path = { campaignId: made.body.id };
  const at = new Date(ctx.clock.now().getTime() + 24 * HOUR_MS).toISOString();
  const lacking = await call("createCampaign", { body: { ...body, body: "See {{ link }}" } });
  const refused = { path: { campaignId: lacking.body.id }, body: { at } };
  expect((await call("scheduleCampaign", refused)).status).toBe(422);
  expect(await entriesOf(shopId)).toEqual([]);
  await aSender(ctx.db, { shopId });
  await aSubscriber(ctx.db, { shopId });
  const request = { path, body: { at }, idempotencyKey: "1" };
  for (let turn = 0; turn < 2; turn += 1) expect((await call("scheduleCampaign", request)).status).toBe(200);
  expect((await call("cancelCampaign", { path, body: {} })).status).toBe(200);
  const of = { by: "api-key", actorId: keyId, actorName: "Help center", subjectId: path.campaignId, isDone: true };
  expect(await entriesOf(shopId)).toMatchObject([
    { ...of, verb: "campaign.cancel" },
    { ...of, verb: "campaign.start" },
  ]);
});

test("what a key does to many people is one entry an hour, and names none of them", async () => {
  const [{ shopId, keyId, call }, other] = [await aCaller(), await aCaller()];
  const [one, two] = [await aSubscriber(ctx.db, { shopId }), await aSubscriber(ctx.db, { shopId })];
  for (const { id } of [one, two]) {
    expect((await call("getSubscriber", { path: { subscriberId: id } })).status).toBe(200);
    expect((await call("optOutSubscriber", { path: { subscriberId: id }, body: {} })).status).toBe(200);
  }
  expect((await call("exportSubscribers")).status).toBe(200);
  expect((await other.call("getSubscriber", { path: { subscriberId: one.id } })).status).toBe(404);
  const entries = await entriesOf(shopId);
  expect(entries).toHaveLength(3);
  expect(new Set(entries.map(({ verb }) => verb))).toEqual(
    new Set(["subscriber.export", "subscriber.opt-out", "subscriber.read"]),
  );
  for (const entry of entries) expect(entry).toMatchObject({ actorId: keyId, subjectId: null });
  expect(await entriesOf(other.shopId)).toEqual([]);
  ctx.clock.advance(HOUR_MS);
  await call("getSubscriber", { path: { subscriberId: one.id } });
  expect(await entriesOf(shopId)).toHaveLength(4);
});

test("every operation has its entry, or is known to have none", () => {
  const without = operations.filter(({ noted }) => !noted).map(({ id }) => id);
  expect(without).toEqual([
    ...["addSubscriber", "sendEvents", "sendText", "getText"],
    ...["listCampaigns", "getCampaign", "createCampaign"],
    ...["listSegments", "getSegment", "countSegment", "listKeywords"],
    ...["addNote", "closeConversation", "reopenConversation", "assignConversation"],
  ]);
});
