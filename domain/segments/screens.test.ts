import { beforeEach, expect, test } from "vitest";
import { createList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { findList, listMembers, listsToChoose, sizeOfList } from "#domain/segments/lists/read";
import { growthOfAll } from "#domain/segments/sizes/growth";
import { newId } from "#platform/ids";
import { aCampaign } from "../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { saveSegment } from "./save.ts";
import { usesOfAudiences } from "./uses.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

async function aListOf(shopId: string, people: { firstName: string; phone?: string }[]): Promise<string> {
  const listId = await createList(ctx, shopId, "Trade fair");
  const subscriberIds = [];
  for (const person of people) subscriberIds.push((await aSubscriber(db, { shopId, ...person })).id);
  await addToList(db, ctx, { shopId, listId, subscriberIds });
  return listId;
}

test("a list's people are paged without a gap, found by part of a name or number, and another shop's are not shown", async () => {
  const { id: shopId } = await aShop(db);
  const names = ["Ada", "Bob", "Cleo", "Dov", "Eve"];
  const listId = await aListOf(
    shopId,
    names.map((firstName, i) => ({ firstName, phone: `+1212555010${i}` })),
  );
  const seen: (string | null)[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(db, shopId, listId, { after, size: 2 });
    seen.push(...page.members.map(({ firstName }) => firstName));
    after = page.after;
  } while (after !== null);
  expect([seen.length, new Set(seen)]).toEqual([5, new Set(names)]);
  expect((await listMembers(db, shopId, listId, { search: "cle" })).members).toMatchObject([{ firstName: "Cleo" }]);
  expect((await listMembers(db, shopId, listId, { search: "555-0104" })).members).toMatchObject([{ firstName: "Eve" }]);
  expect(await sizeOfList(db, shopId, listId)).toEqual({ people: 5, subscribed: 5 });
  expect(await listsToChoose(db, shopId)).toEqual([{ id: listId, name: "Trade fair" }]);
  expect(await findList(db, shopId, listId)).toEqual({ id: listId, name: "Trade fair" });
  const { id: other } = await aShop(db);
  expect([await listsToChoose(db, other), await sizeOfList(db, other, listId)]).toEqual([
    [],
    { people: 0, subscribed: 0 },
  ]);
  expect([await findList(db, other, listId), (await listMembers(db, other, listId)).members]).toEqual([null, []]);
  expect(await findList(db, shopId, "nonsense")).toBeNull();
});

test("a segment and a list are named with the campaigns that are for them, and the list with the segments that ask for it", async () => {
  const { id: shopId } = await aShop(db);
  const listId = await aListOf(shopId, []);
  const onList = { type: "list", id: listId, name: "Trade fair" };
  const rules = { type: "and", rules: [{ type: "not", rule: onList }] };
  const { id: segmentId } = await saveSegment(ctx, shopId, { name: "Others", rules });
  const toSegment = { kind: "segment", segmentId, name: "Others" };
  await aCampaign(db, { shopId, name: "Sale", state: "scheduled", audience: toSegment });
  await aCampaign(db, { shopId, name: "Fair", state: "draft", audience: { kind: "list", listId, name: "Trade fair" } });
  await aCampaign(db, { shopId, name: "All", audience: { kind: "all" } });
  const uses = await usesOfAudiences(db, shopId);
  expect([...uses.keys()].toSorted()).toEqual([segmentId, listId].toSorted());
  expect(uses.get(segmentId)).toMatchObject([{ kind: "campaign", name: "Sale", state: "scheduled" }]);
  expect(
    uses
      .get(listId)
      ?.map(({ kind, name }) => `${kind} ${name}`)
      .toSorted(),
  ).toEqual(["campaign Fair", "segment Others"]);
  expect(await usesOfAudiences(db, (await aShop(db)).id)).toEqual(new Map());
});

test("each segment's growth is read oldest day first, and only of the days asked for", async () => {
  const { id: shopId } = await aShop(db);
  const [one, two] = [newId(), newId()];
  const size = (segmentId: string, day: string, people: number) => ({
    ...{ shopId, segmentId, day: new Date(`${day}T00:00:00Z`), people, subscribed: people, isExact: true },
  });
  await db.everyShop.segmentSize.createMany({
    data: [
      size(one, "2026-11-22", 5),
      size(one, "2026-11-20", 3),
      size(one, "2026-10-01", 1),
      size(two, "2026-11-21", 9),
    ],
  });
  expect(await growthOfAll(db, shopId, { lastDay: "2026-11-22", days: 30 })).toEqual(
    new Map([
      [one, [3, 5]],
      [two, [9]],
    ]),
  );
});
