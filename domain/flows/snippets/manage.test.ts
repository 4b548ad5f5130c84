import { beforeEach, expect, test } from "vitest";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { findFlow } from "#domain/flows/report/find";
import { sortedJson } from "#platform/sorted-json";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { deleteSnippet, readSnippets, saveSnippet, usesOfSnippets } from "./manage.ts";
import { pinSnippets } from "./pin.ts";

const ctx = aContext();
let shopId: string;
const save = (name: string, text: string, before: string | null = null) =>
  saveSnippet(ctx, shopId, { before, name, text });

beforeEach(async () => {
  shopId = (await aShop(ctx.db)).id;
});

async function aFlow(text: string): Promise<string> {
  const document = {
    purpose: "transactional",
    trigger: { kind: "order-placed" },
    steps: [{ id: "say", type: "send", config: { text } }],
  };
  return createFlow(ctx, shopId, { name: "Thanks", document });
}
const published = async (flowId: string) => {
  const versions = await ctx.db.prisma.flowVersion.findMany({ where: { shopId, flowId }, orderBy: { number: "asc" } });
  return versions.map(({ document }) => (document as { steps: { config: { text: string } }[] }).steps[0]?.config.text);
};

test("a published flow keeps the words that its snippet had, and the next version has the new ones", async () => {
  await save("signature", "Your Fernhill team");
  const flowId = await aFlow('Thank you! {% snippet "signature" %}');
  await publishFlow(ctx, shopId, flowId);
  await save("signature", "Ada of Fernhill", "signature");
  expect(await published(flowId)).toEqual(["Thank you! Your Fernhill team"]);
  await publishFlow(ctx, shopId, flowId);
  expect(await published(flowId)).toEqual(["Thank you! Your Fernhill team", "Thank you! Ada of Fernhill"]);
});

test("a published flow with a snippet goes back to its tag, not to the words", async () => {
  await save("signature", "Your Fernhill team");
  const flowId = await aFlow('Thank you! {% snippet "signature" %}');
  await publishFlow(ctx, shopId, flowId);
  const flow = await findFlow(ctx.db, shopId, flowId);
  expect(flow?.original).toEqual(flow?.draft);
  const pinned = flow && pinSnippets(flow.draft, await readSnippets(ctx.db, shopId));
  expect(sortedJson(pinned)).toBe(sortedJson(flow?.live?.document));
});

test("a flow whose snippet was deleted can't be published, and the store is told where it is used", async () => {
  await save("signature", "Your Fernhill team");
  const flowId = await aFlow('Thank you! {% snippet "signature" %}');
  expect((await usesOfSnippets(ctx.db, shopId)).get("signature")).toEqual([{ id: flowId, name: "Thanks" }]);
  await deleteSnippet(ctx, shopId, "signature");
  await deleteSnippet(ctx, shopId, "signature");
  await expect(publishFlow(ctx, shopId, flowId)).rejects.toThrow(/The snippet “signature” wasn’t found/);
});

test("a snippet is renamed, keeps to its bounds, and belongs to one store", async () => {
  await save("signature", "Your team");
  await save("closing", "Your team", "signature");
  expect(await readSnippets(ctx.db, shopId)).toEqual({ closing: "Your team" });
  await expect(save("closing", "Again")).rejects.toThrow(/Another snippet has this name/);
  await expect(save("Two Words", "x")).rejects.toThrow(/lowercase letters/);
  await expect(save("long", "x".repeat(501))).rejects.toThrow(/500 characters/);
  await expect(save("inner", '{% snippet "closing" %}')).rejects.toThrow(/another snippet/);
  await expect(save("broken", "{{ customer")).rejects.toThrow(/has an error/);
  await expect(save("a", "x", "missing")).rejects.toThrow(/wasn’t found/);
  const other = await aShop(ctx.db);
  expect(await readSnippets(ctx.db, other.id)).toEqual({});
});

test("two people who add snippets at once both keep theirs", async () => {
  await Promise.all(["one", "two", "three", "four"].map((name) => save(name, name)));
  expect(Object.keys(await readSnippets(ctx.db, shopId))).toEqual(["four", "one", "three", "two"]);
});
