import { beforeEach, expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { deleteFlow } from "#domain/flows/publishing/delete";
import { saveSegment } from "#domain/segments/save";
import { countSegment } from "#domain/segments/sizes/count";
import { newId } from "#platform/ids";
import { aContext } from "../../../test/factories/context.ts";
import { manySubscribers } from "../../../test/factories/many-subscribers.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { listLists } from "./list.ts";
import { createList, deleteList, renameList } from "./manage.ts";
import { addToList, removeFromList } from "./members.ts";

const ctx = aContext();
const { db } = ctx;

beforeEach(emptyDatabase);

test("people are put on a list once, taken off again, and no one of another shop gets on it", async () => {
  const { id: shopId } = await aShop(db);
  const listId = await createList(ctx, shopId, "Fair in May");
  const people = await manySubscribers(db, shopId, 3);
  const stranger = await aSubscriber(db);
  const subscriberIds = [...people, stranger.id, newId()];
  expect(await addToList(db, ctx, { shopId, listId, subscriberIds })).toBe(3);
  expect(await addToList(db, ctx, { shopId, listId, subscriberIds })).toBe(0);
  expect(await countSegment(ctx, shopId, { type: "list", id: listId, name: "Fair in May" })).toMatchObject({
    people: 3,
  });
  expect(await removeFromList(db, { shopId, listId, subscriberIds: people.slice(0, 1) })).toBe(1);
  expect(await listLists(db, shopId)).toMatchObject([{ id: listId, name: "Fair in May", people: 2, subscribed: 2 }]);
  const other = await aShop(db);
  await expect(addToList(db, ctx, { shopId: other.id, listId, subscriberIds: [] })).rejects.toMatchObject({
    code: "list-not-found",
  });
});

test("a list stays while a flow adds people to it or asks for it, and the refusal names the flow", async () => {
  const { id: shopId } = await aShop(db);
  const [added, asked] = [await createList(ctx, shopId, "Added"), await createList(ctx, shopId, "Asked")];
  const rules = { type: "and", rules: [{ type: "list", id: asked, name: "Asked" }] };
  const document = {
    ...{ purpose: "marketing", trigger: { kind: "order-paid", filter: { event: [], people: rules } } },
    steps: [{ id: "a", type: "add-to-list", config: { listId: added, listName: "Added" } }],
  };
  const flowId = await createFlow(ctx, shopId, { name: "Buyers", document });
  for (const listId of [added, asked])
    await expect(deleteList(ctx, shopId, listId)).rejects.toMatchObject({
      code: "list-in-use",
      message: "The flow “Buyers” uses this list. Change it first.",
    });
  await deleteFlow(ctx, shopId, flowId);
  for (const listId of [added, asked]) await deleteList(ctx, shopId, listId);
});

test("a list's name is its own, and it stays while a segment asks for it", async () => {
  const { id: shopId } = await aShop(db);
  const listId = await createList(ctx, shopId, "Fair");
  await expect(createList(ctx, shopId, "fair")).rejects.toMatchObject({ code: "list-name-taken" });
  const second = await createList(ctx, shopId, "Other");
  await expect(renameList(ctx, shopId, second, "FAIR")).rejects.toMatchObject({ field: "name" });
  const asks = { type: "not", rule: { type: "list", id: listId, name: "Fair" } };
  await saveSegment(ctx, shopId, { name: "Not at the fair", rules: { type: "and", rules: [asks] } });
  await expect(deleteList(ctx, shopId, listId)).rejects.toMatchObject({ code: "list-in-use" });
  await deleteList(ctx, shopId, second);
  await expect(deleteList(ctx, shopId, second)).rejects.toMatchObject({ code: "list-not-found" });
  expect((await listLists(db, shopId)).map(({ name }) => name)).toEqual(["Fair"]);
});
