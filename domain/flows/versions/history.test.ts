import { beforeEach, describe, expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { saveDraft } from "#domain/flows/publishing/save-draft";
import { saveSnippet } from "#domain/flows/snippets/manage";
import { redactShop, redactShopFurther } from "#domain/privacy/redact-shop";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { findVersion, flowVersions } from "./history.ts";

const ctx = aContext();
const MAYA = { id: "42", name: "Maya Chen" };
let shopId: string;
let flowId: string;

const saying = (text: string) => ({
  purpose: "transactional",
  trigger: { kind: "order-placed" },
  steps: [{ id: "a", type: "send", config: { text } }],
});
const publish = async (text: string, publishing: Parameters<typeof publishFlow>[3] = {}) => {
  await saveDraft(ctx, shopId, flowId, saying(text));
  return publishFlow(ctx, shopId, flowId, publishing);
};

beforeEach(async () => {
  const uninstalledAt = new Date(ctx.clock.now().getTime() - 48 * 3_600_000);
  ({ id: shopId } = await aShop(ctx.db, { uninstalledAt }));
  flowId = await createFlow(ctx, shopId, { name: "Thanks", document: saying("Thanks") });
});

describe("the history of a flow", () => {
  test("says who published each version, when, and what changed", async () => {
    await publish("Thanks", { by: MAYA });
    await publish("Thank you", { by: { id: "43", name: null } });
    await publish("Thank you!");
    const { versions, hasMore } = await flowVersions(ctx.db, shopId, flowId, 0);
    expect(hasMore).toBe(false);
    expect(versions).toMatchObject([
      { number: 3, by: null, isLive: true, inside: 0, changes: "Changed the words of “Send Thank you!”." },
      { number: 2, by: { id: "43", name: null }, isLive: false },
      { number: 1, by: MAYA, publishedAt: ctx.clock.now(), changes: "First version, with 1 step." },
    ]);
  });

  test("comes in pages, and the last version of a page is compared with the next page's first", async () => {
    for (let i = 1; i <= 21; i++) await publish(`Thanks ${i}`);
    const first = await flowVersions(ctx.db, shopId, flowId, 0);
    expect(first.hasMore).toBe(true);
    expect(first.versions.at(-1)).toMatchObject({ number: 2, changes: expect.stringContaining("Thanks 2") });
    expect((await flowVersions(ctx.db, shopId, flowId, 1)).versions).toMatchObject([{ number: 1 }]);
  });

  test("isn't shown to another store", async () => {
    await publish("Thanks");
    const other = (await aShop(ctx.db)).id;
    expect((await flowVersions(ctx.db, other, flowId, 0)).versions).toEqual([]);
    expect(await findVersion(ctx.db, other, flowId, 1)).toBeNull();
  });

  test("forgets who published when the store is erased", async () => {
    await publish("Thanks", { by: MAYA });
    await ctx.db.transaction((tx) => redactShop(tx, ctx, { shopId, requestedAt: ctx.clock.now() }));
    while (await redactShopFurther(ctx, shopId));
    expect((await flowVersions(ctx.db, shopId, flowId, 0)).versions).toMatchObject([{ by: null }]);
  });
});

test("a version is shown with the words that were sent, and restored with the tags of its snippets", async () => {
  await saveSnippet(ctx, shopId, { before: null, name: "bye", text: "See you" });
  await publish('Thanks. {% snippet "bye" %}');
  const found = await findVersion(ctx.db, shopId, flowId, 1);
  expect(found).toMatchObject({ hasSnippets: true, document: saying("Thanks. See you") });
  expect(found?.source).toMatchObject(saying('Thanks. {% snippet "bye" %}'));
  expect(await findVersion(ctx.db, shopId, flowId, 2)).toBeNull();
});

test("publishing over a version that the author has not seen is rejected with its number and author", async () => {
  await publish("Thanks", { by: MAYA, seen: 0 });
  await expect(publish("Thank you", { seen: 0 })).rejects.toMatchObject({
    code: "flow-published-elsewhere",
    message: expect.stringContaining("Version 1 was published in the meantime by Maya Chen."),
  });
  expect(await publish("Thank you", { seen: 1 })).toBe(2);
});
