import { beforeEach, describe, expect, test } from "vitest";
import { OPT_OUT } from "#domain/compliance/reply-words";
import { createList, deleteList } from "#domain/segments/lists/manage";
import { UserError } from "#domain/user-error";
import { aContext } from "../../test/factories/context.ts";
import { aKeyword, plainKeyword } from "../../test/factories/keyword.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { checkKeyword } from "./check-keyword.ts";
import { findKeyword, listKeywords } from "./list-keywords.ts";
import { isOpen } from "./opening-hours.ts";
import { deleteKeyword, KEYWORDS, saveKeyword } from "./save-keyword.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

/** The fields that are wrong. */
async function refused(save: Promise<unknown>): Promise<string[]> {
  const error = await save.then(
    () => null,
    (problem: unknown) => problem,
  );
  if (!(error instanceof UserError)) throw new Error("It was not refused.");
  return error.all.map(({ field }) => field ?? "");
}

test("a keyword is kept in capitals, changed and deleted, and is its own shop's alone", async () => {
  const [shop, other] = [await aShop(db), await aShop(db)];
  const id = await aKeyword(ctx, shop.id, { words: ["glow", " new   in "], tag: " Glow fans " });
  expect(await findKeyword(db, shop.id, id)).toMatchObject({
    words: ["GLOW", "NEW IN"],
    tag: "Glow fans",
    hours: null,
  });
  expect(await findKeyword(db, other.id, id)).toBeNull();
  await expect(saveKeyword(ctx, other.id, id, plainKeyword)).rejects.toThrow("wasn’t found");
  await deleteKeyword(ctx, other.id, id);
  const hours = { days: [1, 2], opensMinute: 540, closesMinute: 1_020 };
  await saveKeyword(ctx, shop.id, id, { ...plainKeyword, hours, closedAnswer: "We open at 9." });
  expect(await listKeywords(db, shop.id, ctx.clock.now())).toMatchObject([
    { hours, closedAnswer: "We open at 9.", texts: 0 },
  ]);
  await deleteKeyword(ctx, shop.id, id);
  expect(await listKeywords(db, shop.id, ctx.clock.now())).toEqual([]);
});

describe("is refused", () => {
  test("everything that is wrong at once, each by its field", async () => {
    const shop = await aShop(db);
    const wrong = {
      ...plainKeyword,
      ...{ words: ["STOP"], answer: "Hi {{ cart.total }}", tag: "a,b", listId: "no list", asksFirst: true },
      hours: { days: [], opensMinute: 600, closesMinute: 540 },
      endsAt: new Date(0),
    };
    expect(new Set(await refused(saveKeyword(ctx, shop.id, null, wrong)))).toEqual(
      new Set(["answer", "asksFirst", "closes", "days", "endsOn", "listId", "tag", "words"]),
    );
  });

  test.each([
    ...OPT_OUT,
    ...[
      "START",
      "HELP",
      "YES",
      "ayuda",
      "oui",
      "stop please",
      "unsubscribe me",
      "no more texts",
      "wrong number",
      "stpo",
    ],
  ])("the word %j, which consent rules read", (word) => {
    expect(() => checkKeyword({ ...plainKeyword, words: [word] }, [], ctx.clock.now())).toThrow("can’t be a keyword");
  });

  test("a word of the shop's own for STOP, one of another keyword, and one spelled twice", async () => {
    const shop = await aShop(db);
    await db.prisma.shopSettings.updateMany({ where: { shopId: shop.id }, data: { optOutWords: ["ENOUGH"] } });
    await aKeyword(ctx, shop.id, { words: ["GLOW"] });
    for (const words of [["enough"], ["Glow!x"], ["g-l-o-w"], ["SALE", "sale"], [], [" "]])
      expect(await refused(aKeyword(ctx, shop.id, { words })), words.join()).toEqual(["words"]);
  });

  test("one keyword more than a store may have", async () => {
    const shop = await aShop(db);
    const data = Array.from({ length: KEYWORDS.most }, (_, i) => ({
      ...{ shopId: shop.id, id: crypto.randomUUID(), code: `code${i}`, words: [`WORD${i}`] },
      ...{ createdAt: ctx.clock.now(), updatedAt: ctx.clock.now() },
    }));
    await db.prisma.keyword.createMany({ data });
    await expect(aKeyword(ctx, shop.id)).rejects.toThrow("limit of 100 keywords");
  });

  test("deleting a list that a keyword adds people to", async () => {
    const shop = await aShop(db);
    const listId = await createList(ctx, shop.id, "Fans");
    await aKeyword(ctx, shop.id, { listId });
    await expect(deleteList(ctx, shop.id, listId)).rejects.toThrow("The keyword “GLOW” uses this list.");
  });
});

test("a store is open by its own clock, to the minute and on its days", () => {
  const hours = { days: [1, 2, 3, 4, 5], opensMinute: 540, closesMinute: 1_020 };
  const at = (iso: string) => isOpen(hours, new Date(iso), "America/New_York");
  expect(at("2026-11-24T14:00:00Z")).toBe(true);
  expect(at("2026-11-24T13:59:00Z")).toBe(false);
  expect(at("2026-11-24T21:59:59Z")).toBe(true);
  expect(at("2026-11-24T22:00:00Z")).toBe(false);
  expect(at("2026-11-28T15:00:00Z")).toBe(false);
  expect(isOpen(null, new Date(), "UTC")).toBe(true);
});
