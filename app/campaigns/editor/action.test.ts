import { expect, test } from "vitest";
import { act as steerReport } from "#app/campaigns/report/action";
import { createList } from "#domain/segments/lists/manage";
import { saveSegment } from "#domain/segments/save";
import { newId } from "#platform/ids";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../../test/factories/context.ts";
import { aProvenPhone } from "../../../test/factories/proven-phone.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { act } from "./action.ts";

const ctx = aContext();
const { everyShop: prisma } = ctx.db;

type Editor = Parameters<typeof act>[0];
const carryOut = (who: Omit<Editor, "id">, id: string | null, form: FormData) => act({ ...who, id }, form);
const steer = (who: Omit<Editor, "id">, id: string, form: FormData) => steerReport({ ...who, id }, form);

function posted(given: Record<string, string> = {}): FormData {
  const form = new FormData();
  const words = { name: "Sale", body: "Hi there", linkUrl: "", audience: "all", tag: "", senderId: "" };
  const fields = { ...words, draftId: newId(), ...given };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

async function aMerchant() {
  const shop = await aShop(ctx.db);
  await aSender(ctx.db, { shopId: shop.id });
  return { ctx, shop, shopId: shop.id };
}

/** What one of the report's buttons posts. */
function asked(intent: string, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ intent, ...more })) form.set(name, value);
  return form;
}

test("saving a new campaign makes a draft and leads to it", async () => {
  const who = await aMerchant();
  const done = await carryOut(who, null, posted({ audience: "tag", tag: "vip" }));
  const draft = await prisma.campaign.findFirst({ where: { shopId: who.shopId } });
  expect(draft).toMatchObject({ state: "draft", name: "Sale", audience: { kind: "tag", tag: "vip" } });
  expect(done.leadsTo).toBe(`/campaigns/${draft?.id}/edit`);
});

test("a campaign is for a segment or a list of the shop's own, called as it is called there, and for no other shop's", async () => {
  const [who, other] = [await aMerchant(), await aMerchant()];
  const rules = { type: "tags", match: "any", tags: ["vip"] };
  const { id: segmentId } = await saveSegment(ctx, who.shopId, { name: "Regulars", rules });
  const listId = await createList(ctx, who.shopId, "Fair");
  const chosen = [
    { audience: "segment", segmentId },
    { audience: "list", listId },
  ];
  for (const audience of chosen) await carryOut(who, null, posted(audience));
  const drafts = await prisma.campaign.findMany({ where: { shopId: who.shopId }, orderBy: { id: "asc" } });
  expect(drafts).toMatchObject([
    { audience: { kind: "segment", segmentId, name: "Regulars" } },
    { audience: { kind: "list", listId, name: "Fair" } },
  ]);
  for (const [position, field] of ["segmentId", "listId"].entries())
    await expect(carryOut(other, null, posted(chosen[position]))).rejects.toMatchObject({ field });
  expect(await prisma.campaign.count({ where: { shopId: other.shopId } })).toBe(0);
});

test("a new campaign can be sent without saving it first", async () => {
  const who = await aMerchant();
  await carryOut(who, null, posted({ intent: "launch", when: "now" }));
  expect(await prisma.campaign.findMany({ where: { shopId: who.shopId } })).toMatchObject([{ state: "scheduled" }]);
});

test("a launch saves what was changed and starts at the hour of the store's clock", async () => {
  const who = await aMerchant();
  const { id } = await aCampaign(ctx.db, { shopId: who.shopId });
  const form = posted({ intent: "launch", when: "later", date: "2026-11-27", time: "09:30", body: "Changed" });
  expect((await carryOut(who, id, form)).leadsTo).toBe("/campaigns?view=scheduled");
  expect(await prisma.campaign.findFirst({ where: { shopId: who.shopId, id } })).toMatchObject({
    state: "scheduled",
    body: "Changed",
    scheduledAt: new Date("2026-11-27T14:30:00Z"),
  });
});

test("a new campaign that cannot be launched leaves no draft behind, and says by the field why", async () => {
  const who = await aMerchant();
  const past = posted({ intent: "launch", when: "later", date: "2026-01-01", time: "09:30" });
  await expect(carryOut(who, null, past)).rejects.toMatchObject({ field: "scheduledAt" });
  const linkless = posted({ intent: "launch", when: "now", body: "Go: {{ link }}" });
  await expect(carryOut(who, null, linkless)).rejects.toMatchObject({ field: "linkUrl" });
  expect(await prisma.campaign.count({ where: { shopId: who.shopId } })).toBe(0);
});

test("a test text needs no campaign, and its link is checked like one", async () => {
  const who = await aMerchant();
  await aProvenPhone({ prisma }, who.shopId, "+12125550123");
  const test = { intent: "test", phone: "(212) 555-0123", body: "Hi {{ customer.first_name }}" };
  expect(await carryOut(who, null, posted(test))).toEqual({
    said: "Test text sent to +1 212 555 0123",
    leadsTo: null,
  });
  await expect(carryOut(who, null, posted({ ...test, linkUrl: "nonsense" }))).rejects.toMatchObject({
    field: "linkUrl",
  });
  expect(await prisma.campaign.count({ where: { shopId: who.shopId } })).toBe(0);
});

test("a campaign's spend cap is saved with it, goes along with a copy, and can be changed from the report", async () => {
  const who = await aMerchant();
  await carryOut(who, null, posted({ spendCap: "1,250.50" }));
  const { id } = await prisma.campaign.findFirstOrThrow({ where: { shopId: who.shopId } });
  const caps = async () =>
    (await prisma.campaign.findMany({ where: { shopId: who.shopId } })).map((it) => it.spendCapMicros);
  expect(await caps()).toEqual([1_250_500_000n]);
  await expect(carryOut(who, id, posted({ spendCap: "a lot" }))).rejects.toMatchObject({ field: "spendCap" });
  await steer(who, id, asked("copy"));
  expect(await caps()).toEqual([1_250_500_000n, 1_250_500_000n]);
  await steer(who, id, asked("cap", { spendCap: "" }));
  expect((await caps()).filter((cap) => cap === null)).toHaveLength(1);
});

test("a draft is deleted, what was sent is only copied", async () => {
  const who = await aMerchant();
  const { id } = await aCampaign(ctx.db, { shopId: who.shopId, name: "Winter" });
  const done = await steer(who, id, asked("copy"));
  expect(await prisma.campaign.findFirst({ where: { shopId: who.shopId, name: "Copy of Winter" } })).toMatchObject({
    state: "draft",
    linkUrl: "https://harbor-candles.test/sale",
  });
  expect(done.leadsTo).toMatch(/^\/campaigns\/.*\/edit$/);
  expect(await carryOut(who, id, posted({ intent: "delete" }))).toMatchObject({ leadsTo: "/campaigns" });
  expect(await prisma.campaign.count({ where: { shopId: who.shopId } })).toBe(1);
});

test("a launch by the recipients' own clocks says so, and an hour that is no hour is refused at its field", async () => {
  const who = await aMerchant();
  const { id } = await aCampaign(ctx.db, { shopId: who.shopId });
  const local = { intent: "launch", when: "local", date: "2026-11-27", isUrgent: "true" };
  await carryOut(who, id, posted({ ...local, time: "10:00" }));
  expect(await prisma.campaign.findFirst({ where: { shopId: who.shopId, id } })).toMatchObject({
    state: "scheduled",
    isUrgent: true,
    localTime: "2026-11-27T10:00",
    scheduledAt: new Date("2026-11-27T15:00:00Z"),
  });
  await expect(carryOut(who, id, posted({ ...local, time: "" }))).rejects.toMatchObject({ field: "scheduledAt" });
});

test("the mark moves from one campaign under way to the next, and the toast says so", async () => {
  const who = await aMerchant();
  const underWay = { shopId: who.shopId, state: "sending", startedAt: ctx.clock.now() };
  const first = await aCampaign(ctx.db, { ...underWay, name: "First" });
  const second = await aCampaign(ctx.db, { ...underWay, senderId: first.senderId, name: "Second" });
  expect(await steer(who, first.id, asked("urgent"))).toMatchObject({ said: "Marked urgent" });
  expect(await steer(who, second.id, asked("urgent"))).toMatchObject({ said: "Marked urgent. It replaces “First”" });
  expect(await steer(who, second.id, asked("not-urgent"))).toMatchObject({ said: "Urgent removed" });
});

test("a finished campaign becomes a draft to those it did not reach, which keeps its audience when it is saved", async () => {
  const who = await aMerchant();
  const { id } = await aCampaign(ctx.db, { shopId: who.shopId, state: "finished", name: "Winter" });
  const { leadsTo } = await steer(who, id, asked("unsent"));
  const audience = { kind: "unsent", campaignId: id, name: "Winter" };
  const drafts = await prisma.campaign.findMany({ where: { shopId: who.shopId, state: "draft" } });
  expect(drafts).toMatchObject([{ name: "Winter (not reached)", audience }]);
  expect(leadsTo).toBe(`/campaigns/${drafts[0]?.id}/edit`);
  await carryOut(who, drafts[0]?.id ?? "", posted({ audience: "unsent", name: "Again" }));
  expect(await prisma.campaign.findFirst({ where: { id: drafts[0]?.id ?? "" } })).toMatchObject({
    name: "Again",
    audience,
  });
  await expect(carryOut(who, null, posted({ audience: "unsent" }))).rejects.toMatchObject({ field: "audience" });
});

test("another shop's campaign can be neither changed, sent, deleted, steered nor copied", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  const before = await prisma.campaign.findFirst({ where: { shopId, id } });
  const who = await aMerchant();
  const notFound = { code: "campaign-not-found" };
  await expect(carryOut(who, id, posted())).rejects.toMatchObject(notFound);
  await expect(carryOut(who, id, posted({ intent: "launch", when: "now" }))).rejects.toMatchObject(notFound);
  await expect(carryOut(who, id, posted({ intent: "delete" }))).rejects.toMatchObject(notFound);
  for (const intent of ["pause", "resume", "cancel", "copy", "cap", "urgent", "not-urgent", "unsent"])
    await expect(steer(who, id, asked(intent))).rejects.toMatchObject(notFound);
  expect(await prisma.campaign.findFirst({ where: { shopId, id } })).toEqual(before);
  expect(await prisma.campaign.count({ where: { shopId: who.shopId } })).toBe(0);
});

test("a page that is posted twice, at once or one after the other, sends one campaign", async () => {
  const who = await aMerchant();
  const launch = { intent: "launch", when: "now", draftId: newId() };
  const [first, second] = await Promise.all([1, 2].map(() => carryOut(who, null, posted(launch))));
  expect(second).toEqual(first);
  await prisma.campaign.updateMany({ where: { shopId: who.shopId }, data: { state: "sending" } });
  expect(await carryOut(who, null, posted(launch))).toEqual(first);
  expect(await prisma.campaign.findMany({ where: { shopId: who.shopId } })).toMatchObject([
    { id: launch.draftId, state: "sending", name: "Sale" },
  ]);
});

test("a new campaign that is saved twice is one draft with what was said last, and none of another shop's", async () => {
  const [who, other] = [await aMerchant(), await aMerchant()];
  const draftId = newId();
  for (const name of ["Sale", "Great sale"]) await carryOut(who, null, posted({ draftId, name }));
  await carryOut(other, null, posted({ draftId, name: "Another" }));
  const names = async (shopId: string) => (await prisma.campaign.findMany({ where: { shopId } })).map((it) => it.name);
  expect(await names(who.shopId)).toEqual(["Great sale"]);
  expect(await names(other.shopId)).toEqual(["Another"]);
});
