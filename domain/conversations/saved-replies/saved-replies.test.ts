import { beforeEach, expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { aContext } from "../../../test/factories/context.ts";
import { anInboundText } from "../../../test/factories/inbound-text.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { renderSavedReply } from "./render.ts";
import { createSavedReply, deleteSavedReply, editSavedReply, listSavedReplies } from "./saved-replies.ts";

const ctx = aContext();
const { db } = ctx;
const hours = {
  name: "Hours",
  shortcut: "/Hours",
  body: "Hi {{ customer.first_name }}, we open at 9. {{ shop.name }}",
};
let shopId: string;

beforeEach(async () => {
  shopId = (await aShop(db, { name: "Harbor Candles" })).id;
});

test("a saved reply is kept with its shortcut, changed, and deleted", async () => {
  const id = await createSavedReply(ctx, { shopId, ...hours });
  expect(await listSavedReplies(db, shopId)).toEqual([{ ...hours, id, shortcut: "hours", version: 1 }]);
  const edit = (version: number) =>
    editSavedReply(ctx, { shopId, id, version, name: "Opening hours", shortcut: null, body: "At 9" });
  await edit(1);
  expect(await listSavedReplies(db, shopId)).toMatchObject([{ name: "Opening hours", shortcut: null, version: 2 }]);
  await expect(edit(1)).rejects.toMatchObject({ code: "saved-reply-changed" });
  await deleteSavedReply(ctx, { shopId, id });
  await deleteSavedReply(ctx, { shopId, id });
  expect(await listSavedReplies(db, shopId)).toEqual([]);
  await expect(edit(2)).rejects.toMatchObject({ code: "saved-reply-not-found" });
});

test.each([
  [{ name: " " }, "name"],
  [{ shortcut: "two words" }, "shortcut"],
  [{ body: "{{ customer" }, "body"],
  [{ body: "x".repeat(1_601) }, "body"],
  [{ name: "Taken" }, "name"],
  [{ shortcut: "taken" }, "shortcut"],
])("one with %j is refused by its field", async (wrong, field) => {
  await createSavedReply(ctx, { shopId, name: "Taken", shortcut: "taken", body: "Hi" });
  await expect(createSavedReply(ctx, { shopId, ...hours, ...wrong })).rejects.toMatchObject({ field });
  expect(await listSavedReplies(db, shopId)).toHaveLength(1);
});

test("a store has 200 of them at most", async () => {
  const row = { shopId, body: "Hi", createdAt: ctx.clock.now(), updatedAt: ctx.clock.now() };
  await db.prisma.savedReply.createMany({
    data: Array.from({ length: 200 }, (_, n) => ({ ...row, id: crypto.randomUUID(), name: `${n}` })),
  });
  await expect(createSavedReply(ctx, { shopId, ...hours })).rejects.toMatchObject({ code: "saved-replies-too-many" });
});

test("it is rendered for the person of the conversation, and another store's is not found", async () => {
  const person = await aSubscriber(db, { shopId, firstName: "Alma" });
  const text = await anInboundText(db, { shopId, phone: person.phone });
  await db.transaction((tx) => receiveTexts(tx, ctx, [text]));
  const { id: conversationId } = await db.everyShop.conversation.findFirstOrThrow({ where: { shopId } });
  const savedReplyId = await createSavedReply(ctx, { shopId, ...hours });
  expect(await renderSavedReply(ctx, { shopId, conversationId, savedReplyId })).toEqual({
    kind: "rendered",
    body: "Hi Alma, we open at 9. Harbor Candles",
  });
  const { id: other } = await aShop(db);
  await expect(renderSavedReply(ctx, { shopId: other, conversationId, savedReplyId })).rejects.toMatchObject({
    code: "saved-reply-not-found",
  });
  await deleteSavedReply(ctx, { shopId: other, id: savedReplyId });
  expect(await listSavedReplies(db, other)).toEqual([]);
  expect(await listSavedReplies(db, shopId)).toHaveLength(1);
});
